package org.orrery.causal.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.orrery.causal.data.Levels;
import org.orrery.causal.data.Table;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.core.Claim;
import org.orrery.core.Lab;
import org.orrery.core.Refusal;
import org.orrery.core.Value;

/**
 * Effects from data, for questions that a graph has licensed. Rows that lack a value in a column of the question are left out,
 * and counted. The estimator is picked by the rule of {@link Estimator#pick}, or named.
 */
public final class Estimates {
    private static final double STRONG = 10;

    private Estimates() {}

    /** What an estimator finds. */
    record Numbers(Measured effect, Measured on, Measured off, List<Claim.Check> checks,
            List<Claim.Assumption> assumptions) {}

    /**
     * The effect by the estimator that the rule picks. The same table, question and seed give the same bits in any lab.
     *
     * @throws org.orrery.core.InvalidInput if a column or a value is not there, or texts stand where numbers are needed
     * @throws Refusal if the data cannot answer: a constant treatment, no overlap, weights that explode, too few rows, columns
     *         that determine each other, values outside of the data
     */
    public static Effect of(EffectQuestion question, Table data, long seed, Lab lab) {
        Sample sample = sample(question, data);
        return effect(sample, Estimator.pick(sample), seed, lab);
    }

    /** The effect by a certain estimator, which must fit the question's ground. */
    public static Effect by(Estimator estimator, EffectQuestion question, Table data, long seed, Lab lab) {
        return effect(sample(question, data), new Estimator.Pick(estimator, "it was asked for"), seed, lab);
    }

    static Sample sample(EffectQuestion question, Table data) {
        return Sample.of(question, data, switch (question.ground()) {
            case Ground.Adjusting(List<String> covariates) -> covariates;
            case Ground.FrontDoor(List<String> mediators, MixedGraph graph, var estimand) -> {
                List<String> both = new ArrayList<>(mediators);
                both.addAll(names(graph, PlugIn.speaksOf(estimand)));
                yield both;
            }
            case Ground.General(MixedGraph graph, var estimand) -> names(graph, PlugIn.speaksOf(estimand));
            case Ground.Instrument(List<String> instruments, List<String> covariates) -> {
                List<String> both = new ArrayList<>(instruments);
                both.addAll(covariates);
                yield both;
            }
        });
    }

    private static List<String> names(MixedGraph graph, NodeSet nodes) {
        return Arrays.stream(nodes.toArray()).mapToObj(graph::name).toList();
    }

    private static Effect effect(Sample sample, Estimator.Pick pick, long seed, Lab lab) {
        if (!sample.question.seen().isEmpty() && !(sample.question.ground() instanceof Ground.Adjusting)) {
            throw new Refusal("Within a part of the population (" + String.join(", ", sample.question.seen().keySet())
                    + ") effects are estimated by adjustment only.", "Maybe ask about everybody.");
        }
        if (sample.question.population() instanceof Population.Having
                && !(sample.question.ground() instanceof Ground.Adjusting)) {
            throw new Refusal("The effect on those who had a value by themselves is estimated by adjustment only.",
                    "Maybe ask about everybody.");
        }
        Numbers numbers = numbers(sample, pick.estimator(), seed, lab);
        Sample.Arms naive = naive(sample);
        return new Effect(numbers.effect(), numbers.on(), numbers.off(),
                naive.on().less(naive.off()).measured(Double.POSITIVE_INFINITY), pick.estimator(), pick.why(),
                sample.rows(), sample.left, numbers.assumptions(), numbers.checks());
    }

    /** Among those who have these values by themselves. */
    private static Sample.Arms naive(Sample sample) {
        if (sample.isDiscrete()) {
            return sample.arms(new Strata(sample, List.of())::arm);
        }
        return new Regression(sample, List.of()).arms();
    }

    private static Numbers numbers(Sample sample, Estimator estimator, long seed, Lab lab) {
        return switch (estimator) {
            case STRATIFICATION -> {
                Strata strata = new Strata(sample, covariates(sample, estimator));
                yield of(sample.arms(strata::arm), List.of(new Claim.Check("overlap", true, "each of "
                        + strata.count() + " strata has rows with every value that is set")), List.of());
            }
            case REGRESSION -> of(new Regression(sample, covariates(sample, estimator)).arms(), List.of(),
                    List.of(untested(sample.isDiscrete()
                            ? "in each arm the outcome is linear in the covariates (in the log odds, where it is 0 or 1)"
                            : "the outcome is linear in treatment and covariates (in the log odds, where it is 0 or 1)")));
            case WEIGHTING -> {
                Weighting weighting = new Weighting(sample, covariates(sample, estimator));
                yield of(sample.arms(weighting::arm), weighting.checks,
                        List.of(untested("the log odds of the treatment are linear in the covariates")));
            }
            case DOUBLY_ROBUST -> {
                DoublyRobust robust = new DoublyRobust(sample, covariates(sample, estimator), seed);
                yield of(sample.arms(robust::arm), robust.checks, List.of(untested(
                        "the log odds of the treatment, or the outcome in each arm, are linear in the covariates")));
            }
            case FRONT_DOOR -> {
                if (!(sample.question.ground() instanceof Ground.FrontDoor door)) {
                    throw unfit(estimator, "a front door");
                }
                yield of(sample.arms(new FrontDoorLine(sample, door.mediators())::arm), List.of(),
                        List.of(untested("each step through the front door is linear, the same for everybody")));
            }
            case PLUG_IN -> switch (sample.question.ground()) {
                case Ground.FrontDoor(_, MixedGraph graph, var estimand) ->
                    new PlugIn(sample, graph, estimand).numbers(seed, lab);
                case Ground.General(MixedGraph graph, var estimand) ->
                    new PlugIn(sample, graph, estimand).numbers(seed, lab);
                case Ground.Adjusting _,Ground.Instrument _ -> throw unfit(estimator, "an estimand");
            };
            case TWO_STAGE -> {
                if (!(sample.question.ground() instanceof Ground.Instrument instrument)) {
                    throw unfit(estimator, "an instrument");
                }
                yield instrumental(sample, instrument);
            }
        };
    }

    private static List<String> covariates(Sample sample, Estimator estimator) {
        if (sample.question.ground() instanceof Ground.Adjusting(List<String> covariates)) {
            return covariates;
        }
        throw unfit(estimator, "a set to adjust for");
    }

    private static Refusal unfit(Estimator estimator, String needed) {
        return new Refusal(estimator.method().name() + " needs " + needed + ", which the graph does not give here.",
                "Maybe let the rule pick the estimator.");
    }

    private static Claim.Assumption untested(String text) {
        return new Claim.Assumption(text, Claim.State.UNTESTED);
    }

    private static Numbers of(Sample.Arms arms, List<Claim.Check> checks, List<Claim.Assumption> assumptions) {
        return new Numbers(arms.on().less(arms.off()).measured(Double.POSITIVE_INFINITY),
                arms.on().measured(Double.POSITIVE_INFINITY), arms.off().measured(Double.POSITIVE_INFINITY), checks,
                assumptions);
    }

    private static Numbers instrumental(Sample sample, Ground.Instrument ground) {
        String treatment = sample.question.contrast().treatment();
        double[] x = sample.table.numeric(treatment).values();
        TwoStage fit = TwoStage.fit(sample.design(ground.instruments()), sample.design(ground.covariates()), x,
                sample.y);
        double middle = Arrays.stream(x).average().orElseThrow();
        double[] ofSlope = fit.influence();
        Arm untouched = Arm.untouched(sample.y);
        Sample.Arms arms = sample.arms((Value value) -> {
            double from = Levels.number(value, treatment) - middle;
            double[] influence = untouched.influence().clone();
            for (int i = 0; i < x.length; i++) {
                influence[i] += from * ofSlope[i] - fit.slope().value() * (x[i] - middle) / x.length;
            }
            return new Arm(untouched.mean() + fit.slope().value() * from, influence);
        });
        return of(arms, List.of(
                new Claim.Check("strength of the instrument", fit.firstStage() >= STRONG, "F of the first stage "
                        + Naming.number(fit.firstStage()) + (fit.firstStage() >= STRONG
                                ? ""
                                : ", under 10: weak, so the interval is not to be trusted; read the robust one")),
                new Claim.Check("robust interval (Anderson-Rubin)", fit.andersonRubin() instanceof RobustSet.Between,
                        "slope " + fit.andersonRubin().text())),
                List.of(untested(
                        "effects are linear and the same for everybody; where they are not, this is the effect on"
                                + " those whom the instrument moves, if it moves nobody the other way")));
    }
}

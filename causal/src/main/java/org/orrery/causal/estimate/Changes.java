package org.orrery.causal.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Design;
import org.orrery.causal.data.Encoder;
import org.orrery.core.Claim;
import org.orrery.core.InvalidInput;
import org.orrery.core.Method;
import org.orrery.core.Refusal;
import org.orrery.core.Value;

/**
 * Effects of moves that depend on the case (modified treatment policies: Diaz and van der Laan, Biometrics 68 (2012) 541;
 * Haneuse and Rotnitzky, Statistics in Medicine 32 (2013) 5260): the mean of E[y | d(x), z] over the x and z that people have, by
 * strata or by regression. What is computed is the mean of E[y | d(x), z] - E[y | x, z], whose second part averages to the mean
 * of y, so that a change of nothing has an effect of exactly 0. Overlap is needed where people are taken, and there alone.
 */
public final class Changes {
    /** The publication. */
    public static final Method METHOD = new Method("modified treatment policy",
            "S. Haneuse, A. Rotnitzky, Statistics in Medicine 32 (2013) 5260, doi:10.1002/sim.5907");
    private static final double MOST_OUTSIDE = 0.05;

    private final ChangeQuestion question;
    private final Sample sample;
    private final double[] x;
    private final double[] changed;

    private Changes(ChangeQuestion question, org.orrery.causal.data.Table data) {
        this.question = question;
        if (data.column(question.treatment()) instanceof Column.Factor) {
            throw new InvalidInput("'" + question.treatment() + "' holds texts, and nothing can be added to them.",
                    "Maybe set it to one of them: " + question.treatment() + " = ...");
        }
        double any = Arrays.stream(data.numeric(question.treatment()).values()).filter(Double::isFinite).findFirst()
                .orElse(0);
        // A contrast is not asked; some value that occurs stands in its place.
        this.sample = Sample.of(new EffectQuestion(question.target(),
                new Contrast(question.treatment(), new Value.Real(any), null),
                new Ground.Adjusting(question.covariates()), question.seen(), Population.EVERYBODY), data,
                question.covariates());
        this.x = sample.table.numeric(question.treatment()).values();
        this.changed = Arrays.stream(x).map(question.change()::of).toArray();
    }

    /**
     * The effect against the world as it is.
     *
     * @param asked STRATIFICATION or REGRESSION; null where a rule picks: strata where treatment and covariates have few values and
     *         each stratum has rows where its people are taken, else regression
     * @throws InvalidInput if a column is not there, or the treatment holds texts
     * @throws Refusal if people are taken to where nobody is, or another estimator is asked for
     */
    public static Effect of(ChangeQuestion question, org.orrery.causal.data.Table data, @Nullable Estimator asked) {
        Changes changes = new Changes(question, data);
        Estimator estimator = asked == null ? changes.pick() : asked;
        Arm effect = changes.effect(estimator);
        Arm naive = new Changes(question.without(), data).effect(estimator);
        Arm off = Arm.untouched(changes.sample.y);
        Arm on = off.plus(effect);
        return new Effect(measured(effect), measured(on), measured(off), measured(naive), estimator, asked != null
                ? "it was asked for"
                : estimator == Estimator.STRATIFICATION
                        ? "treatment and covariates have few values and people are taken to where others like them are"
                        : "values are many, or strata thin, so a slope is fitted with the covariates",
                changes.sample.rows(), changes.sample.left, changes.assumptions(estimator),
                List.of(changes.overlap(estimator)));
    }

    private static Measured measured(Arm arm) {
        return arm.measured(Double.POSITIVE_INFINITY);
    }

    private Estimator pick() {
        boolean few = sample.isDiscrete() && question.covariates().stream()
                .allMatch(column -> sample.table.distinct(column, Sample.MOST_ARMS) <= Sample.MOST_ARMS);
        return few && cells().stray() == 0 ? Estimator.STRATIFICATION : Estimator.REGRESSION;
    }

    private Arm effect(Estimator estimator) {
        return switch (estimator) {
            case STRATIFICATION -> cells().effect();
            case REGRESSION -> regression();
            case WEIGHTING, DOUBLY_ROBUST, FRONT_DOOR, PLUG_IN, TWO_STAGE ->
                throw new Refusal("Changes that depend on the case are estimated by strata or regression, not by "
                        + estimator.method().name() + ".", "Maybe ask for one of these: --method regression");
        };
    }

    private Cells cells() {
        return Cells.of(sample, question.covariates(), x, changed);
    }

    private Claim.Check overlap(Estimator estimator) {
        double outside = estimator == Estimator.STRATIFICATION ? (double) cells().stray() / x.length : outside();
        if (outside > (estimator == Estimator.STRATIFICATION ? 0 : MOST_OUTSIDE)) {
            throw new Refusal("Without overlap: " + question.change().move(question.treatment()) + " takes "
                    + Naming.share(outside) + " of the rows to where nobody with "
                    + (question.covariates().isEmpty() ? "any covariates" : "their covariates") + " is.",
                    "Maybe ask for a smaller change, or set a value: do(" + question.treatment() + " = ...)");
        }
        return new Claim.Check("overlap after the change", true, Naming.share(outside)
                + " of the rows are taken to where nobody like them is"
                + (outside > 0 ? ": the line reaches there" : ""));
    }

    /** The share that leaves the range of what the treatment is beside what a line says of it by the covariates. */
    private double outside() {
        Design z = sample.design(question.covariates());
        double[] beside = Ols.lenient(z, x).residuals();
        double least = Arrays.stream(beside).min().orElseThrow();
        double most = Arrays.stream(beside).max().orElseThrow();
        double slack = 1e-9 * (most - least);
        return IntStream.range(0, x.length).filter(i -> {
            double after = beside[i] + (changed[i] - x[i]);
            return changed[i] != x[i] && (after < least - slack || after > most + slack);
        }).count() / (double) x.length;
    }

    private Arm regression() {
        List<String> columns = new ArrayList<>(List.of(question.treatment()));
        columns.addAll(question.covariates());
        Encoder encoder = Encoder.of(sample.table, columns);
        Design before = encoder.encode(sample.table);
        Design after = encoder.encode(sample.table.with(Column.numbers(question.treatment(), changed)));
        Ols.fit(before, sample.y);
        Response fit = Learner.fitting(sample.y).fit(before, sample.y, question.target().text());
        int n = x.length;
        double[] gains = new double[n];
        double[] gradient = new double[before.width() + 1];
        double mean = 0;
        for (int i = 0; i < n; i++) {
            double from = fit.predict(before, i);
            double to = fit.predict(after, i);
            gains[i] = to - from;
            mean += gains[i] / n;
            gradient[0] += (fit.slope(to) - fit.slope(from)) / n;
            for (int j = 0; j < before.width(); j++) {
                gradient[j + 1] += (fit.slope(to) * after.at(i, j) - fit.slope(from) * before.at(i, j)) / n;
            }
        }
        double[] influence = fit.influence(gradient);
        for (int i = 0; i < n; i++) {
            influence[i] += (gains[i] - mean) / n;
        }
        return new Arm(mean, influence);
    }

    private List<Claim.Assumption> assumptions(Estimator estimator) {
        return estimator == Estimator.STRATIFICATION
                ? List.of()
                : List.of(untested(
                        "the outcome is linear in treatment and covariates (in the log odds, where it is 0 or 1)"),
                        untested("overlap: beside what a line says of it by the covariates, " + question.treatment()
                                + " spreads alike everywhere"));
    }

    private static Claim.Assumption untested(String text) {
        return new Claim.Assumption(text, Claim.State.UNTESTED);
    }
}

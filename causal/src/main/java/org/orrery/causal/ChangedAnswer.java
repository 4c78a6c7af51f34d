package org.orrery.causal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.data.Table;
import org.orrery.causal.estimate.Change;
import org.orrery.causal.estimate.ChangeQuestion;
import org.orrery.causal.estimate.Changes;
import org.orrery.causal.estimate.Effect;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.text.GraphText;
import org.orrery.core.Answer;
import org.orrery.core.Claim;
import org.orrery.core.Method;
import org.orrery.core.Numbers;
import org.orrery.core.Refusal;
import org.orrery.core.Value;

/**
 * What it does to change a treatment from where it is for everybody, {@code do(x += 1)}. Covariates that make seeing tell of doing
 * at every value license it; the estimand is taken over the values that people have.
 *
 * @param posed with one change and nothing that is set
 * @param node that is changed
 * @param covariates to adjust for; null where no path leads from the treatment to the outcome
 * @param why in a clause
 */
record ChangedAnswer(MixedGraph graph, Posed posed, int node, Change change, @Nullable NodeSet covariates, String why,
        List<Claim.Check> checks, Method licence) {
    /**
     * By what the change is licensed.
     *
     * @throws Refusal if it is not, by adjustment
     */
    static ChangedAnswer of(GraphText text, Posed posed) {
        MixedGraph graph = text.graph();
        if (posed.changed().size() != 1 || !posed.done().isEmpty() || !posed.had().isEmpty()
                || !posed.hadChanged().isEmpty()) {
            throw new Refusal(
                    "A change that depends on the case, such as x += 1, is told of by itself, and this question"
                            + " moves more.",
                    "Maybe ask in two questions.");
        }
        Map.Entry<Integer, Change> change = posed.changed().entrySet().iterator().next();
        // The sets that license it license every value that is set, and which one is of no matter to the graph.
        Posed set = new Posed(posed.target(), posed.seen(), Map.of(change.getKey(), new Value.Real(0)), Map.of());
        return switch (Licensing.of(text, set)) {
            case Licence.Granted granted -> switch (granted.way()) {
                case Licence.Way.Adjusting(NodeSet covariates) -> new ChangedAnswer(graph, posed, change.getKey(),
                        change.getValue(), covariates, granted.why(), granted.checks(), granted.method());
                case Licence.Way.Unmoved _ -> new ChangedAnswer(graph, posed, change.getKey(), change.getValue(), null,
                        granted.why(), granted.checks(), granted.method());
                case Licence.Way.FrontDoor _,Licence.Way.General _,Licence.Way.Seeing _ -> throw new Refusal(
                        "A change that depends on the case is licensed by adjustment alone, and here no covariates will"
                                + " do; setting a value is licensed by " + granted.formula() + ".",
                        "Maybe set a value: do(" + graph.name(change.getKey()) + " = 1)");
            };
            case Licence.Withheld(String reason, String license, var _, var _) -> throw new Refusal(reason, license);
        };
    }

    /** The estimand, for people. */
    String formula() {
        String name = graph.name(node);
        String outcome = names(posed.outcomes());
        if (covariates == null) {
            return posed.given().isEmpty() ? "P(" + outcome + ")" : "P(" + outcome + " | " + names(posed.given()) + ")";
        }
        String seen = posed.given().isEmpty() ? "" : names(posed.given());
        String others = covariates.isEmpty() ? "" : names(covariates);
        String both = join(name, others);
        return "sum_{" + both + "} P(" + outcome + " | " + join(change.of(name), others, seen) + ") P(" + both
                + (seen.isEmpty() ? "" : " | " + seen) + ")";
    }

    private static String join(String... parts) {
        return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
    }

    private String names(NodeSet nodes) {
        return java.util.Arrays.stream(nodes.toArray()).mapToObj(graph::name).collect(Collectors.joining(", "));
    }

    List<Claim.Assumption> taken() {
        return List.of(Taken.untested("changing " + graph.name(node)
                + " does to the rest what having the changed value by itself does"));
    }

    /** With data: the number. */
    Answer answer(DataAnswer of, Table table, @Nullable String method) {
        List<Claim.Assumption> assumptions = new ArrayList<>(of.model().assumptions());
        NodeSet adjusted = covariates;
        if (adjusted == null) {
            return of.answer(Claim.Status.ANSWERED, null, formula(), 0.0, new Claim.Interval(1, 0, 0,
                    Claim.IntervalKind.EXACT), null, null, assumptions, checks, "If the graph is right, " + why + ".",
                    null,
                    List.of(licence));
        }
        if (posed.target() instanceof Target.Whole
                || posed.target() instanceof Target.Event(List<Target.Test> tests) && tests.size() != 1) {
            throw new Refusal("Of a change that depends on the case one mean or the probability of one event is told.",
                    "Maybe ask: E[" + graph.name(posed.outcomes().next(0)) + "]");
        }
        Map<String, Value> seen = new HashMap<>();
        posed.seen().forEach((each, value) -> seen.put(graph.name(each), value));
        String name = graph.name(node);
        ChangeQuestion question = new ChangeQuestion(Estimated.target(posed.target(), graph), name, change,
                java.util.Arrays.stream(adjusted.toArray()).mapToObj(graph::name).toList(), seen);
        Effect effect = Changes.of(question, table, method == null ? null : Estimated.estimator(method));
        double nothing = Changes.of(question.idle(), table, effect.estimator()).effect().value();
        assumptions.addAll(taken());
        assumptions.add(Taken.untested("the cases are independent draws from those that the answer is about"));
        assumptions.addAll(effect.assumptions());
        assumptions.addAll(Taken.byLeaving(effect.left()));
        List<Claim.Check> all = new ArrayList<>(checks);
        all.add(new Claim.Check("no-op control", nothing == 0,
                "changed by nothing, the same estimator gave an effect of " + Numbers.print(nothing)));
        all.addAll(effect.checks());
        all.add(of.markov());
        Claim.Interval interval = effect.effect().interval();
        String sentence = "If the graph is right, "
                + (posed.seen().isEmpty() ? "" : "among cases with " + of.wording().values(posed.seen()) + ", ")
                + change.move(name) + " for everybody changes " + of.wording().target(posed.target()) + " "
                + Wording.change(effect.off().value(), effect.on().value()) + "; with " + effect.rows()
                + " cases the change is known to lie between " + Numbers.round(interval.low(), 4) + " and "
                + Numbers.round(interval.high(), 4) + " (95 %). Without adjusting it would seem to be "
                + Numbers.round(effect.naive().value(), 4) + ". Why it can be told: " + why + ". How: "
                + effect.method().name() + ", since " + effect.why() + ".";
        return of.answer(Claim.Status.ANSWERED, null, formula(), effect.effect().value(), interval,
                effect.off().value(),
                effect.on().value(), assumptions, all, sentence, null,
                List.of(licence, Changes.METHOD, effect.method()));
    }
}

package org.orrery.causal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Table;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.identify.Estimand;
import org.orrery.causal.text.GraphText;
import org.orrery.core.Answer;
import org.orrery.core.Claim;
import org.orrery.core.Experiment;
import org.orrery.core.InvalidInput;
import org.orrery.core.Lab;
import org.orrery.core.Method;
import org.orrery.core.Model;
import org.orrery.core.Numbers;
import org.orrery.core.Quantity;
import org.orrery.core.Scope;
import org.orrery.core.Value;

/** Answers a question by a graph and data: a number where the graph licenses one, bounds where it does not and there are any. */
final class DataAnswer {
    private static final Method COUNTING = new Method("counting within values (saturated plug-in)", "");

    private final Model model;
    private final GraphText text;
    private final Observations observations;
    private final Experiment asked;
    private final Lab lab;
    private final Posed posed;
    private final Wording wording;
    private final long start = System.nanoTime();

    DataAnswer(Model model, GraphText text, Observations observations, Experiment asked, Lab lab) {
        this.model = model;
        this.text = text;
        this.observations = observations;
        this.asked = asked;
        this.lab = lab;
        Extras.refuseBut(asked, "A causal graph with data", List.of("method", "row"));
        this.posed = Posing.of(text.graph(), asked.question());
        this.wording = new Wording(text.graph());
    }

    Answer answer() {
        String row = asked.options().get("row");
        Answer limits = row == null && text.selected().isEmpty() ? CaseLimits.of(this, observations) : null;
        if (limits != null) {
            return limits;
        }
        Treated treated = row == null ? Treated.of(this, text, observations) : null;
        if (treated != null) {
            return text.selected().isEmpty()
                    ? treated.answer(asked.options().get("method"), lab, asked.seed())
                    : selected(Imagining.METHOD);
        }
        if (!posed.had().isEmpty()) {
            return new UnitAnswer(this, observations.table()).answer(row == null ? -1 : Integer.parseInt(row),
                    asked.seed(), lab);
        }
        if (row != null) {
            throw new InvalidInput("--row asks what one case would have been, and this question is of all cases: "
                    + asked.question() + ".", "Maybe write had(...) in the place of do(...).");
        }
        if (!text.selected().isEmpty()) {
            return selected(Licensing.SEEING);
        }
        return switch (Licensing.of(text, posed)) {
            case Licence.Granted granted -> estimated(granted);
            case Licence.Withheld withheld -> bounded(withheld);
        };
    }

    private Answer selected(Method method) {
        return withheld(Selecting.withheld(text, " Numbers from selected data are not made yet; asked without data,"
                + " the graph tells whether they could be.", method), List.of());
    }

    private Answer estimated(Licence.Granted granted) {
        String method = asked.options().get("method");
        if (Estimated.fits(posed, granted)) {
            return new Estimated(this, observations.table(), lab, asked.seed()).answer(granted, method);
        }
        if (method != null) {
            throw new InvalidInput("This question is answered by counting cases, and --method " + method
                    + " was given.", "Leave it out, or ask for one mean or probability under one do(...).");
        }
        MixedGraph graph = granted.graph();
        Estimand estimand = granted.estimand();
        NodeSet outcomes = moved(posed.outcomes(), graph);
        boolean average = Counting.canAverage(estimand, outcomes);
        NodeSet conditioned = all(estimand).or(moved(posed.given(), graph)).or(moved(posed.treatments(), graph));
        Table.Complete complete = observations.table().complete(
                Arrays.stream(conditioned.or(outcomes).toArray()).mapToObj(graph::name).toList());
        Table table = complete.table();
        if (posed.target() instanceof Target.Whole(int node)) {
            requireCountable(table, text.graph().name(node));
        }
        NodeSet counted = average ? conditioned.minus(outcomes) : conditioned.or(outcomes);
        List<Target> targets = targets(table);
        List<Effect> effects = new ArrayList<>();
        for (Target target : targets) {
            Sample sample = Sample.of(graph, table, counted, outcomes,
                    Outcome.numbers(target, table, text.graph()));
            effects.add(Effect.of(sample, estimand, values(posed.done(), graph, table),
                    values(posed.seen(), graph, table), lab, asked.seed()));
        }
        return new DataClaim(this, granted, complete, targets, effects).answer();
    }

    /** For a distribution, the chance of each level in turn. */
    private List<Target> targets(Table table) {
        if (!(posed.target() instanceof Target.Whole(int node))) {
            return List.of(posed.target());
        }
        String name = text.graph().name(node);
        boolean numbers = table.column(name) instanceof Column.Numeric;
        return table.factor(name).levels().stream().<Target>map(level -> new Target.Event(List.of(new Target.Test(node,
                Quantity.Relation.EQUAL, numbers
                        ? new Value.Real(Double.parseDouble(level))
                        : new Value.State(level)))))
                .toList();
    }

    private static void requireCountable(Table table, String name) {
        if (!Observations.isCountable(table, name)) {
            throw new InvalidInput("'" + name + "' has more than " + Observations.MOST_LEVELS
                    + " different values, too many for a table of its distribution.",
                    "Maybe ask for its mean: E[" + name + "]");
        }
    }

    private static Map<Integer, Integer> values(Map<Integer, Value> values, MixedGraph graph, Table table,
            MixedGraph from) {
        Map<Integer, Integer> codes = new HashMap<>();
        values.forEach((node, value) -> codes.put(graph.node(from.name(node)),
                Observations.level(table, from.name(node), value)));
        return codes;
    }

    private Map<Integer, Integer> values(Map<Integer, Value> values, MixedGraph graph, Table table) {
        return values(values, graph, table, text.graph());
    }

    private NodeSet moved(NodeSet nodes, MixedGraph to) {
        return to.nodes(observations.names(nodes));
    }

    private static NodeSet all(Estimand estimand) {
        return switch (estimand) {
            case Estimand.Conditional(NodeSet of, NodeSet given) -> of.or(given);
            case Estimand.Product(List<Estimand> factors) ->
                factors.stream().map(DataAnswer::all).reduce(NodeSet.EMPTY, NodeSet::or);
            case Estimand.Ratio(Estimand above, Estimand below) -> all(above).or(all(below));
            case Estimand.Sum(NodeSet over, Estimand of) -> all(of).or(over);
            case Estimand.At(Map<Integer, Integer> _, Estimand of) -> all(of);
            case Estimand.In(var _, Estimand of) -> all(of);
        };
    }

    private Answer bounded(Licence.Withheld withheld) {
        String method = asked.options().get("method");
        if (method != null) {
            return new Estimated(this, observations.table(), lab, asked.seed()).byInstrument(withheld, method);
        }
        Limits limits = Limits.of(observations, posed);
        if (limits == null) {
            return withheld(withheld, List.of());
        }
        double off = limits.off();
        Claim.Interval effect = new Claim.Interval(1, limits.low() - off, limits.high() - off,
                Claim.IntervalKind.BOUND);
        List<Claim.Assumption> assumptions = new ArrayList<>(model.assumptions());
        assumptions.add(Taken.untested("the frequencies in the data are the probabilities: chance comes on top of the"
                + " bounds"));
        assumptions.addAll(Taken.byLeaving(limits.left()));
        String reason = withheld.reason() + " " + withheld.license();
        String sentence = "If this graph is right, setting " + wording.moves(posed.done()) + " takes "
                + wording.target(posed.target()) + " from " + Numbers.round(off, 6) + " to something between "
                + Numbers.round(limits.low(), 6) + " and " + Numbers.round(limits.high(), 6)
                + "; the data cannot say more. " + withheld.license();
        return answer(Claim.Status.BOUNDED, reason, null, null, effect, off, null, assumptions,
                List.of(limits.check(), markov()), sentence, limits.table(), List.of(limits.method()));
    }

    Answer withheld(Licence.Withheld withheld, List<Claim.Check> checks) {
        String reason = withheld.reason() + " " + withheld.license();
        return answer(Claim.Status.REFUSED, reason, null, null, null, null, null, model.assumptions(), checks,
                "This question has no answer here. " + reason, null, List.of(withheld.method()));
    }

    /** Whether the data speak against the graph. */
    Claim.Check markov() {
        return GraphCheck.of(observations);
    }

    Posed posed() {
        return posed;
    }

    Wording wording() {
        return wording;
    }

    Model model() {
        return model;
    }

    MixedGraph graph() {
        return text.graph();
    }

    Answer answer(Claim.Status status, @Nullable String reason, @Nullable String estimand, @Nullable Double estimate,
            Claim.@Nullable Interval interval, @Nullable Double off, @Nullable Double on,
            List<Claim.Assumption> assumptions, List<Claim.Check> checks, String sentence, Claim.@Nullable Table table,
            List<Method> methods) {
        for (Claim.Check check : checks) {
            if (status == Claim.Status.ANSWERED && check.name().equals("no-op control") && !check.passed()) {
                return answer(Claim.Status.REFUSED, "The control failed: " + check.detail() + ".", estimand, null, null,
                        null, null, assumptions, checks, "This question has no answer here: the control failed.", null,
                        methods);
            }
        }
        List<Method> all = methods.contains(Resampling.METHOD) ? with(methods) : methods;
        Claim.Provenance provenance = new Claim.Provenance(model.source().file(), model.source().sha256(),
                observations.sha256(), asked.version(), asked.seed(),
                String.join("; ", all.stream().map(Method::name).toList()), (System.nanoTime() - start) / 1_000_000);
        return new Answer(new Claim(asked.question().toString(), status, reason, asked.question().rung(), Scope.WORLD,
                estimand, estimate, null, interval, off, on, List.of(), assumptions, checks, sentence, table,
                provenance), List.of(), List.of(),
                all.stream().filter(method -> !method.reference().isEmpty()).toList());
    }

    private static List<Method> with(List<Method> methods) {
        List<Method> all = new ArrayList<>(methods);
        all.add(1, COUNTING);
        return all;
    }
}

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
import org.orrery.core.Refusal;
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
        this.posed = text.selected().isEmpty() && text.aside().isEmpty()
                ? Posing.changing(text.graph(), asked.question())
                : Posing.of(text.graph(), asked.question());
        this.wording = new Wording(text.graph());
    }

    Answer answer() {
        String row = asked.options().get("row");
        boolean plain = text.selected().isEmpty() && text.aside().isEmpty();
        if (!posed.changed().isEmpty() && row == null) {
            return ChangedAnswer.of(text, posed).answer(this, observations.table(), asked.options().get("method"));
        }
        Answer limits = row == null && plain && posed.isSet()
                ? CaseLimits.of(this, observations, lab, asked.seed())
                : null;
        if (limits != null) {
            return limits;
        }
        if (text.population() != null || !text.indicators().isEmpty()) {
            return elsewhere(row);
        }
        Treated treated = row == null && posed.isSet() ? Treated.of(this, text, observations) : null;
        if (treated != null) {
            return text.selected().isEmpty()
                    ? treated.answer(asked.options().get("method"), lab, asked.seed())
                    : withheld(Selecting.withheld(text, "", Imagining.METHOD), List.of());
        }
        if (!(posed.had().isEmpty() && posed.hadChanged().isEmpty()) && text.selected().isEmpty()) {
            return new UnitAnswer(this, observations.table()).answer(row == null ? -1 : Integer.parseInt(row),
                    asked.seed(), lab);
        }
        refuse("row", row, "--row asks what one case would have been, and this question is of all cases: "
                + asked.question() + ".", "Maybe write had(...) in the place of do(...).");
        if (!text.selected().isEmpty()) {
            return ofSelected();
        }
        return switch (Licensing.of(text, posed)) {
            case Licence.Granted granted -> estimated(granted);
            case Licence.Withheld withheld -> bounded(withheld);
        };
    }

    /** From several populations, or from records with holes. */
    private Answer elsewhere(@Nullable String row) {
        refuse("row", row, "--row asks what one case would have been, which is not told of several populations, nor of"
                + " cases with holes.", "Maybe ask of all: do(...)");
        refuse("method", asked.options().get("method"), "This question is answered by counting cases, and --method was"
                + " given.", "Leave it out.");
        if (posed.target() instanceof Target.Whole) {
            throw new Refusal("A whole distribution is not told of several populations, nor of cases with holes.",
                    "Maybe ask for a mean, E[y], or for a probability, P(y = 1).");
        }
        return text.population() != null
                ? new TransportAnswer(this, Populations.of(text), observations.table()).answer(lab, asked.seed())
                : new RecoveryAnswer(this, text, observations.table()).answer(lab, asked.seed());
    }

    /** From those who were selected, about everybody. */
    private Answer ofSelected() {
        if (!posed.had().isEmpty()) {
            return withheld(Selecting.withheld(text, "", Licensing.SEEING), List.of());
        }
        Selecting.requireSelected(text, observations.table());
        return switch (Selecting.of(text, posed)) {
            case Licence.Withheld withheld -> withheld(withheld, List.of());
            case Licence.Granted granted when Estimated.fits(posed, granted) ->
                new Estimated(this, observations.table(), lab, asked.seed()).ofSelected(granted,
                        asked.options().get("method"), Selecting.tellsUntouched(text, posed));
            case Licence.Granted granted when posed.done().isEmpty() ->
                counted(granted, Estimand.conditional(posed.outcomes(), posed.given()));
            case Licence.Granted _ -> throw new Refusal("From selected cases one mean or probability is told, under one"
                    + " do(...), and " + wording.target(posed.target()) + " is more.",
                    "Maybe ask for one at a time: P(y = 1)");
        };
    }

    private static void refuse(String option, @Nullable String value, String problem, String advice) {
        if (value != null) {
            throw new InvalidInput(problem.replace("--" + option + " was", "--" + option + " " + value + " was"),
                    advice);
        }
    }

    private Answer estimated(Licence.Granted granted) {
        return Estimated.fits(posed, granted)
                ? new Estimated(this, observations.table(), lab, asked.seed()).answer(granted,
                        asked.options().get("method"))
                : counted(granted, granted.estimand());
    }

    private Answer counted(Licence.Granted granted, Estimand estimand) {
        refuse("method", asked.options().get("method"), "This question is answered by counting cases, and --method was"
                + " given.", "Leave it out, or ask for one mean or probability under one do(...).");
        NearAnswer near = posed.done().isEmpty() ? NearAnswer.of(this, observations.table()) : null;
        if (near != null) {
            return near.answer(granted);
        }
        MixedGraph graph = granted.graph();
        NodeSet outcomes = moved(posed.outcomes(), graph);
        boolean average = Counting.canAverage(estimand, outcomes);
        NodeSet conditioned = speaksOf(estimand).or(moved(posed.given(), graph)).or(moved(posed.treatments(), graph));
        Table.Complete complete = observations.table().complete(
                Arrays.stream(conditioned.or(outcomes).toArray()).mapToObj(graph::name).toList());
        Table table = complete.table();
        if (posed.target() instanceof Target.Whole(int node)) {
            requireCountable(table, text.graph().name(node));
        }
        NodeSet counted = average ? conditioned.minus(outcomes) : conditioned.or(outcomes);
        List<Target> targets = targets(table);
        List<Counted> effects = new ArrayList<>();
        for (Target target : targets) {
            Sample sample = Sample.of(graph, table, counted, outcomes,
                    Outcome.numbers(target, table, text.graph()));
            effects.add(Counted.of(sample, estimand, codes(posed.done(), graph, table),
                    codes(posed.seen(), graph, table), lab, asked.seed()));
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

    /** The levels of values in a table, by the nodes of another graph. */
    Map<Integer, Integer> codes(Map<Integer, Value> values, MixedGraph graph, Table table) {
        Map<Integer, Integer> codes = new HashMap<>();
        values.forEach((node, value) -> {
            String name = text.graph().name(node);
            codes.put(graph.node(name), Observations.level(table, name, value));
        });
        return codes;
    }

    private NodeSet moved(NodeSet nodes, MixedGraph to) {
        return to.nodes(observations.names(nodes));
    }

    /** All nodes that an estimand names, bound or free. */
    static NodeSet speaksOf(Estimand estimand) {
        return switch (estimand) {
            case Estimand.Conditional(NodeSet of, NodeSet given) -> of.or(given);
            case Estimand.Product(List<Estimand> factors) ->
                factors.stream().map(DataAnswer::speaksOf).reduce(NodeSet.EMPTY, NodeSet::or);
            case Estimand.Ratio(Estimand above, Estimand below) -> speaksOf(above).or(speaksOf(below));
            case Estimand.Sum(NodeSet over, Estimand of) -> speaksOf(of).or(over);
            case Estimand.At(Map<Integer, Integer> _, Estimand of) -> speaksOf(of);
            case Estimand.In(var _, Estimand of) -> speaksOf(of);
        };
    }

    private Answer bounded(Licence.Withheld withheld) {
        String method = asked.options().get("method");
        if (method != null) {
            return new Estimated(this, observations.table(), lab, asked.seed()).byInstrument(withheld, method);
        }
        Limits limits = Limits.of(observations, posed, lab, asked.seed());
        if (limits == null) {
            return withheld(withheld, List.of());
        }
        double off = limits.off();
        Widened widened = limits.widened();
        Claim.Interval effect = widened == null
                ? new Claim.Interval(1, limits.low() - off, limits.high() - off, Claim.IntervalKind.BOUND)
                : widened.interval();
        List<Claim.Assumption> assumptions = new ArrayList<>(model.assumptions());
        assumptions.addAll(Widened.taken(widened));
        assumptions.addAll(Taken.byLeaving(limits.left()));
        String reason = withheld.reason() + " " + withheld.license();
        String sentence = "If this graph is right, setting " + wording.moves(posed.done()) + " takes "
                + wording.target(posed.target()) + " from " + Numbers.round(off, 6) + " to something between "
                + Numbers.round(limits.low(), 6) + " and " + Numbers.round(limits.high(), 6)
                + "; the data cannot say more." + (widened == null ? "" : widened.told(limits.rows())) + " "
                + withheld.license();
        List<Claim.Check> checks = new ArrayList<>(List.of(limits.check()));
        if (widened != null) {
            checks.add(widened.check());
        }
        checks.add(markov());
        return answer(Claim.Status.BOUNDED, reason, null, null, effect, off, null, assumptions,
                checks, sentence, limits.table(), List.of(limits.method()));
    }

    Answer withheld(Licence.Withheld withheld, List<Claim.Check> checks) {
        String reason = withheld.reason() + " " + withheld.license();
        return answer(Claim.Status.REFUSED, reason, null, null, null, null, null, model.assumptions(), checks,
                "This question has no answer here. " + reason, null, List.of(withheld.method()));
    }

    /**
     * An answer that an estimand of other distributions gives.
     *
     * @param where of whom, empty or ending in a comma and a blank
     * @param why it can be told
     */
    Answer plugged(Plugged plugged, Plugged.Result result, String formula, String where, String why,
            List<Claim.Assumption> assumptions, Method method) {
        boolean moved = !posed.done().isEmpty();
        boolean change = moved && result.isChange();
        List<Claim.Assumption> all = new ArrayList<>(assumptions);
        if (moved) {
            all.add(Taken.untested("setting " + text.graph().names(posed.treatments())
                    + " does to the rest what having the value by itself does"));
        }
        all.add(Taken.untested("the cases are independent draws from those that they stand for"));
        return answer(Claim.Status.ANSWERED, null, formula, result.estimate(), result.interval(),
                change ? result.off() : null, change ? result.on() : null, all, result.checks(),
                wording.plugged(posed, plugged, result, where, why), result.table(),
                List.of(method, Resampling.METHOD));
    }

    /** Whether the data speak against the graph. */
    Claim.Check markov() {
        return GraphCheck.of(text, observations);
    }

    boolean isSelected() {
        return !text.selected().isEmpty();
    }

    /** The cases, in a sentence. */
    String those() {
        return isSelected() ? "the selected" : "those";
    }

    String drawn() {
        return isSelected()
                ? "the selected, who are so for no other reason than the graph names"
                : "those that the answer is about";
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

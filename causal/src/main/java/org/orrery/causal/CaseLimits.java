package org.orrery.causal;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.bound.Bounding;
import org.orrery.causal.bound.Bounds;
import org.orrery.causal.bound.Distribution;
import org.orrery.causal.bound.Target.Necessity;
import org.orrery.causal.data.Table;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.core.Answer;
import org.orrery.core.Claim;
import org.orrery.core.Lab;
import org.orrery.core.Method;
import org.orrery.core.Numbers;
import org.orrery.core.Quantity;
import org.orrery.core.Value;

/**
 * Bounds on the chance that a case would have had another outcome with another treatment: of necessity, and, where nothing
 * was done and nothing came of it, of sufficiency. Source: Tian and Pearl, Annals of Mathematics and Artificial Intelligence
 * 28 (2000) 287.
 */
final class CaseLimits {
    private static final Method METHOD = new Method("bounds on probabilities of causation",
            "Tian and Pearl, Annals of Mathematics and Artificial Intelligence 28 (2000) 287, doi:10.1023/A:1018912507879");

    private final DataAnswer of;
    private final Observations observations;
    private final Table.Complete complete;
    private final int treatment;
    private final int outcome;
    private final Value had;
    private final Value seenTreatment;
    private final Value seenOutcome;
    /** Whether the outcome that was seen is asked for, and not the other one. */
    private final boolean same;

    private CaseLimits(DataAnswer of, Observations observations, Table.Complete complete, int treatment, int outcome,
            Value had,
            Value seenTreatment, Value seenOutcome, boolean same) {
        this.of = of;
        this.observations = observations;
        this.complete = complete;
        this.treatment = treatment;
        this.outcome = outcome;
        this.had = had;
        this.seenTreatment = seenTreatment;
        this.seenOutcome = seenOutcome;
        this.same = same;
    }

    /** Null where the question is another one: bounds need one treatment, and a treatment and an outcome that were seen. */
    static @Nullable Answer of(DataAnswer of, Observations observations, Lab lab, long seed) {
        Posed posed = of.posed();
        MixedGraph graph = observations.graph();
        if (!(posed.target() instanceof Target.Event(List<Target.Test> tests)) || tests.size() != 1
                || tests.getFirst().relation() != Quantity.Relation.EQUAL || posed.had().size() != 1
                || posed.seen().size() != 2 || !posed.done().isEmpty() || !graph.isAdmg()) {
            return null;
        }
        Target.Test test = tests.getFirst();
        int treatment = posed.had().keySet().iterator().next();
        Value seenTreatment = posed.seen().get(treatment);
        Value seenOutcome = posed.seen().get(test.node());
        NodeSet needed = graph.ancestors(posed.given()).and(graph.observed());
        if (seenTreatment == null || seenOutcome == null || treatment == test.node()
                || !needed.where(v -> !Observations.isCountable(observations.table(), graph.name(v))).isEmpty()) {
            return null;
        }
        Table.Complete complete = observations.complete(needed);
        Table table = complete.table();
        String name = graph.name(test.node());
        boolean same = Observations.level(table, name, test.value()) == Observations.level(table, name, seenOutcome);
        if (!same && table.factor(name).levels().size() != 2) {
            return null;
        }
        return new CaseLimits(of, observations, complete, treatment, test.node(),
                Objects.requireNonNull(posed.had().get(treatment)), seenTreatment, seenOutcome, same).answer(lab, seed);
    }

    private Answer answer(Lab lab, long seed) {
        MixedGraph graph = observations.graph();
        String x = graph.name(treatment);
        String y = graph.name(outcome);
        if (Observations.level(complete.table(), x, had) == Observations.level(complete.table(), x,
                seenTreatment)) {
            return itself(x, y);
        }
        Distribution distribution = Distribution.of(graph, complete.table(), x, y);
        MixedGraph seen = distribution.graph();
        Necessity necessity = new Necessity(seen.node(x), place(distribution, x, seenTreatment),
                place(distribution, x, had), seen.node(y), place(distribution, y, seenOutcome));
        Bounds changed = Bounding.of(distribution, necessity, List.of());
        double off = same ? 1 : 0;
        double low = same ? 1 - changed.high() : changed.low();
        double high = same ? 1 - changed.low() : changed.high();
        Widened widened = Widened.of(distribution, drawn -> {
            Bounds each = Bounding.of(drawn, necessity, List.of());
            return same
                    ? new double[]{-each.high(), -each.low()}
                    : new double[]{each.low(), each.high()};
        }, new double[]{low - off, high - off}, lab, seed);
        Wording wording = of.wording();
        Posed posed = of.posed();
        String reason = "What one case would have been takes two worlds at once, and data show one.";
        List<Claim.Assumption> assumptions = new ArrayList<>(of.model().assumptions());
        assumptions.addAll(Widened.taken(widened));
        assumptions.addAll(Taken.byLeaving(complete.told()));
        return of.answer(Claim.Status.BOUNDED, reason, null, null,
                widened == null
                        ? new Claim.Interval(1, low - off, high - off, Claim.IntervalKind.BOUND)
                        : widened.interval(),
                off, null, assumptions,
                List.of(new Claim.Check("sharp bounds", changed.sharp(), changed.sharp()
                        ? "both ends are reached by models of the graph that have these data"
                        : "the bounds are valid and may be wider than need be"), of.markov()),
                "If this graph is right, among cases with " + wording.values(posed.seen()) + " "
                        + wording.target(posed.target()) + ", had " + wording.values(posed.had()) + ", lies between "
                        + Numbers.round(low, 6) + " and " + Numbers.round(high, 6) + "; the data cannot say more."
                        + (widened == null ? "" : widened.told(complete.table().rows())),
                new Claim.Table(List.of("", "at least", "at most", "low", "high"), List.of(List.of(
                        "had " + wording.values(posed.had()), low, high, widened == null ? "" : widened.low() + off,
                        widened == null ? "" : widened.high() + off))),
                List.of(METHOD));
    }

    /** Composition: holding what was, nothing would have been different. */
    private Answer itself(String x, String y) {
        double off = same ? 1 : 0;
        return of.answer(Claim.Status.ANSWERED, null, null, 0.0, new Claim.Interval(1, 0, 0, Claim.IntervalKind.EXACT),
                off, off, of.model().assumptions(), List.of(), "Among these cases " + x
                        + " was as it is asked to have been, so " + y + " would have been what it was.",
                null, List.of(METHOD));
    }

    private int place(Distribution distribution, String name, Value value) {
        Table table = complete.table();
        String level = table.factor(name).levels().get(Observations.level(table, name, value));
        return Objects.requireNonNull(distribution.levels().get(distribution.graph().node(name))).indexOf(level);
    }
}

package org.orrery.causal.scm.text;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.scm.Mechanism;
import org.orrery.causal.scm.Scm;
import org.orrery.causal.scm.Surgery;
import org.orrery.causal.scm.Twin;
import org.orrery.causal.scm.fit.FittedScm;
import org.orrery.causal.scm.fit.UnitCounterfactual;
import org.orrery.core.Condition;
import org.orrery.core.Intervention;
import org.orrery.core.InvalidInput;
import org.orrery.core.Lab;
import org.orrery.core.Numbers;
import org.orrery.core.Quantity;
import org.orrery.core.Question;
import org.orrery.core.Refusal;
import org.orrery.core.Value;

/** One case of which enough is known to tell what it would have been. */
record FittedCase(FittedScm fitted, double[] values, String called, List<Intervention> had, String outcome) {
    /**
     * Null where no row is named and what was seen leaves something of the case open.
     *
     * @param row of the data, from 0; null where the case is what was seen and no more
     */
    static @Nullable FittedCase of(FittedScm fitted, Question question, List<Intervention> had, @Nullable String row) {
        Scm scm = fitted.scm();
        if (!question.moves().isEmpty()) {
            throw new Refusal("This question sets some variables for everybody and some for one case.",
                    "Maybe ask with had(...) alone.");
        }
        Quantity quantity = question.quantity() instanceof Quantity.Expectation(Quantity of) ? of : question.quantity();
        if (!(quantity instanceof Quantity.Read(var address))) {
            if (row != null) {
                throw new Refusal("What one case would have been is told of one variable, and '" + quantity
                        + "' is more.", "Maybe ask for one at a time.");
            }
            return null;
        }
        double[] values = new double[scm.size()];
        Arrays.fill(values, Double.NaN);
        if (row != null) {
            values = fitted.row(Integer.parseInt(row));
        }
        for (Condition condition : question.conditions()) {
            if (condition instanceof Condition.See(List<Condition.Observation> all)) {
                for (Condition.Observation each : all) {
                    see(fitted, values, each, row);
                }
            }
        }
        facts(scm, values);
        int outcome = scm.node(address.name());
        NodeSet needed = new Twin(scm, Surgery.of(scm, had.stream()
                .filter(move -> !(move instanceof Intervention.Enter)).toList()), NodeSet.of(outcome)).needed()
                .with(outcome);
        double[] known = values;
        if (row == null && !needed.where(node -> Double.isNaN(known[node])).isEmpty()) {
            return null;
        }
        return new FittedCase(fitted, values, row == null ? "the case that was seen" : "row " + row, had,
                address.name());
    }

    private static void see(FittedScm fitted, double[] values, Condition.Observation seen, @Nullable String row) {
        Reckoned.requireWhole(seen.address());
        String name = seen.address().name();
        int node = fitted.scm().node(name);
        double value = seen.value() instanceof Value.State(String state)
                ? fitted.level(name, state)
                : seen.number();
        if (!Double.isNaN(values[node]) && values[node] != value) {
            throw new InvalidInput((row == null
                    ? "Two values of " + name + " were seen"
                    : "Row " + row + " has "
                            + name + " = " + Numbers.print(values[node]))
                    + ".",
                    "Maybe leave it out of see(...), or ask of another row.");
        }
        values[node] = value;
    }

    /** What follows from what was seen without chance. */
    private static void facts(Scm scm, double[] values) {
        for (int node : scm.graph().topological()) {
            double[] causes = scm.causes(node, values);
            Mechanism mechanism = scm.mechanism(node);
            if (Double.isNaN(values[node]) && mechanism.isDeterministic()
                    && Arrays.stream(causes).noneMatch(Double::isNaN)) {
                values[node] = mechanism.value(causes, 0);
            }
        }
    }

    UnitCounterfactual imagined(Lab lab) {
        return fitted.counterfactual(values, called, had, outcome, lab);
    }
}

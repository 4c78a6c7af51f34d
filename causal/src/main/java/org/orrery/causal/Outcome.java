package org.orrery.causal;

import java.util.Arrays;
import java.util.List;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Levels;
import org.orrery.causal.data.Table;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.core.InvalidInput;
import org.orrery.core.Nearest;
import org.orrery.core.Quantity;
import org.orrery.core.Value;

/** What is asked, as a number for each case: the value of the outcome, or 1 where an event holds and 0 where it does not. */
final class Outcome {
    private Outcome() {}

    /** @throws InvalidInput if a column holds texts where numbers are needed, or has no such level */
    static double[] numbers(Target target, Table table, MixedGraph graph) {
        return switch (target) {
            case Target.Mean(int node) -> table.numeric(graph.name(node)).values();
            case Target.Event(List<Target.Test> tests) -> {
                double[] all = new double[table.rows()];
                Arrays.fill(all, 1);
                tests.forEach(test -> keep(test, table, graph.name(test.node()), all));
                yield all;
            }
            case Target.Whole _ -> throw new IllegalArgumentException("a distribution is no number");
        };
    }

    private static void keep(Target.Test test, Table table, String name, double[] all) {
        boolean equality = test.relation() == Quantity.Relation.EQUAL
                || test.relation() == Quantity.Relation.UNEQUAL;
        if (equality && table.column(name) instanceof Column.Factor factor) {
            int level = factor.find(Levels.text(test.value()));
            if (level < 0) {
                throw new InvalidInput("'" + Levels.text(test.value()) + "' is no level of '" + name + "' in "
                        + table.source() + ".", Nearest.advice(Levels.text(test.value()), factor.levels()));
            }
            for (int row = 0; row < all.length; row++) {
                boolean holds = factor.code(row) == level == (test.relation() == Quantity.Relation.EQUAL);
                all[row] = holds ? all[row] : 0;
            }
            return;
        }
        Column.Numeric column = table.numeric(name);
        if (!(test.value() instanceof Value.Real(double number))) {
            throw new InvalidInput("'" + test.value() + "' is no number, and column '" + name + "' holds numbers.",
                    "Maybe write: P(" + name + " = 1)");
        }
        for (int row = 0; row < all.length; row++) {
            all[row] = test.relation().holds(column.value(row), number) ? all[row] : 0;
        }
    }
}

package org.orrery.causal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.bound.Bounding;
import org.orrery.causal.bound.Bounds;
import org.orrery.causal.bound.Distribution;
import org.orrery.causal.bound.Target.Mean;
import org.orrery.causal.data.Table;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.core.Claim;
import org.orrery.core.Lab;
import org.orrery.core.Method;

/**
 * Bounds on an effect that is not identified, with the mean as it is, both from the rows that have all that bears on them.
 *
 * @param asked the level that is set
 * @param widened the change with the error of the sample; null where resamples do not tell it
 * @param left which rows were left out, empty where none was
 */
record Limits(double off, Bounds bounds, String treatment, String asked, List<Level> levels, @Nullable Widened widened,
        double rows, String left) {
    private static final int MOST_LEVELS = 8;

    /** What setting the treatment to one of its values may do. */
    record Level(String name, Bounds bounds) {}

    /** Null where no bound applies: with several treatments, with evidence, or where values are too many to count. */
    static @Nullable Limits of(Observations observations, Posed posed, Lab lab, long seed) {
        MixedGraph graph = observations.graph();
        if (posed.done().size() != 1 || !posed.seen().isEmpty() || posed.outcomes().size() != 1
                || posed.target() instanceof Target.Whole || !graph.isAdmg()) {
            return null;
        }
        int node = posed.treatments().next(0);
        String x = graph.name(node);
        String y = graph.name(posed.outcomes().next(0));
        NodeSet needed = graph.ancestors(posed.treatments().or(posed.outcomes())).and(graph.observed());
        if (!needed.where(v -> !Observations.isCountable(observations.table(), graph.name(v))).isEmpty()) {
            return null;
        }
        Table.Complete complete = observations.complete(needed);
        Table table = complete.table();
        Distribution distribution = Distribution.of(graph, table, x, y);
        MixedGraph seen = distribution.graph();
        int level = distribution.levels().get(seen.node(x))
                .indexOf(table.factor(x).levels()
                        .get(Observations.level(table, x, posed.done().values().iterator().next())));
        double[] weights = weights(distribution.levels().get(seen.node(y)), posed, table, graph, y);
        List<Level> levels = new ArrayList<>();
        List<String> names = distribution.levels().get(seen.node(x));
        for (int s = 0; s < Math.min(MOST_LEVELS, names.size()); s++) {
            levels.add(new Level(names.get(s), bounds(distribution, x, s, y, weights)));
        }
        double off = 0;
        double[] numbers = Outcome.numbers(posed.target(), table, graph);
        for (double number : numbers) {
            off += number / numbers.length;
        }
        Bounds bounds = bounds(distribution, x, level, y, weights);
        Widened widened = Widened.of(distribution, drawn -> {
            Bounds each = bounds(drawn, x, level, y, weights);
            double mean = mean(drawn, y, weights);
            return new double[]{each.low() - mean, each.high() - mean};
        }, new double[]{bounds.low() - off, bounds.high() - off}, lab, seed);
        return new Limits(off, bounds, x, names.get(level), levels, widened, table.rows(), complete.told());
    }

    private static double mean(Distribution distribution, String y, double[] weights) {
        int node = distribution.graph().node(y);
        int after = 1;
        for (int v = node + 1; v < distribution.levels().size(); v++) {
            after *= distribution.levels().get(v).size();
        }
        double mean = 0;
        for (int cell = 0; cell < distribution.chances().length; cell++) {
            mean += distribution.chances()[cell] * weights[cell / after % weights.length];
        }
        return mean;
    }

    private static Bounds bounds(Distribution distribution, String x, int level, String y, double[] weights) {
        MixedGraph graph = distribution.graph();
        return Bounding.of(distribution, new Mean(graph.node(x), level, graph.node(y), weights), List.of());
    }

    /** The number of each level of the outcome: that of any case that has it. */
    private static double[] weights(List<String> levels, Posed posed, Table table, MixedGraph graph, String y) {
        double[] numbers = Outcome.numbers(posed.target(), table, graph);
        double[] weights = new double[levels.size()];
        var factor = table.factor(y);
        for (int row = 0; row < numbers.length; row++) {
            weights[levels.indexOf(factor.levels().get(factor.code(row)))] = numbers[row];
        }
        return weights;
    }

    double low() {
        return bounds.low();
    }

    double high() {
        return bounds.high();
    }

    Method method() {
        return new Method("bounds: " + bounds.method(),
                "Balke and Pearl, JASA 92 (1997) 1171; Manski, American Economic Review 80 (1990) 319");
    }

    Claim.Check check() {
        return new Claim.Check("sharp bounds", bounds.sharp(), bounds.sharp()
                ? "both ends are reached by models of the graph that have these data"
                : "the bounds are valid and may be wider than need be"
                        + (bounds.notes().isEmpty() ? "" : ": " + String.join("; ", bounds.notes())));
    }

    Claim.Table table() {
        Widened wide = widened;
        return new Claim.Table(List.of(treatment, "at least", "at most", "low", "high"), levels.stream()
                .map(level -> wide != null && level.name().equals(asked)
                        ? List.<Object>of(level.name(), level.bounds().low(), level.bounds().high(), wide.low() + off,
                                wide.high() + off)
                        : List.<Object>of(level.name(), level.bounds().low(), level.bounds().high(), "", ""))
                .toList());
    }
}

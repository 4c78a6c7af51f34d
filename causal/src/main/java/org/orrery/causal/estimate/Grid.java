package org.orrery.causal.estimate;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import org.orrery.causal.graph.NodeSet;

/**
 * A number for each combination of levels of some nodes, the last node's level changing fastest.
 *
 * @param sizes how many levels each node of the graph has, whether it is in the grid or not
 */
record Grid(NodeSet nodes, int[] sizes, double[] values) {
    static int size(NodeSet nodes, int[] sizes) {
        return Math.toIntExact(IntStream.of(nodes.toArray()).mapToLong(node -> sizes[node]).reduce(1, (a, b) -> a * b));
    }

    /** For each place of a grid over some nodes, the place of the same levels in the grid over fewer of them. */
    private static int[] places(NodeSet whole, NodeSet part, int[] sizes) {
        int[] places = {0};
        for (int node : whole.toArray()) {
            int[] next = new int[places.length * sizes[node]];
            for (int i = 0; i < places.length; i++) {
                for (int level = 0; level < sizes[node]; level++) {
                    next[i * sizes[node] + level] = part.contains(node) ? places[i] * sizes[node] + level : places[i];
                }
            }
            places = next;
        }
        return places;
    }

    Grid combined(Grid other, DoubleBinaryOperator operator) {
        NodeSet all = nodes.or(other.nodes);
        int[] mine = places(all, nodes, sizes);
        int[] others = places(all, other.nodes, sizes);
        double[] combined = new double[mine.length];
        for (int i = 0; i < combined.length; i++) {
            combined[i] = operator.applyAsDouble(values[mine[i]], other.values[others[i]]);
        }
        return new Grid(all, sizes, combined);
    }

    /** What cannot be is not looked at: zero times anything, also times what is not known, is zero. */
    Grid times(Grid other) {
        return combined(other, (a, b) -> a == 0 || b == 0 ? 0 : a * b);
    }

    /** NaN where there is nothing to divide by. */
    Grid over(Grid other) {
        return combined(other, (a, b) -> b == 0 ? Double.NaN : a / b);
    }

    /** Summed over all levels of some nodes; one that is not in the grid counts its levels. */
    Grid summed(NodeSet out) {
        NodeSet kept = nodes.minus(out);
        double times = size(out.minus(nodes), sizes);
        int[] places = places(nodes, kept, sizes);
        double[] sums = new double[size(kept, sizes)];
        for (int i = 0; i < places.length; i++) {
            sums[places[i]] += values[i];
        }
        return new Grid(kept, sizes, times == 1 ? sums : Arrays.stream(sums).map(sum -> sum * times).toArray());
    }

    Grid onto(NodeSet kept) {
        return summed(nodes.minus(kept));
    }

    /** Where a node has one level. */
    Grid at(int node, int level) {
        if (!nodes.contains(node)) {
            return this;
        }
        NodeSet rest = nodes.without(node);
        int[] places = places(nodes, rest, sizes);
        int[] levels = places(nodes, NodeSet.of(node), sizes);
        double[] some = new double[size(rest, sizes)];
        for (int i = 0; i < places.length; i++) {
            if (levels[i] == level) {
                some[places[i]] = values[i];
            }
        }
        return new Grid(rest, sizes, some);
    }
}

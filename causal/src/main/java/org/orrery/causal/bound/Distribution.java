package org.orrery.causal.bound;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Table;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.graph.Projection;
import org.orrery.core.InvalidInput;

/**
 * The joint distribution of discrete nodes, with the graph that they are in.
 *
 * @param graph of directed and bidirected edges over these nodes, none latent
 * @param levels names of the values of each node, in their order
 * @param chances of all combinations of values, those of the last node changing fastest; they add up to 1
 * @param rows that they are the frequencies of; infinite where they are exact
 */
public record Distribution(MixedGraph graph, List<List<String>> levels, double[] chances, double rows) {
    private static final int MOST_CELLS = 1 << 20;

    public Distribution {
        levels = levels.stream().map(List::copyOf).toList();
        chances = chances.clone();
        if (!graph.latent().isEmpty() || !graph.isAdmg()) {
            throw new IllegalArgumentException("a graph of arrows over observed nodes is needed");
        }
        long cells = 1;
        for (List<String> each : levels) {
            cells *= each.size();
        }
        if (levels.size() != graph.size() || cells != chances.length
                || Math.abs(Arrays.stream(chances).sum() - 1) > 1e-9 || Arrays.stream(chances).anyMatch(p -> p < 0)) {
            throw new IllegalArgumentException("no distribution over the nodes of the graph");
        }
    }

    /** A distribution that is known exactly. */
    public Distribution(MixedGraph graph, List<List<String>> levels, double[] chances) {
        this(graph, levels, chances, Double.POSITIVE_INFINITY);
    }

    /**
     * The frequencies of a table, over two nodes and their ancestors: nothing else tells of an effect of one on the other.
     *
     * @param graph of directed and bidirected edges; nodes without a column are latent
     * @param table rows that lack a value are left out
     * @throws InvalidInput if there are more than a million combinations of values
     */
    public static Distribution of(MixedGraph graph, Table table, String treatment, String outcome) {
        table.column(treatment);
        table.column(outcome);
        if (!graph.isAdmg()) {
            throw new InvalidInput("Bounds need a graph of arrows (->, <->) without a cycle.",
                    "Maybe give one graph of the class.");
        }
        MixedGraph seen = Projection.ofLatent(graph.hiding(graph.latent().or(
                graph.all().where(v -> !table.has(graph.name(v))))));
        NodeSet kept = seen.ancestors(seen.nodes(List.of(treatment, outcome)));
        MixedGraph part = part(seen, kept);
        Table complete = table.complete(part.names()).table();
        List<Column.Factor> factors = part.names().stream().map(complete::factor).toList();
        long cells = 1;
        for (Column.Factor factor : factors) {
            cells *= factor.levels().size();
            if (cells > MOST_CELLS) {
                throw new InvalidInput("The values of " + String.join(", ", part.names())
                        + " have more than a million combinations.", "Maybe put numbers into a few classes first.");
            }
        }
        double[] counts = new double[(int) cells];
        for (int row = 0; row < complete.rows(); row++) {
            int cell = 0;
            for (Column.Factor factor : factors) {
                cell = cell * factor.levels().size() + factor.code(row);
            }
            counts[cell]++;
        }
        double rows = complete.rows();
        return new Distribution(part, factors.stream().map(Column.Factor::levels).toList(),
                Arrays.stream(counts).map(count -> count / rows).toArray(), rows);
    }

    private static MixedGraph part(MixedGraph graph, NodeSet kept) {
        // Latent nodes without effects among the others leave nothing behind.
        return Projection.ofLatent(graph.hiding(graph.all().minus(kept)));
    }

    /** The frequencies of as many cases drawn again with replacement. */
    public Distribution resampled(RandomGenerator random) {
        double[] sums = new double[chances.length];
        double sum = 0;
        for (int cell = 0; cell < sums.length; cell++) {
            sum += chances[cell];
            sums[cell] = sum;
        }
        double[] counts = new double[chances.length];
        for (long i = 0; i < (long) rows; i++) {
            int place = Arrays.binarySearch(sums, random.nextDouble() * sum);
            // On a sum or between two of them; a cell without a chance ends where it begins, and is passed by.
            int cell = place >= 0 ? place + 1 : -place - 1;
            while (chances[cell] == 0) {
                cell++;
            }
            counts[cell]++;
        }
        return new Distribution(graph, levels, Arrays.stream(counts).map(count -> count / rows).toArray(), rows);
    }

    int count(int node) {
        return levels.get(node).size();
    }

    /** The values of each node in a cell. */
    int[] values(int cell) {
        int[] values = new int[levels.size()];
        int rest = cell;
        for (int v = values.length - 1; v >= 0; v--) {
            values[v] = rest % count(v);
            rest /= count(v);
        }
        return values;
    }

    /** The distribution of some nodes with all of their ancestors. */
    Distribution of(NodeSet ancestral) {
        int[] kept = ancestral.toArray();
        List<List<String>> some = new ArrayList<>();
        int cells = 1;
        for (int v : kept) {
            some.add(levels.get(v));
            cells *= count(v);
        }
        double[] sums = new double[cells];
        for (int cell = 0; cell < chances.length; cell++) {
            int[] values = values(cell);
            int to = 0;
            for (int v : kept) {
                to = to * count(v) + values[v];
            }
            sums[to] += chances[cell];
        }
        return new Distribution(part(graph, ancestral), some, sums, rows);
    }
}

package org.orrery.causal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Levels;
import org.orrery.causal.data.Table;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.text.GraphText;
import org.orrery.core.InvalidInput;
import org.orrery.core.Nearest;
import org.orrery.core.Refusal;
import org.orrery.core.Value;

/**
 * Data with the graph that they are read by: a column for each node that is not latent.
 *
 * @param sha256 of the file
 */
record Observations(MixedGraph graph, Table table, String sha256) {
    /** Numbers with more different values than this are not counted as levels. */
    static final int MOST_LEVELS = 20;

    /** @throws InvalidInput if a node that should be observed has no column */
    static Observations of(GraphText text, Table table, String sha256) {
        MixedGraph graph = text.graph();
        NodeSet told = graph.observed().minus(text.selected())
                .where(v -> !text.indicators().containsValue(v)); // all are selected; holes tell what is missing
        NodeSet without = told.where(v -> !table.has(graph.name(v)));
        if (!without.isEmpty()) {
            String name = graph.name(without.next(0));
            String more = without.size() == 1 ? "" : ", nor for " + (without.size() - 1) + " other nodes";
            List<String> near = Nearest.to(name, table.names());
            throw new InvalidInput(table.source() + " has no column for the node '" + name + "'" + more + ".",
                    "Maybe " + (near.isEmpty() ? "" : String.join(" or ", near) + " is meant, or ")
                            + "nobody observed it: " + name + " [latent] in the graph.");
        }
        return new Observations(graph, table, sha256);
    }

    /** The rows that have a value for all of some nodes. */
    Table.Complete complete(NodeSet nodes) {
        return table.complete(names(nodes));
    }

    List<String> names(NodeSet nodes) {
        return Arrays.stream(nodes.toArray()).mapToObj(graph::name).toList();
    }

    /** Whether a node has few enough values to be counted. */
    static boolean isCountable(Table table, String name) {
        return table.column(name) instanceof Column.Factor || table.distinct(name, MOST_LEVELS) <= MOST_LEVELS;
    }

    /**
     * The level of a value that is set or seen.
     *
     * @throws InvalidInput if the column has no such level
     * @throws Refusal if it is a number that no case has
     */
    static int level(Table table, String name, Value value) {
        Column.Factor factor = table.factor(name);
        String text = Levels.text(value);
        int level = factor.find(text);
        if (level >= 0) {
            return level;
        }
        if (table.column(name) instanceof Column.Numeric && value instanceof Value.Real) {
            throw new Refusal("No case has " + name + " = " + text + ", so the data say nothing about it.",
                    "Maybe ask for a value that occurs: " + nearest(factor, value) + ".");
        }
        throw new InvalidInput("'" + text + "' is no level of '" + name + "' in " + table.source() + "; it has "
                + some(factor) + ".", Nearest.advice(text, factor.levels()));
    }

    /** The values of a quantity next to one that no case has. */
    private static String nearest(Column.Factor factor, Value value) {
        double number = Levels.number(value, factor.name());
        return factor.levels().stream()
                .sorted(Comparator.comparingDouble(level -> Math.abs(Double.parseDouble(level) - number))).limit(3)
                .collect(Collectors.joining(", "));
    }

    private static String some(Column.Factor factor) {
        List<String> levels = new ArrayList<>(factor.levels().stream().limit(12).toList());
        if (levels.size() < factor.levels().size()) {
            levels.add("...");
        }
        return String.join(", ", levels);
    }
}

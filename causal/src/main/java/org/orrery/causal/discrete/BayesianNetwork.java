package org.orrery.causal.discrete;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.orrery.causal.graph.Edge;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.core.InvalidInput;
import org.orrery.core.Nearest;
import org.orrery.core.Numbers;

/**
 * A DAG whose nodes have a few named states each, and for each combination of the states of a node's parents the chances of its
 * own. Read as causal, each table is a mechanism: an intervention takes it out and puts another in its place (truncated
 * factorisation). Immutable.
 */
public final class BayesianNetwork {
    /** By so much the chances of a row may miss 1, as rounding in a file does; rows are then scaled to 1. */
    public static final double TOLERANCE = 1e-3;

    private static final double ROUNDING = 1e-12;

    private final List<Mechanism> mechanisms;
    private final MixedGraph graph;

    private BayesianNetwork(List<Mechanism> mechanisms, MixedGraph graph) {
        this.mechanisms = mechanisms;
        this.graph = graph;
    }

    /**
     * A node with its table.
     *
     * @param states at least one, all different
     * @param parents numbers of nodes
     * @param chances for each combination of the parents' states, the last parent's fastest, the chances of the own states
     */
    public record Mechanism(String name, List<String> states, List<Integer> parents, Chances chances) {
        public Mechanism {
            states = List.copyOf(states);
            parents = List.copyOf(parents);
        }
    }

    /** Rows of chances, one after the other. The array is not to be written. */
    public record Chances(double... values) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Chances that && Arrays.equals(values, that.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }

        @Override
        public String toString() {
            return Arrays.toString(values);
        }
    }

    /**
     * A network of the nodes, numbered in their order.
     *
     * @throws InvalidInput if a name, a state or a parent stands twice, the arrows come back, a table has not one chance for each
     *         combination, or a row is no distribution
     */
    public static BayesianNetwork of(List<Mechanism> nodes) {
        List<Edge> edges = new ArrayList<>();
        List<Mechanism> mechanisms = new ArrayList<>();
        for (int v = 0; v < nodes.size(); v++) {
            for (int parent : nodes.get(v).parents()) {
                edges.add(Edge.directed(parent, v));
            }
            mechanisms.add(scaled(nodes.get(v), nodes));
        }
        MixedGraph graph = MixedGraph.of(nodes.stream().map(Mechanism::name).toList(), edges);
        graph.topological();
        return new BayesianNetwork(List.copyOf(mechanisms), graph);
    }

    private static Mechanism scaled(Mechanism node, List<Mechanism> nodes) {
        Set<String> different = new HashSet<>(node.states());
        if (node.states().isEmpty() || different.size() < node.states().size()) {
            throw new InvalidInput("'" + node.name() + "' has "
                    + (node.states().isEmpty() ? "no states." : "a state twice: " + node.states() + "."),
                    "Maybe give each state a name of its own.");
        }
        if (new HashSet<>(node.parents()).size() < node.parents().size()) {
            throw new InvalidInput("'" + node.name() + "' names a parent twice: "
                    + node.parents().stream().map(parent -> nodes.get(parent).name()).toList() + ".",
                    "Maybe another parent is meant.");
        }
        int states = node.states().size();
        long rows = 1;
        for (int parent : node.parents()) {
            rows *= nodes.get(parent).states().size();
            Factor.requireRoom(rows * states);
        }
        double[] values = node.chances().values();
        if (values.length != rows * states) {
            throw new InvalidInput("The table of '" + node.name() + "' has " + values.length + " numbers and needs "
                    + rows * states + ": " + states + " for each of " + rows + " combinations of its parents.",
                    "Maybe a row is missing.");
        }
        double[] scaled = values.clone();
        for (int row = 0; row < rows; row++) {
            double sum = 0;
            for (int s = 0; s < states; s++) {
                double value = values[row * states + s];
                if (!(value >= 0 && value <= 1 + TOLERANCE)) {
                    throw new InvalidInput("The table of '" + node.name() + "' has the chance " + Numbers.print(value)
                            + ".", "A chance lies between 0 and 1.");
                }
                sum += value;
            }
            if (Math.abs(sum - 1) > TOLERANCE) {
                throw new InvalidInput("The chances of '" + node.name() + "' in row " + (row + 1) + " sum to "
                        + Numbers.round(sum, 6) + ".", "They must sum to 1, within " + TOLERANCE + " for rounding.");
            }
            // A row that sums to 1 as far as doubles can is left alone, so that a network made of another's parts has its bits.
            for (int s = 0; s < states && Math.abs(sum - 1) > ROUNDING; s++) {
                scaled[row * states + s] /= sum;
            }
        }
        return new Mechanism(node.name(), node.states(), node.parents(), new Chances(scaled));
    }

    public int size() {
        return mechanisms.size();
    }

    public MixedGraph graph() {
        return graph;
    }

    public Mechanism mechanism(int node) {
        return mechanisms.get(node);
    }

    public List<String> states(int node) {
        return mechanisms.get(node).states();
    }

    /**
     * The number of a state.
     *
     * @throws InvalidInput if the node has none of this name, with those that it has
     */
    public int state(int node, String name) {
        int state = states(node).indexOf(name);
        if (state < 0) {
            throw new InvalidInput("'" + graph.name(node) + "' has no state '" + name + "'; it has "
                    + String.join(", ", states(node)) + ".", Nearest.advice(name, states(node)));
        }
        return state;
    }

    /** Every mechanism of these nodes taken out, and a state put in its place for good: what {@code do} means. */
    public BayesianNetwork set(Map<Integer, Integer> states) {
        List<Mechanism> others = new ArrayList<>(mechanisms);
        states.forEach((node, state) -> {
            double[] certain = new double[states(node).size()];
            certain[state] = 1;
            others.set(node, new Mechanism(graph.name(node), states(node), List.of(), new Chances(certain)));
        });
        return of(others);
    }

    /** All mechanisms, in the order of the nodes. */
    public List<Mechanism> mechanisms() {
        return mechanisms;
    }

    /** The table of a node as a factor over it and its parents. */
    Factor factor(int node) {
        Mechanism mechanism = mechanisms.get(node);
        int[] order = new int[mechanism.parents().size() + 1];
        int[] counts = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i < order.length - 1 ? mechanism.parents().get(i) : node;
            counts[i] = states(order[i]).size();
        }
        return Factor.of(order, counts, mechanism.chances().values());
    }
}

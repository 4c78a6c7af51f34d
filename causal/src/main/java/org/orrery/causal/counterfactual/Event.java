package org.orrery.causal.counterfactual;

import java.util.Map;

/**
 * A node has a value in the world in which some nodes were set: {@code y_x = y}. Values are numbered by node as the asker
 * likes: two numbers that differ are different values.
 *
 * @param node of the graph
 * @param under the values of the nodes that are set, by node; empty for the world as it is
 * @param value of the node
 */
public record Event(int node, Map<Integer, Integer> under, int value) {
    public Event {
        under = Map.copyOf(under);
        if (value < 0 || under.values().stream().anyMatch(v -> v < 0)) {
            throw new IllegalArgumentException("values are numbered from 0");
        }
    }

    /** In the world as it is. */
    public static Event seen(int node, int value) {
        return new Event(node, Map.of(), value);
    }
}

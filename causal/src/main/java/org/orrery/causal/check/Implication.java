package org.orrery.causal.check;

import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;

/**
 * What a graph says that data can contradict: two nodes are independent given some others.
 *
 * @param a the earlier of the two
 * @param b the later
 * @param given neither of them
 */
public record Implication(int a, int b, NodeSet given) {
    /** For people: {@code x _||_ y | z, w}. */
    public String text(MixedGraph graph) {
        return graph.name(a) + " _||_ " + graph.name(b) + (given.isEmpty() ? "" : " | " + graph.names(given));
    }
}

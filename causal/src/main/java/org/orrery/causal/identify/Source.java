package org.orrery.causal.identify;

import org.orrery.causal.graph.NodeSet;

/**
 * A distribution that can be read off data.
 *
 * @param population whose, by name; empty for the one that the graph is about
 * @param set nodes that an experiment sets there; none where people only looked
 */
public record Source(String population, NodeSet set) {
    /** What is observed in the population that the graph is about. */
    public static final Source OBSERVED = new Source("", NodeSet.EMPTY);

    /** An experiment in the population that the graph is about. */
    public static Source experiment(NodeSet set) {
        return new Source("", set);
    }
}

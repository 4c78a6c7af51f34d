package org.orrery.causal.transport;

import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.identify.Source;

/**
 * A distribution that there is data of: of all observed nodes, but for those that nobody looked at there.
 *
 * @param source the population, and what an experiment set there
 * @param differs nodes that come about in another way there than in the population in question, or whose unobserved causes are
 *        distributed otherwise: those that selection nodes point at in a selection diagram
 * @param unmeasured nodes that nobody looked at there
 */
public record Evidence(Source source, NodeSet differs, NodeSet unmeasured) {
    /** The population in question itself, only looked at. */
    public static final Evidence TARGET = new Evidence(Source.OBSERVED, NodeSet.EMPTY);

    /** Of all observed nodes. */
    public Evidence(Source source, NodeSet differs) {
        this(source, differs, NodeSet.EMPTY);
    }
}

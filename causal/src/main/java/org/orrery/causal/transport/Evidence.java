package org.orrery.causal.transport;

import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.identify.Source;

/**
 * A distribution of all observed nodes that there is data of.
 *
 * @param source the population, and what an experiment set there
 * @param differs nodes that come about in another way there than in the population in question, or whose unobserved causes are
 *        distributed otherwise: those that selection nodes point at in a selection diagram
 */
public record Evidence(Source source, NodeSet differs) {
    /** The population in question itself, only looked at. */
    public static final Evidence TARGET = new Evidence(Source.OBSERVED, NodeSet.EMPTY);
}

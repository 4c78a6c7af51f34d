/**
 * Mixed graphs on sets of bits. The door is {@link org.orrery.causal.graph.MixedGraph}; {@link org.orrery.causal.graph.Separation}
 * reads independences off it, {@link org.orrery.causal.graph.Projection} takes what is latent out of it.
 */
@NullMarked
package org.orrery.causal.graph;

import org.jspecify.annotations.NullMarked;

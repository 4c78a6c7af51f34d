/**
 * Graphs taken apart and put together: pure functions from graph to graph. The doors are
 * {@link org.orrery.network.graph.Wiring}, who reads what, {@link org.orrery.network.graph.Cut}, the part between some
 * edges and others, and {@link org.orrery.network.graph.OnnxFunctions}, which unfolds a model's own functions.
 */
@NullMarked
package org.orrery.network.graph;

import org.jspecify.annotations.NullMarked;

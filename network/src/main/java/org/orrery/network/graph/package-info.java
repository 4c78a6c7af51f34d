/**
 * Graphs taken apart and put together: pure functions from graph to graph. The doors are
 * {@link org.orrery.network.graph.Wiring}, who reads what, and {@link org.orrery.network.graph.Cut}, the part between some
 * edges and others.
 */
@NullMarked
package org.orrery.network.graph;

import org.jspecify.annotations.NullMarked;

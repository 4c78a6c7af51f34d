/**
 * Moving the gears of a network. The door is {@link org.orrery.network.surgery.NetworkMachine}. The way of the data:
 * <ol>
 * <li>A move names a {@link org.orrery.network.surgery.Site} (a tensor, or the arrow by which one reader sees it) and a
 * {@link org.orrery.network.surgery.Box} of its elements.
 * <li>{@link org.orrery.network.surgery.Splice} puts a selection behind each site: {@code Where(mask, patch, x)}. Masks and
 * patches are inputs of the graph, so that one graph serves all worlds.
 * <li>{@link org.orrery.network.surgery.Rig} runs many rows at once, each an example with its own doses.
 * </ol>
 */
@NullMarked
package org.orrery.network.surgery;

import org.jspecify.annotations.NullMarked;

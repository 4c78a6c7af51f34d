/**
 * Recognises what a graph is built of, by its patterns and never by its names: attention, the residual stream, units of
 * feed-forward layers, channels, normalisations, embeddings, trees. The door is
 * {@link org.orrery.network.structure.Structure}: friendly names, and what was not recognised.
 */
@NullMarked
package org.orrery.network.structure;

import org.jspecify.annotations.NullMarked;

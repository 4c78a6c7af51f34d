/**
 * {@link org.orrery.network.tree.Ensembles} opens ensembles of decision trees: the vote of each tree becomes a tensor
 * {@code tree} of trees x targets, which can be read and moved as any other. Only graphs that are asked for it are rewritten.
 */
@NullMarked
package org.orrery.network.tree;

import org.jspecify.annotations.NullMarked;

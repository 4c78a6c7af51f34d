/**
 * Logical networks: species with a few whole levels that are updated step by step. The door is
 * {@link org.orrery.dynamics.logical.LogicalModel}; a reader fills a {@link org.orrery.dynamics.logical.LogicalNetwork}.
 * <ol>
 * <li>{@code Update} compiles the conditions of all transitions and gives the levels that follow a state.
 * <li>{@code Walk} takes the steps of one world, all species at once or one at a time; {@code Moves} acts between them.
 * <li>{@code Attractors} looks at every state of a small network.
 * </ol>
 */
@NullMarked
package org.orrery.dynamics.logical;

import org.jspecify.annotations.NullMarked;

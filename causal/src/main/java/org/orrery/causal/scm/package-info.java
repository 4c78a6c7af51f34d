/**
 * Structural causal models: each variable is made of its causes and a chance of its own.
 * <ol>
 * <li>{@link org.orrery.causal.scm.Scm} holds a {@link org.orrery.causal.scm.Mechanism} for each variable.
 * <li>{@link org.orrery.causal.scm.Surgery} is what interventions do to it.
 * <li>{@link org.orrery.causal.scm.Drawing} draws worlds, with something seen in them or not.
 * <li>{@link org.orrery.causal.scm.Twin} asks one case what it would have been: abduction, action, prediction. It demands
 * mechanisms that can be inverted ({@link org.orrery.causal.scm.Mechanism.Invertible}), by type.
 * </ol>
 * {@code text} reads models that people wrote, {@code fit} fits them to a graph and data, {@code attribution} says which
 * mechanism made the difference.
 */
@NullMarked
package org.orrery.causal.scm;

import org.jspecify.annotations.NullMarked;

/**
 * Bounds where an effect is not identified. The door is {@link org.orrery.causal.bound.Bounding}: from a
 * {@link org.orrery.causal.bound.Distribution} with its graph and a {@link org.orrery.causal.bound.Target} to
 * {@link org.orrery.causal.bound.Bounds} that are always valid, and say whether they are sharp.
 */
@NullMarked
package org.orrery.causal.bound;

import org.jspecify.annotations.NullMarked;

/**
 * Whether a causal query follows from a graph and the distribution of what is observed. The door is
 * {@link org.orrery.causal.identify.Identification}; its answer is an {@link org.orrery.causal.identify.Verdict}: an
 * {@link org.orrery.causal.identify.Estimand}, or the hedge that proves that there is none.
 */
@NullMarked
package org.orrery.causal.identify;

import org.jspecify.annotations.NullMarked;

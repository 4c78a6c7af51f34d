/**
 * Adjustment sets: covariates that make seeing tell of doing. The door is {@link org.orrery.causal.adjust.Adjustment}; its
 * answers are typed, so that "nothing needed" and "nothing helps" cannot be mistaken for each other.
 */
@NullMarked
package org.orrery.causal.adjust;

import org.jspecify.annotations.NullMarked;

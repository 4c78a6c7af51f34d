/**
 * Adjustment sets: covariates that make seeing tell of doing. The door is {@link org.orrery.causal.adjust.Adjustment}, for
 * causal graphs and for classes of them (CPDAG, MAG, PAG). Its answers are {@link org.orrery.causal.adjust.Advice}, typed so
 * that "nothing needed", "nothing helps" and "the class does not agree" cannot be mistaken for each other; lists say whether
 * they are whole ({@link org.orrery.causal.adjust.Listing}), and each covariate says what path it blocks
 * ({@link org.orrery.causal.adjust.Reason}). Where no set will do, {@link org.orrery.causal.adjust.FrontDoor} and
 * {@link org.orrery.causal.adjust.Instruments} may. Where the data hold a selected part of the population alone,
 * {@link org.orrery.causal.adjust.SelectedAdjustment} says what gives the effect in everybody.
 */
@NullMarked
package org.orrery.causal.adjust;

import org.jspecify.annotations.NullMarked;

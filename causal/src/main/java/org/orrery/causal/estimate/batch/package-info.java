/**
 * Columns that say when, where or by whom a case was handled. There are two doors:
 * <ol>
 * <li>{@link org.orrery.causal.estimate.batch.Suspects} looks for columns that are tied to both treatment and outcome;
 * <li>{@link org.orrery.causal.estimate.batch.Aliasing} says whether treatment and batch can be told apart at all, and what is
 * left to tell them apart by.
 * </ol>
 */
@NullMarked
package org.orrery.causal.estimate.batch;

import org.jspecify.annotations.NullMarked;

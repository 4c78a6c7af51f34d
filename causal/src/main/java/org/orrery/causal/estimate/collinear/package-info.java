/**
 * Columns that move together, and what that means for a question. There are three doors:
 * <ol>
 * <li>{@link org.orrery.causal.estimate.collinear.Inflation} measures how much of a column the others repeat;
 * <li>{@link org.orrery.causal.estimate.collinear.OmittedVariable} says by how much a coefficient moves when columns are left
 * out, and which of them moved it;
 * <li>{@link org.orrery.causal.estimate.collinear.Standing} asks the graph whether the column belongs into the regression at all.
 * No number of the first two can tell.
 * </ol>
 */
@NullMarked
package org.orrery.causal.estimate.collinear;

import org.jspecify.annotations.NullMarked;

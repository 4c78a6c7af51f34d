/**
 * Does methylation follow age, or the plate? The door is {@link org.orrery.casebook.batch.BatchCase}.
 * <ol>
 * <li>{@link org.orrery.casebook.batch.Study} is a table of people: measured, or simulated with a known slope.
 * <li>{@link org.orrery.casebook.batch.Findings} looks for batches, compares slopes, and refuses what is aliased.
 * <li>{@link org.orrery.casebook.batch.Story} tells it.
 * </ol>
 */
@NullMarked
package org.orrery.casebook.batch;

import org.jspecify.annotations.NullMarked;

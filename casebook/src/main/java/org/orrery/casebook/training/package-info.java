/**
 * What did a training programme do for earnings? The door is {@link org.orrery.casebook.training.TrainingCase}.
 * <ol>
 * <li>{@link org.orrery.casebook.training.People} are the trained, beside those who drew no lot and beside others.
 * <li>{@link org.orrery.casebook.training.Findings} asks each estimator about each group, and keeps what is refused.
 * <li>{@link org.orrery.casebook.training.Story} tells it beside the experiment.
 * </ol>
 */
@NullMarked
package org.orrery.casebook.training;

import org.jspecify.annotations.NullMarked;

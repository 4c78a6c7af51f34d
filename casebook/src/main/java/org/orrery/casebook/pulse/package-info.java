/**
 * What does a pulse show that a chronic exposure hides? The door is {@link org.orrery.casebook.pulse.PulseCase}.
 * <ol>
 * <li>A {@link org.orrery.casebook.pulse.Study} is a mechanism, two exposures of one gear, and the arrows between; the
 * three of them are in {@link org.orrery.casebook.pulse.Studies}.
 * <li>{@link org.orrery.casebook.pulse.Findings} asks for the effect of each exposure, whole and with each arrow cut.
 * <li>{@link org.orrery.casebook.pulse.Story} tells it, pulse and chronic exposure side by side.
 * </ol>
 */
@NullMarked
package org.orrery.casebook.pulse;

import org.jspecify.annotations.NullMarked;

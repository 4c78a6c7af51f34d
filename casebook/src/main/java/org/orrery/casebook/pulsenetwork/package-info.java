/**
 * What does a pulse at one position show that a chronic clamp hides? The door is
 * {@link org.orrery.casebook.pulsenetwork.PulseNetworkCase}.
 * <ol>
 * <li>A {@link org.orrery.casebook.pulsenetwork.Study} is a network that continues what it has seen, the unit that is silenced,
 * and sequences in which the answer stands once or twice.
 * <li>{@link org.orrery.casebook.pulsenetwork.Findings} silences the unit at all positions, at each by itself, and at those
 * that are read together.
 * <li>{@link org.orrery.casebook.pulsenetwork.Story} tells it.
 * </ol>
 */
@NullMarked
package org.orrery.casebook.pulsenetwork;

import org.jspecify.annotations.NullMarked;

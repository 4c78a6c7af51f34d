/**
 * A {@link org.orrery.dynamics.mechanism.Mechanism} to text. The door is {@link org.orrery.dynamics.write.MechanismText}.
 *
 * <p>Each format can say a little less, or says it a little differently. {@code SbmlForm} and {@code AntimonyForm} turn a
 * mechanism into one of the same meaning that the format says word by word, note what is lost on the way, and refuse
 * what would change the meaning; {@code SbmlText} and {@code AntimonyText} then write it. So reading what was written
 * gives the form back, and a form runs as the mechanism does: that is what the tests hold.
 */
@NullMarked
package org.orrery.dynamics.write;

import org.jspecify.annotations.NullMarked;

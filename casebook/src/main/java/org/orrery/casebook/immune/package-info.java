/**
 * What happens to a tumour when TGF-beta is blocked? The door is {@link org.orrery.casebook.immune.ImmuneCase}.
 * <ol>
 * <li>{@link org.orrery.casebook.immune.WilsonLevy} is the mechanism, written from the published equations.
 * <li>{@link org.orrery.casebook.immune.Treatments} asks it, one claim a treatment and horizon.
 * <li>{@link org.orrery.casebook.immune.OneCell} tests what a continuous density takes for granted.
 * <li>{@link org.orrery.casebook.immune.TreatmentMap} moves the start and the duration of the block.
 * <li>{@link org.orrery.casebook.immune.Story} tells it.
 * </ol>
 */
@NullMarked
package org.orrery.casebook.immune;

import org.jspecify.annotations.NullMarked;

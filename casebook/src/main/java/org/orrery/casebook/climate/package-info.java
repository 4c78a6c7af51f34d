/**
 * What would the temperature be, had carbon dioxide stopped rising? The door is
 * {@link org.orrery.casebook.climate.ClimateCase}.
 * <ol>
 * <li>{@link org.orrery.casebook.climate.Record} is a world's years: measured, or simulated with a known answer.
 * <li>{@link org.orrery.casebook.climate.Regressions} regresses temperature on carbon dioxide, with and without ocean heat,
 * and asks the graph.
 * <li>{@link org.orrery.casebook.climate.TwoLayers} is the balance of energy in closed form,
 * {@link org.orrery.casebook.climate.Fit} holds it against the years and says what they leave open, and
 * {@link org.orrery.casebook.climate.Mechanism} writes it as a mechanism that can be asked.
 * <li>{@link org.orrery.casebook.climate.Story} tells it.
 * </ol>
 */
@NullMarked
package org.orrery.casebook.climate;

import org.jspecify.annotations.NullMarked;

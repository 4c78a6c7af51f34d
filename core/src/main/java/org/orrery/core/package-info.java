/**
 * The words of the project. The way of the data, and the door to each step:
 *
 * <ol>
 * <li>{@link org.orrery.core.Question#parse} reads what a person asks: a {@link org.orrery.core.Quantity} and, behind the bar,
 * {@link org.orrery.core.Condition}s with {@link org.orrery.core.Intervention}s. Parse and print are each other's inverse.
 * <li>A {@link org.orrery.core.ModelReader} opens a file as a {@link org.orrery.core.Model}; its
 * {@link org.orrery.core.Variable}s are what an {@link org.orrery.core.Address} can name.
 * <li>{@link org.orrery.core.Experiment#ask} makes the {@link org.orrery.core.Plan}, has the model prepare a
 * {@link org.orrery.core.Machine}, and runs it in paired {@link org.orrery.core.World}s in a {@link org.orrery.core.Lab}.
 * <li>The {@link org.orrery.core.Run}s become a {@link org.orrery.core.Claim}: a number with its interval, its assumptions and
 * its checks, or a refusal with its reason.
 * </ol>
 *
 * <p>Where to extend: a new kind of machine implements {@code Model}, {@code Machine} and {@code ModelReader}, and its tests
 * extend {@code ModelContract}, which ships in this module's test-jar. Whatever ends the way early is an
 * {@link org.orrery.core.OrreryException} with one line of advice.
 */
@NullMarked
package org.orrery.core;

import org.jspecify.annotations.NullMarked;

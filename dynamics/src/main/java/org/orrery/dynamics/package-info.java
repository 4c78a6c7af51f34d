/**
 * Mechanisms in time. The door is {@link org.orrery.dynamics.MechanismModel}; files come in by the two
 * {@link org.orrery.core.ModelReader} services.
 * <ol>
 * <li>{@code sbml} and {@code antimony} read a file into a {@link org.orrery.dynamics.mechanism.Mechanism}.
 * <li>{@code lower} turns it into differential equations, with a gate at every moved symbol.
 * <li>{@code run} compiles a plan and runs worlds; {@code solve} holds the methods.
 * </ol>
 */
@NullMarked
package org.orrery.dynamics;

import org.jspecify.annotations.NullMarked;

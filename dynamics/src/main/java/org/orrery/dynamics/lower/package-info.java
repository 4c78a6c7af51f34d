/**
 * From a mechanism as written to differential equations. The door is {@link org.orrery.dynamics.lower.Lowering}.
 * <ol>
 * <li>{@link org.orrery.dynamics.lower.AlgebraicRules} turns algebraic rules into assignments where that is possible, and
 * else their variables into algebraic states. {@link org.orrery.dynamics.lower.FastReactions} makes algebraic states of
 * what fast reactions change.
 * <li>{@link org.orrery.dynamics.lower.Definitions} says what each symbol is, in base symbols: amounts of species,
 * other states, and parameters. A moved symbol passes a {@link org.orrery.dynamics.lower.Gate}.
 * <li>{@link org.orrery.dynamics.lower.Lowering} writes the derivative of each state, the initial values and the events.
 * <li>{@code Totals} makes the conserved totals of {@link org.orrery.dynamics.moiety} symbols like any other.
 * </ol>
 * What cannot be lowered is refused by name; nothing is dropped.
 */
@NullMarked
package org.orrery.dynamics.lower;

import org.jspecify.annotations.NullMarked;

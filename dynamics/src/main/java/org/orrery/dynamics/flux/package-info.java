/**
 * Flux balance: fluxes that keep every pool as it is and serve an objective best. The door is
 * {@link org.orrery.dynamics.flux.FluxModel}; a reader fills a {@link org.orrery.dynamics.flux.FluxProblem}.
 * <ol>
 * <li>A world's moves and settings become bounds ({@code Conditions}); gene rules are worked out there.
 * <li>{@code FluxBalance} makes the linear program, {@code Glop} solves it, {@code Certificate} proves the optimum anew.
 * <li>{@code Optimum} tells the range of what the optimum leaves open.
 * </ol>
 */
@NullMarked
package org.orrery.dynamics.flux;

import org.jspecify.annotations.NullMarked;

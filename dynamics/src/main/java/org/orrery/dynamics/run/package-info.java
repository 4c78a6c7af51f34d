/**
 * Running a lowered mechanism. The door is {@link org.orrery.dynamics.run.MechanismMachine}, one for a plan.
 * <ol>
 * <li>{@link org.orrery.dynamics.run.Program} compiles everything that a plan needs, once.
 * <li>{@link org.orrery.dynamics.run.Simulation} is one run: it steps the solver from stop to stop, where a stop is the
 * edge of an intervention's window, a delayed event, a switch that depends on time alone, or a time to be read.
 * <li>Between stops, events are located on the dense output; folds and courses are read from it.
 * </ol>
 */
@NullMarked
package org.orrery.dynamics.run;

import org.jspecify.annotations.NullMarked;

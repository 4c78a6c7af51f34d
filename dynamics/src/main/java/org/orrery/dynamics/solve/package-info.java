/**
 * Solvers of ordinary differential equations, stiff or not, with dense output and roots in a step.
 *
 * <p>The door is {@link org.orrery.dynamics.solve.Integrator}. The story:
 *
 * <ol>
 *   <li>The equation is an {@link org.orrery.dynamics.solve.OdeSystem}: a rate of change with its exact derivatives. How
 *       exact the answer shall be is said by {@link org.orrery.dynamics.solve.Tolerances}.
 *   <li>A method is data: a tableau of numbers with its source ({@code ExplicitTableau}, {@code RosenbrockTableau}), and
 *       a {@code Stepper} for its kind. There is one loop, {@code Integrator.step}: prepare, try, compare the error with
 *       the tolerance, accept or shorten.
 *   <li>{@code StepControl} chooses the next size, {@code FirstStep} the first, {@code StiffnessWatch} the method.
 *   <li>Implicit stages are linear systems: {@code LinearSolver} takes a sparse decomposition on a fixed pattern where it
 *       pays and guards it by its residual, iterates where that would fill, else a dense one.
 *   <li>Between the ends of a step the state is the method's own interpolant; {@link
 *       org.orrery.dynamics.solve.RootLocator} finds there where a condition turns true. An event is then a restart.
 *   <li>What cannot be solved ends in a {@link org.orrery.core.RunFailure} that names time, state and likely cause
 *       ({@code Diagnosis}).
 * </ol>
 *
 * <table>
 *   <caption>The methods</caption>
 *   <tr><th>choice</th><th>order</th><th>interpolant</th><th>costs a step</th><th>when</th></tr>
 *   <tr><td>TSIT5</td><td>5(4)</td><td>4</td><td>6 evaluations</td><td>known not to be stiff</td></tr>
 *   <tr><td>VERN7</td><td>7(6)</td><td>6</td><td>10 evaluations, 5 more where it is read between</td><td>known not to be
 *       stiff; relative tolerance of a step below 1e-8</td></tr>
 *   <tr><td>RODAS5P</td><td>5(4), L-stable</td><td>4</td><td>8 evaluations, 1 Jacobian, 1 decomposition, 8
 *       solutions</td><td>known to be stiff; relative tolerance 1e-2 to 1e-9</td></tr>
 *   <tr><td>BDF</td><td>1 to 5</td><td>as the step's</td><td>1 or 2 evaluations and solutions; a Jacobian and a
 *       decomposition in one step of ten or so</td><td>known to be stiff, more than 50 states</td></tr>
 *   <tr><td>RADAU5</td><td>5, L-stable</td><td>4</td><td>3 evaluations in each of about 3 rounds; a Jacobian and two
 *       decompositions in most steps</td><td>tight tolerances, and as a reference for the others</td></tr>
 *   <tr><td>AUTO</td><td>5, 7 or 1 to 5</td><td>4 to 6</td><td>as the one in use, and an estimate</td><td>else</td></tr>
 * </table>
 *
 * <p>A new method of these kinds is a new tableau; a new kind is a new {@code Stepper}. Either is taken in by adding it
 * to the measured orders in the tests.
 */
@NullMarked
package org.orrery.dynamics.solve;

import org.jspecify.annotations.NullMarked;

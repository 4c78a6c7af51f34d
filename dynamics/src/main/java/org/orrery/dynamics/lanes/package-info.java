/**
 * Many runs of one system at once, in lanes. The door is {@link org.orrery.dynamics.lanes.LaneSolver}.
 *
 * <ol>
 *   <li>{@link org.orrery.dynamics.lanes.LaneEquations} are the system's kernels over lanes: a value of all lanes is a row of
 *       an array, and plain loops over rows are made vector instructions by the JVM.
 *   <li>A member's run is a {@link org.orrery.dynamics.lanes.LaneRun}: where it stands and how its steps go. It enters a lane
 *       when one is free and leaves it when it is done, so that no lane computes in vain: lanes in use are kept side by side.
 *   <li>{@code ExplicitLanes} (Tsit5) and {@code RosenbrockLanes} (Rodas5P) try a step in all their lanes together. Time, step
 *       size, error and acceptance are each lane's own, and by {@code StiffnessWatch} a run moves from one kind to the other.
 *   <li>A {@link org.orrery.dynamics.lanes.LaneVisitor} is told of accepted steps, arrivals and failures. What cannot be
 *       solved here is not diagnosed here: the caller gives it to {@code Integrator}, which solves it or says why not.
 * </ol>
 *
 * <p>Methods, step control and first steps are those of {@link org.orrery.dynamics.solve.Integrator}, number for number, so
 * a run takes the same steps here as there but for the last digits. A run's bits depend on the run alone: not on how many
 * lanes there are, which runs stand in the others, or on what thread they run.
 *
 * <p>Differences from one run after the other: implicit systems are solved by generated code with fixed pivots on the
 * diagonal ({@code LaneLu}), with its residual watched in each step; a run whose residual is bad fails here.
 */
@NullMarked
package org.orrery.dynamics.lanes;

import org.jspecify.annotations.NullMarked;

/**
 * Steady states: where a system comes to rest, and whether it stays there.
 *
 * <p>Door: {@link org.orrery.dynamics.steady.RestPoints}. Conserved sums ({@link org.orrery.dynamics.steady.Laws}) make the
 * Jacobian of a system singular; here they take the place of the equations that follow from others, so that Newton's
 * method stays on the sums that the start has. {@link org.orrery.dynamics.steady.Spectrum} has the eigenvalues of what is
 * left. Which of several rest points a run flows to is not decided here but by the run.
 */
@NullMarked
package org.orrery.dynamics.steady;

import org.jspecify.annotations.NullMarked;

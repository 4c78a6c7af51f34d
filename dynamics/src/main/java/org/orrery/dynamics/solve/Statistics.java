package org.orrery.dynamics.solve;

/**
 * What the steps have cost, since the integrator was made.
 *
 * @param steps accepted steps
 * @param rejected steps tried and taken back
 * @param evaluations calls of the derivative
 * @param jacobians calls of the Jacobian
 * @param decompositions LU decompositions
 * @param switches changes of the method
 */
public record Statistics(
        long steps, long rejected, long evaluations, long jacobians, long decompositions, long switches) {}

package org.orrery.dynamics.solve;

/**
 * A step that is longer than a delay, so that it reads its own course. The course is found by iteration: from the step
 * that a first guess gives comes a better guess (Bellen and Zennaro, Numerical Methods for Delay Differential Equations,
 * 2003, section 3.3). The distance shrinks with the step, so where it does not shrink the step is refused, and a shorter
 * one is tried.
 */
final class Overlap {
    private static final int MOST = 12;
    /** Change from one guess to the next that is good enough, in tolerated units. */
    private static final double ENOUGH = 0.01;

    private final DelaySystem system;
    private final Tolerances tolerances;
    private final double[] last;
    private final double[] change;

    Overlap(DelaySystem system, Tolerances tolerances) {
        this.system = system;
        this.tolerances = tolerances;
        last = new double[system.dimension()];
        change = new double[system.dimension()];
    }

    /** As {@link Stepper#attempt}. */
    double attempt(Stepper stepper, double t, double[] y, double h, double[] next) {
        system.expectLine(stepper.slope());
        system.wentAhead();
        double error = stepper.attempt(t, y, h, next);
        for (int i = 0; i < MOST && system.wentAhead(); i++) {
            if (!(error < Double.POSITIVE_INFINITY)) {
                return Double.NaN;
            }
            System.arraycopy(next, 0, last, 0, last.length);
            system.expect(t, t + h, (time, out) -> stepper.interpolate((time - t) / h, h, y, next, out));
            error = stepper.attempt(t, y, h, next);
            for (int k = 0; k < change.length; k++) {
                change[k] = next[k] - last[k];
            }
            if (tolerances.norm(change, y, next) <= ENOUGH) {
                return error;
            }
            if (i == MOST - 1) {
                return Double.NaN;
            }
        }
        return error;
    }
}

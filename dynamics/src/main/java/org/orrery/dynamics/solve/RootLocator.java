package org.orrery.dynamics.solve;

/** The first root in a step; the contract, body to follow. */
public final class RootLocator {

    /** A continuous function on the dense output. */
    @FunctionalInterface
    public interface Curve {
        double value(double t, double[] y);
    }

    /** A condition on the dense output. */
    @FunctionalInterface
    public interface Trigger {
        boolean holds(double t, double[] y);
    }

    public RootLocator(Integrator integrator) {}

    /** The earliest time in (from, to] at which the trigger turns from false to true; NaN when it does not. */
    public double firstTrue(Trigger trigger, double from, double to) {
        throw new UnsupportedOperationException();
    }

    /** The earliest time in (from, to] at which the curve has changed its sign; NaN when it does not. */
    public double firstCrossing(Curve curve, double from, double to) {
        throw new UnsupportedOperationException();
    }
}

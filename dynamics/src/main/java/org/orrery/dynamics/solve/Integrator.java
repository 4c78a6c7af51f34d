package org.orrery.dynamics.solve;

import java.util.function.IntFunction;

/** Steps of an ordinary differential equation; the contract, body to follow. */
public final class Integrator {
    private final double[] y;

    public Integrator(OdeSystem system, Tolerances tolerances, Choice choice, long maxSteps) {
        this(system, tolerances, choice, maxSteps, index -> "y[" + index + "]");
    }

    public Integrator(
            OdeSystem system, Tolerances tolerances, Choice choice, long maxSteps, IntFunction<String> names) {
        y = new double[system.dimension()];
    }

    /** Starts (again) at t with y copied. */
    public void restart(double t, double[] start) {
        throw new UnsupportedOperationException();
    }

    /** One accepted step that never passes limit. */
    public void step(double limit) {
        throw new UnsupportedOperationException();
    }

    public double time() {
        throw new UnsupportedOperationException();
    }

    public double[] state() {
        return y;
    }

    public double previousTime() {
        throw new UnsupportedOperationException();
    }

    public void interpolate(double t, double[] out) {
        throw new UnsupportedOperationException();
    }

    public double interpolate(double t, int component) {
        throw new UnsupportedOperationException();
    }

    public Statistics statistics() {
        throw new UnsupportedOperationException();
    }
}

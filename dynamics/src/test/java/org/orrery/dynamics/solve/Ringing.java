package org.orrery.dynamics.solve;

/** A fast oscillation with some damping beside a slow decay. */
class Ringing implements Problem {
    private final double frequency;

    Ringing(double frequency) {
        this.frequency = frequency;
    }

    @Override
    public double[] start() {
        return new double[]{1e-7, 0, 1};
    }

    @Override
    public double end() {
        return 1;
    }

    @Override
    public void derivative(double t, double[] y, double[] dydt) {
        if (y.length == 3) {
            dydt[0] = -0.2 * frequency * y[0] + frequency * y[1];
            dydt[1] = -frequency * y[0] - 0.2 * frequency * y[1];
            dydt[2] = -y[2];
        }
    }

    @Override
    public void jacobian(double t, double[] y, double[] values) {
        if (values.length == 9) {
            values[0] = -0.2 * frequency;
            values[1] = frequency;
            values[3] = -frequency;
            values[4] = -0.2 * frequency;
            values[8] = -1;
        }
    }
}

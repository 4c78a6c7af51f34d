package org.orrery.dynamics.solve;

import java.util.Arrays;

/** A test problem with derivatives by hand. */
interface Problem extends OdeSystem {

    double[] start();

    double end();

    @Override
    default int dimension() {
        return start().length;
    }

    @Override
    default SparsityPattern jacobianPattern() {
        return SparsityPattern.dense(dimension());
    }

    @Override
    default void timeDerivative(double t, double[] y, double[] dfdt) {
        Arrays.fill(dfdt, 0);
    }

    /** The state at the end. */
    default Integrator solve(Choice choice, double relative, double absolute) {
        Integrator integrator = new Integrator(this, Tolerances.uniform(relative, absolute, dimension()), choice,
                2_000_000);
        integrator.restart(0, start());
        while (integrator.time() < end()) {
            integrator.step(end());
        }
        return integrator;
    }

    /** y0' = -y0 y1 + cos t, y1' = y0^2 - t y1: neither linear nor autonomous, no invariant. */
    record Mixed() implements Problem {
        @Override
        public double[] start() {
            return new double[]{1, 0.5};
        }

        @Override
        public double end() {
            return 2;
        }

        @Override
        public void derivative(double t, double[] y, double[] dydt) {
            dydt[0] = -y[0] * y[1] + Math.cos(t);
            dydt[1] = y[0] * y[0] - t * y[1];
        }

        @Override
        public void jacobian(double t, double[] y, double[] values) {
            values[0] = -y[1];
            values[1] = -y[0];
            values[2] = 2 * y[0];
            values[3] = -t;
        }

        @Override
        public void timeDerivative(double t, double[] y, double[] dfdt) {
            dfdt[0] = -Math.sin(t);
            dfdt[1] = -y[1];
        }
    }

    /** Lorenz, "Deterministic nonperiodic flow", 1963. */
    record Lorenz(double end) implements Problem {
        @Override
        public double[] start() {
            return new double[]{1, 0, 0};
        }

        @Override
        public void derivative(double t, double[] y, double[] dydt) {
            dydt[0] = 10 * (y[1] - y[0]);
            dydt[1] = y[0] * (28 - y[2]) - y[1];
            dydt[2] = y[0] * y[1] - 8.0 / 3 * y[2];
        }

        @Override
        public void jacobian(double t, double[] y, double[] values) {
            values[0] = -10;
            values[1] = 10;
            values[2] = 0;
            values[3] = 28 - y[2];
            values[4] = -1;
            values[5] = -y[0];
            values[6] = y[1];
            values[7] = y[0];
            values[8] = -8.0 / 3;
        }
    }

    record LotkaVolterra(double end) implements Problem {
        @Override
        public double[] start() {
            return new double[]{1, 1};
        }

        @Override
        public void derivative(double t, double[] y, double[] dydt) {
            dydt[0] = 1.5 * y[0] - y[0] * y[1];
            dydt[1] = y[0] * y[1] - 3 * y[1];
        }

        @Override
        public void jacobian(double t, double[] y, double[] values) {
            values[0] = 1.5 - y[1];
            values[1] = -y[0];
            values[2] = y[1];
            values[3] = y[0] - 3;
        }
    }

    /** Robertson's kinetics, 1966 (Hairer and Wanner II, IV.10). */
    record Robertson(double end) implements Problem {
        @Override
        public double[] start() {
            return new double[]{1, 0, 0};
        }

        @Override
        public void derivative(double t, double[] y, double[] dydt) {
            double slow = 0.04 * y[0];
            double back = 1e4 * y[1] * y[2];
            double fast = 3e7 * y[1] * y[1];
            dydt[0] = -slow + back;
            dydt[1] = slow - back - fast;
            dydt[2] = fast;
        }

        @Override
        public void jacobian(double t, double[] y, double[] values) {
            values[0] = -0.04;
            values[1] = 1e4 * y[2];
            values[2] = 1e4 * y[1];
            values[3] = 0.04;
            values[4] = -1e4 * y[2] - 6e7 * y[1];
            values[5] = -1e4 * y[1];
            values[6] = 0;
            values[7] = 6e7 * y[1];
            values[8] = 0;
        }
    }

    /** Van der Pol as in the Test Set for IVP Solvers, Bari 2008: eps y'' = (1 - y^2) y' - y. */
    record VanDerPol(double epsilon, double end) implements Problem {
        @Override
        public double[] start() {
            return new double[]{2, 0};
        }

        @Override
        public void derivative(double t, double[] y, double[] dydt) {
            dydt[0] = y[1];
            dydt[1] = ((1 - y[0] * y[0]) * y[1] - y[0]) / epsilon;
        }

        @Override
        public void jacobian(double t, double[] y, double[] values) {
            values[0] = 0;
            values[1] = 1;
            values[2] = (-2 * y[0] * y[1] - 1) / epsilon;
            values[3] = (1 - y[0] * y[0]) / epsilon;
        }
    }

    /** The Oregonator of Field and Noyes (Hairer and Wanner II, IV.10). */
    record Oregonator(double end) implements Problem {
        @Override
        public double[] start() {
            return new double[]{1, 2, 3};
        }

        @Override
        public void derivative(double t, double[] y, double[] dydt) {
            dydt[0] = 77.27 * (y[1] + y[0] * (1 - 8.375e-6 * y[0] - y[1]));
            dydt[1] = (y[2] - (1 + y[0]) * y[1]) / 77.27;
            dydt[2] = 0.161 * (y[0] - y[2]);
        }

        @Override
        public void jacobian(double t, double[] y, double[] values) {
            values[0] = 77.27 * (1 - 2 * 8.375e-6 * y[0] - y[1]);
            values[1] = 77.27 * (1 - y[0]);
            values[2] = 0;
            values[3] = -y[1] / 77.27;
            values[4] = -(1 + y[0]) / 77.27;
            values[5] = 1 / 77.27;
            values[6] = 0.161;
            values[7] = 0;
            values[8] = -0.161;
        }
    }
}

package org.orrery.dynamics.run;

/** The state at any time of the solver's last step. */
@FunctionalInterface
interface DenseOutput {
    void interpolate(double t, double[] out);
}

package org.orrery.dynamics.run;

import org.orrery.equation.Kernel;

/** A kernel with the arrays that one run needs for it. */
final class Evaluator {
    private final Kernel kernel;
    private final double[] parameters;
    private final double[] workspace;
    private final double[] values;
    private boolean stale = true;

    Evaluator(Kernel kernel, double[] parameters) {
        this.kernel = kernel;
        this.parameters = parameters;
        this.workspace = new double[kernel.workspaceSize()];
        this.values = new double[kernel.outputs()];
    }

    /** To be called after every change of the parameters. */
    void parametersChanged() {
        stale = true;
    }

    /** The outputs, in an array that the next call overwrites. */
    double[] at(double t, double[] states) {
        into(t, states, values);
        return values;
    }

    void into(double t, double[] states, double[] out) {
        if (stale) {
            kernel.prepare(parameters, workspace);
            stale = false;
        }
        kernel.apply(t, states, parameters, workspace, out);
    }

    int outputs() {
        return values.length;
    }
}

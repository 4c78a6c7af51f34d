package org.orrery.dynamics.run;

import org.jspecify.annotations.Nullable;
import org.orrery.equation.Kernel;

/** A kernel with the arrays that one run needs for it. */
final class Evaluator {
    private final Kernel kernel;
    private final double[] parameters;
    private final double[] workspace;
    private final double[] values;
    private final @Nullable Past past;
    private final int[] delays;
    private boolean stale = true;

    /** @param past where the kernel finds the delayed values that it reads, null where it reads none */
    Evaluator(Kernel kernel, double[] parameters, @Nullable Past past, int[] delays) {
        this.kernel = kernel.fastest();
        this.parameters = parameters;
        this.workspace = new double[this.kernel.workspaceSize()];
        this.values = new double[kernel.outputs()];
        this.past = past;
        this.delays = delays;
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
        double[] known = past == null || delays.length == 0 ? states : past.widened(t, states, delays);
        kernel.apply(t, known, parameters, workspace, out);
    }

    int outputs() {
        return values.length;
    }
}

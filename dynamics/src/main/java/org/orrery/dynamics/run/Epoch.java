package org.orrery.dynamics.run;

import java.util.Arrays;
import org.orrery.equation.Kernel;

/** The parameters of a run for as long as they stayed the same, with what delayed values need of them. */
final class Epoch {
    final double from;
    final double[] parameters;
    private final double[][] workspaces;
    private final boolean[] ready;
    private final double[] result = new double[1];

    Epoch(double from, double[] parameters, int kernels) {
        this.from = from;
        this.parameters = parameters;
        workspaces = new double[kernels][];
        ready = new boolean[kernels];
    }

    void parametersChanged() {
        Arrays.fill(ready, false);
    }

    /** The one output of a kernel that is known here by a number. */
    double value(int number, Kernel kernel, double t, double[] states) {
        double[] workspace = workspaces[number];
        if (workspace == null) {
            workspace = new double[kernel.workspaceSize()];
            workspaces[number] = workspace;
        }
        if (!ready[number]) {
            kernel.prepare(parameters, workspace);
            ready[number] = true;
        }
        kernel.apply(t, states, parameters, workspace, result);
        return result[0];
    }
}

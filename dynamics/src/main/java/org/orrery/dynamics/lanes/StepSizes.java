package org.orrery.dynamics.lanes;

import org.orrery.dynamics.solve.StepControl;

/**
 * The powers that {@link StepControl} takes of each lane's error, in rows: one chain of square roots for both of its
 * exponents, with the bits of {@link StepControl#power}.
 */
final class StepSizes {
    private final StepControl control;
    private final double[] root;
    /** What the step may grow by, before the memory of the last error and the limits. */
    private final double[] growth;
    /** The error to the power of the memory. */
    private double[] memory;
    /** That of the step before. */
    private double[] last;

    StepSizes(StepControl control, int stride) {
        this.control = control;
        root = new double[stride];
        growth = new double[stride];
        memory = new double[stride];
        last = new double[stride];
    }

    void of(double[] error, int lanes) {
        for (int i = 0; i < lanes; i++) {
            root[i] = Math.max(error[i], StepControl.LEAST_ERROR);
        }
        fill(growth, lanes);
        fill(memory, lanes);
        int exponent = control.exponent();
        int second = control.memory();
        for (int bit = 32; bit > 0 && ((exponent | second) & 2 * bit - 1) != 0; bit >>= 1) {
            for (int i = 0; i < lanes; i++) {
                root[i] = Math.sqrt(root[i]);
            }
            if ((exponent & bit) != 0) {
                multiply(growth, lanes);
            }
            if ((second & bit) != 0) {
                multiply(memory, lanes);
            }
        }
        double safety = control.safety();
        for (int i = 0; i < lanes; i++) {
            growth[i] = safety / growth[i];
        }
    }

    private static void fill(double[] row, int lanes) {
        for (int i = 0; i < lanes; i++) {
            row[i] = 1;
        }
    }

    private void multiply(double[] row, int lanes) {
        for (int i = 0; i < lanes; i++) {
            row[i] *= root[i];
        }
    }

    /** Steps after accepted ones that were neither shortened nor tried before. */
    void grow(double[] h, double[] out, int lanes) {
        double[] before = last; // ones where there is no memory: errors to the power of zero
        double smallest = control.smallest();
        double largest = control.largest();
        for (int i = 0; i < lanes; i++) {
            out[i] = h[i] * Math.min(largest, Math.max(smallest, growth[i] * before[i]));
        }
    }

    /** As {@link StepControl#afterAccepted}. */
    double afterAccepted(int lane) {
        return Math.min(control.largest(), Math.max(control.smallest(), growth[lane] * last[lane]));
    }

    /** As {@link StepControl#afterRejected}. */
    double afterRejected(int lane, double error) {
        if (!(error < 1e30)) {
            return control.smallest();
        }
        return Math.min(control.safety(), Math.max(control.smallest(), growth[lane]));
    }

    /** Takes the error of a lane's last step. */
    void remember(int lane, double error) {
        last[lane] = StepControl.power(Math.max(error, StepControl.LEAST_ERROR), control.memory());
    }

    /** The step that was just made is not to be remembered, but the one before. */
    void keep(int lane) {
        memory[lane] = last[lane];
    }

    void move(int from, int to) {
        last[to] = last[from];
    }

    /** From now on the last step is the one that was just made. */
    void advance() {
        double[] old = last;
        last = memory;
        memory = old;
    }
}

package org.orrery.dynamics.lanes;

import org.orrery.dynamics.solve.StepControl;

/**
 * What {@link StepControl} makes of each lane's error, in rows: one logarithm for the powers by both of its exponents,
 * with the bits of {@link StepControl#power}.
 */
final class StepSizes {
    private final StepControl control;
    private final long[] bits;
    private final double[] logarithm;
    /** What the step may grow by, before the memory of the last error and the limits. */
    private final double[] growth;
    /** What the next step may grow by at most. */
    private final double[] most;
    /** The error to the power of the memory. */
    private double[] memory;
    /** That of the step before. */
    private double[] last;

    StepSizes(StepControl control, int stride) {
        this.control = control;
        bits = new long[stride];
        logarithm = new double[stride];
        growth = new double[stride];
        most = new double[stride];
        memory = new double[stride];
        last = new double[stride];
    }

    void of(double[] error, int lanes) {
        for (int i = 0; i < lanes; i++) {
            bits[i] = Double.doubleToRawLongBits(Math.max(error[i], StepControl.LEAST_ERROR));
        }
        for (int i = 0; i < lanes; i++) {
            logarithm[i] = bits[i];
        }
        for (int i = 0; i < lanes; i++) {
            logarithm[i] = StepControl.logarithm(logarithm[i]);
        }
        power(control.exponent(), growth, lanes);
        double safety = control.safety();
        for (int i = 0; i < lanes; i++) {
            growth[i] = safety / growth[i];
        }
        power(control.memory(), memory, lanes);
    }

    /** A loop a kind of operation: the vectoriser takes no two sizes of numbers in one. */
    private void power(int sixtyFourths, double[] out, int lanes) {
        double exponent = sixtyFourths * 0x1p-6;
        for (int i = 0; i < lanes; i++) {
            out[i] = StepControl.number(logarithm[i] * exponent);
        }
        for (int i = 0; i < lanes; i++) {
            bits[i] = (long) out[i];
        }
        for (int i = 0; i < lanes; i++) {
            out[i] = Double.longBitsToDouble(bits[i]);
        }
    }

    /** The next steps, where the last ones are accepted; takes note of the error of those that were not shortened. */
    void grow(double[] h, double[] size, double[] shortened, double[] out, int lanes) {
        grow(h, size, shortened, out, lanes, control.smallest(), growth, last, most);
        remember(lanes, shortened, last, memory, control.leastRemembered());
        for (int i = 0; i < lanes; i++) {
            most[i] = control.largest();
        }
    }

    private static void grow(double[] h, double[] size, double[] shortened, double[] out, int lanes, double smallest,
            double[] growth, double[] last, double[] most) {
        for (int i = 0; i < lanes; i++) {
            double factor = Math.min(most[i], Math.max(smallest, growth[i] * last[i]));
            double step = h[i] * factor;
            double known = Math.max(size[i] * Math.min(1, factor), step);
            out[i] = shortened[i] * known + (1 - shortened[i]) * step;
        }
    }

    private static void remember(int lanes, double[] shortened, double[] last, double[] memory, double least) {
        for (int i = 0; i < lanes; i++) {
            memory[i] = shortened[i] * last[i] + (1 - shortened[i]) * Math.max(memory[i], least);
        }
    }

    /** What the step that was just tried is to be multiplied by to be tried again. */
    double refuse(int lane, double error) {
        memory[lane] = last[lane];
        most[lane] = 1;
        if (!(error < 1e30)) {
            return control.smallest();
        }
        return Math.min(control.safety(), Math.max(control.smallest(), growth[lane]));
    }

    void enter(LaneRun run, int lane) {
        last[lane] = run.memory;
        most[lane] = run.fresh ? control.first() : control.largest();
        run.fresh = false;
    }

    void leave(int lane, LaneRun run) {
        run.memory = last[lane];
    }

    void move(int from, int to) {
        last[to] = last[from];
        most[to] = most[from];
    }

    /** From now on the last step is the one that was just made. */
    void advance() {
        double[] old = last;
        last = memory;
        memory = old;
    }
}

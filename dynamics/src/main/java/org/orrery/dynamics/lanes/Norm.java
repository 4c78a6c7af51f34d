package org.orrery.dynamics.lanes;

/** The norm of {@code Tolerances}, each lane with absolute tolerances of its own. */
final class Norm {
    private Norm() {}

    /** {@code out}: root mean square of {@code error} in tolerated units; not finite if an error or a value in {@code to} is not. */
    static void of(int rows, int stride, int lanes, double relative, double[] absolute, double[] error, double[] from,
            double[] to, double[] out) {
        for (int i = 0; i < lanes; i++) {
            out[i] = 0;
        }
        int row = 0;
        for (; row + 1 < rows; row += 2) {
            addTwo(row * stride, (row + 1) * stride, lanes, relative, absolute, error, from, to, out);
        }
        if (row < rows) {
            add(row * stride, lanes, relative, absolute, error, from, to, out);
        }
        for (int i = 0; i < lanes; i++) {
            out[i] = Math.sqrt(out[i] / rows);
        }
    }

    private static void add(int at, int lanes, double relative, double[] absolute, double[] error, double[] from,
            double[] to, double[] out) {
        for (int i = 0; i < lanes; i++) {
            double ratio = error[at + i]
                    / (absolute[at + i] + relative * Math.max(Math.abs(from[at + i]), Math.abs(to[at + i])));
            out[i] += ratio * ratio + 0 * to[at + i];
        }
    }

    /** One after the other, in one loop. */
    private static void addTwo(int at, int after, int lanes, double relative, double[] absolute, double[] error,
            double[] from, double[] to, double[] out) {
        for (int i = 0; i < lanes; i++) {
            double ratio = error[at + i]
                    / (absolute[at + i] + relative * Math.max(Math.abs(from[at + i]), Math.abs(to[at + i])));
            double second = error[after + i] / (absolute[after + i]
                    + relative * Math.max(Math.abs(from[after + i]), Math.abs(to[after + i])));
            out[i] = out[i] + (ratio * ratio + 0 * to[at + i]) + (second * second + 0 * to[after + i]);
        }
    }
}

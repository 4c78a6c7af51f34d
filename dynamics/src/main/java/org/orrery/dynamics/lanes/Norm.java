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
        for (int row = 0; row < rows; row++) {
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
}

package org.orrery.dynamics.lanes;

/**
 * The norm of {@code Tolerances}, each lane with absolute tolerances of its own.
 *
 * <p>In each loop all arrays are read and written at the same index. Where one of them is shifted against the others by
 * what the compiler does not know, it has to fear that they overlap, and makes no vector instructions.
 */
final class Norm {
    private final int rows;
    private final int stride;
    private final double[] parts;
    private final double[] slopeParts;
    private final double[] stateParts;

    Norm(int rows, int stride) {
        this.rows = rows;
        this.stride = stride;
        parts = new double[rows * stride];
        slopeParts = new double[rows * stride];
        stateParts = new double[rows * stride];
    }

    /** {@code out}: root mean square of {@code error} in tolerated units; not finite if an error or a value in {@code to} is not. */
    void of(int lanes, double relative, double[] absolute, double[] error, double[] from, double[] to, double[] out) {
        for (int at = 0; at < rows * stride; at += stride) {
            int end = end(at, lanes);
            square(at, end, relative, absolute, error, from, to, parts);
            at = end > at + stride ? rows * stride : at;
        }
        mean(lanes, out);
    }

    /**
     * The same, and of the two last stages of an explicit step the squares of the distances between their slopes and between
     * their states, in tolerated units.
     */
    void of(int lanes, double relative, double[] absolute, double[] error, double[] from, double[] to, double[] out,
            double[] early, double[] late, double[] stage, double[] slopes, double[] states) {
        for (int at = 0; at < rows * stride; at += stride) {
            int end = end(at, lanes);
            square(at, end, relative, absolute, error, from, to, parts, early, late, stage, slopeParts, stateParts);
            at = end > at + stride ? rows * stride : at;
        }
        mean(lanes, out);
        sum(slopeParts, lanes, slopes);
        sum(stateParts, lanes, states);
    }

    /** All rows are one loop, with what lies between them, where that is faster. */
    private int end(int at, int lanes) {
        return at == 0 && 2 * lanes > stride ? (rows - 1) * stride + lanes : at + lanes;
    }

    private void mean(int lanes, double[] out) {
        sum(parts, lanes, out);
        for (int i = 0; i < lanes; i++) {
            out[i] = Math.sqrt(out[i] / rows);
        }
    }

    /** Overwrites the first row of the parts. */
    private void sum(double[] of, int lanes, double[] out) {
        System.arraycopy(of, 0, out, 0, lanes);
        for (int row = 1; row < rows; row++) {
            System.arraycopy(of, row * stride, of, 0, lanes);
            add(of, lanes, out);
        }
    }

    private static void add(double[] row, int lanes, double[] out) {
        for (int i = 0; i < lanes; i++) {
            out[i] += row[i];
        }
    }

    private static void square(int begin, int end, double relative, double[] absolute, double[] error, double[] from,
            double[] to, double[] squares) {
        for (int i = begin; i < end; i++) {
            double ratio = error[i] / (absolute[i] + relative * Math.max(Math.abs(from[i]), Math.abs(to[i])));
            squares[i] = ratio * ratio + 0 * to[i];
        }
    }

    private static void square(int begin, int end, double relative, double[] absolute, double[] error, double[] from,
            double[] to, double[] squares, double[] early, double[] late, double[] stage, double[] slopes,
            double[] states) {
        for (int i = begin; i < end; i++) {
            double state = to[i];
            double unit = 1 / (absolute[i] + relative * Math.max(Math.abs(from[i]), Math.abs(state)));
            double ratio = error[i] * unit;
            double slope = (late[i] - early[i]) * unit;
            double distance = (state - stage[i]) * unit;
            squares[i] = ratio * ratio + 0 * state;
            slopes[i] = slope * slope;
            states[i] = distance * distance;
        }
    }
}

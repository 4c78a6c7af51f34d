package org.orrery.dynamics.lanes;

/**
 * {@code out = base + scale * sum_j weights[j] * stages[j]} over rows; all have as many rows as there are states, so that
 * most of the time all rows are one loop: a loop over one row spends half of its time on what does not fill a vector.
 */
final class RowSums {
    private RowSums() {}

    /** What lies between the rows is computed, too, where that is faster, and means nothing. */
    static void of(int rows, int stride, int lanes, double[] base, double[] scale, double[] weights, double[][] stages,
            int terms, double[] out) {
        if (2 * lanes > stride) {
            of(0, (rows - 1) * stride + lanes, base, scale, weights, stages, terms, out);
        } else {
            for (int row = 0; row < rows; row++) {
                of(row * stride, row * stride + lanes, base, scale, weights, stages, terms, out);
            }
        }
    }

    private static void of(int from, int to, double[] base, double[] scale, double[] weights, double[][] stages,
            int terms, double[] out) {
        switch (terms) {
            case 1 -> terms1(from, to, base, scale, weights, stages, out);
            case 2 -> terms2(from, to, base, scale, weights, stages, out);
            case 3 -> terms3(from, to, base, scale, weights, stages, out);
            case 4 -> terms4(from, to, base, scale, weights, stages, out);
            case 5 -> terms5(from, to, base, scale, weights, stages, out);
            case 6 -> terms6(from, to, base, scale, weights, stages, out);
            case 7 -> terms7(from, to, base, scale, weights, stages, out);
            case 8 -> terms8(from, to, base, scale, weights, stages, out);
            default -> throw new IllegalArgumentException("a sum of " + terms + " stages");
        }
    }

    private static void terms1(int from, int to, double[] base, double[] scale, double[] w, double[][] k,
            double[] out) {
        double w0 = w[0];
        double[] k0 = k[0];
        for (int i = from; i < to; i++) {
            out[i] = base[i] + scale[i] * (w0 * k0[i]);
        }
    }

    private static void terms2(int from, int to, double[] base, double[] scale, double[] w, double[][] k,
            double[] out) {
        double w0 = w[0];
        double[] k0 = k[0];
        double w1 = w[1];
        double[] k1 = k[1];
        for (int i = from; i < to; i++) {
            out[i] = base[i] + scale[i] * (w0 * k0[i] + w1 * k1[i]);
        }
    }

    private static void terms3(int from, int to, double[] base, double[] scale, double[] w, double[][] k,
            double[] out) {
        double w0 = w[0];
        double[] k0 = k[0];
        double w1 = w[1];
        double[] k1 = k[1];
        double w2 = w[2];
        double[] k2 = k[2];
        for (int i = from; i < to; i++) {
            out[i] = base[i] + scale[i] * (w0 * k0[i] + w1 * k1[i] + w2 * k2[i]);
        }
    }

    private static void terms4(int from, int to, double[] base, double[] scale, double[] w, double[][] k,
            double[] out) {
        double w0 = w[0];
        double[] k0 = k[0];
        double w1 = w[1];
        double[] k1 = k[1];
        double w2 = w[2];
        double[] k2 = k[2];
        double w3 = w[3];
        double[] k3 = k[3];
        for (int i = from; i < to; i++) {
            out[i] = base[i] + scale[i] * (w0 * k0[i] + w1 * k1[i] + w2 * k2[i] + w3 * k3[i]);
        }
    }

    private static void terms5(int from, int to, double[] base, double[] scale, double[] w, double[][] k,
            double[] out) {
        double w0 = w[0];
        double[] k0 = k[0];
        double w1 = w[1];
        double[] k1 = k[1];
        double w2 = w[2];
        double[] k2 = k[2];
        double w3 = w[3];
        double[] k3 = k[3];
        double w4 = w[4];
        double[] k4 = k[4];
        for (int i = from; i < to; i++) {
            out[i] = base[i] + scale[i] * (w0 * k0[i] + w1 * k1[i] + w2 * k2[i] + w3 * k3[i] + w4 * k4[i]);
        }
    }

    private static void terms6(int from, int to, double[] base, double[] scale, double[] w, double[][] k,
            double[] out) {
        double w0 = w[0];
        double[] k0 = k[0];
        double w1 = w[1];
        double[] k1 = k[1];
        double w2 = w[2];
        double[] k2 = k[2];
        double w3 = w[3];
        double[] k3 = k[3];
        double w4 = w[4];
        double[] k4 = k[4];
        double w5 = w[5];
        double[] k5 = k[5];
        for (int i = from; i < to; i++) {
            out[i] = base[i] + scale[i] * (w0 * k0[i] + w1 * k1[i] + w2 * k2[i] + w3 * k3[i] + w4 * k4[i] + w5 * k5[i]);
        }
    }

    private static void terms7(int from, int to, double[] base, double[] scale, double[] w, double[][] k,
            double[] out) {
        double w0 = w[0];
        double[] k0 = k[0];
        double w1 = w[1];
        double[] k1 = k[1];
        double w2 = w[2];
        double[] k2 = k[2];
        double w3 = w[3];
        double[] k3 = k[3];
        double w4 = w[4];
        double[] k4 = k[4];
        double w5 = w[5];
        double[] k5 = k[5];
        double w6 = w[6];
        double[] k6 = k[6];
        for (int i = from; i < to; i++) {
            out[i] = base[i] + scale[i]
                    * (w0 * k0[i] + w1 * k1[i] + w2 * k2[i] + w3 * k3[i] + w4 * k4[i] + w5 * k5[i] + w6 * k6[i]);
        }
    }

    private static void terms8(int from, int to, double[] base, double[] scale, double[] w, double[][] k,
            double[] out) {
        double w0 = w[0];
        double[] k0 = k[0];
        double w1 = w[1];
        double[] k1 = k[1];
        double w2 = w[2];
        double[] k2 = k[2];
        double w3 = w[3];
        double[] k3 = k[3];
        double w4 = w[4];
        double[] k4 = k[4];
        double w5 = w[5];
        double[] k5 = k[5];
        double w6 = w[6];
        double[] k6 = k[6];
        double w7 = w[7];
        double[] k7 = k[7];
        for (int i = from; i < to; i++) {
            out[i] = base[i] + scale[i] * (w0 * k0[i] + w1 * k1[i] + w2 * k2[i] + w3 * k3[i] + w4 * k4[i] + w5 * k5[i]
                    + w6 * k6[i] + w7 * k7[i]);
        }
    }
}

package org.orrery.dynamics.lanes;

/**
 * {@code out = base + scale * sum_j weights[j] * stages[j]} over rows: {@code scale} is one row, all else has as many rows as
 * there are states. One loop a row and number of terms, short enough for the JVM to vectorise.
 */
final class RowSums {
    private RowSums() {}

    static void of(int rows, int stride, int lanes, double[] base, double[] scale, double[] weights, double[][] stages,
            int terms, double[] out) {
        for (int row = 0; row < rows; row++) {
            int at = row * stride;
            switch (terms) {
                case 1 -> terms1(at, lanes, base, scale, weights, stages, out);
                case 2 -> terms2(at, lanes, base, scale, weights, stages, out);
                case 3 -> terms3(at, lanes, base, scale, weights, stages, out);
                case 4 -> terms4(at, lanes, base, scale, weights, stages, out);
                case 5 -> terms5(at, lanes, base, scale, weights, stages, out);
                case 6 -> terms6(at, lanes, base, scale, weights, stages, out);
                case 7 -> terms7(at, lanes, base, scale, weights, stages, out);
                case 8 -> terms8(at, lanes, base, scale, weights, stages, out);
                default -> throw new IllegalArgumentException("a sum of " + terms + " stages");
            }
        }
    }

    private static void terms1(int at, int lanes, double[] base, double[] scale, double[] w, double[][] k,
            double[] out) {
        double w0 = w[0];
        double[] k0 = k[0];
        for (int i = 0; i < lanes; i++) {
            out[at + i] = base[at + i] + scale[i] * (w0 * k0[at + i]);
        }
    }

    private static void terms2(int at, int lanes, double[] base, double[] scale, double[] w, double[][] k,
            double[] out) {
        double w0 = w[0];
        double[] k0 = k[0];
        double w1 = w[1];
        double[] k1 = k[1];
        for (int i = 0; i < lanes; i++) {
            out[at + i] = base[at + i] + scale[i] * (w0 * k0[at + i] + w1 * k1[at + i]);
        }
    }

    private static void terms3(int at, int lanes, double[] base, double[] scale, double[] w, double[][] k,
            double[] out) {
        double w0 = w[0];
        double[] k0 = k[0];
        double w1 = w[1];
        double[] k1 = k[1];
        double w2 = w[2];
        double[] k2 = k[2];
        for (int i = 0; i < lanes; i++) {
            out[at + i] = base[at + i] + scale[i] * (w0 * k0[at + i] + w1 * k1[at + i] + w2 * k2[at + i]);
        }
    }

    private static void terms4(int at, int lanes, double[] base, double[] scale, double[] w, double[][] k,
            double[] out) {
        double w0 = w[0];
        double[] k0 = k[0];
        double w1 = w[1];
        double[] k1 = k[1];
        double w2 = w[2];
        double[] k2 = k[2];
        double w3 = w[3];
        double[] k3 = k[3];
        for (int i = 0; i < lanes; i++) {
            out[at + i] = base[at + i]
                    + scale[i] * (w0 * k0[at + i] + w1 * k1[at + i] + w2 * k2[at + i] + w3 * k3[at + i]);
        }
    }

    private static void terms5(int at, int lanes, double[] base, double[] scale, double[] w, double[][] k,
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
        for (int i = 0; i < lanes; i++) {
            out[at + i] = base[at + i] + scale[i]
                    * (w0 * k0[at + i] + w1 * k1[at + i] + w2 * k2[at + i] + w3 * k3[at + i] + w4 * k4[at + i]);
        }
    }

    private static void terms6(int at, int lanes, double[] base, double[] scale, double[] w, double[][] k,
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
        for (int i = 0; i < lanes; i++) {
            out[at + i] = base[at + i] + scale[i] * (w0 * k0[at + i] + w1 * k1[at + i] + w2 * k2[at + i]
                    + w3 * k3[at + i] + w4 * k4[at + i] + w5 * k5[at + i]);
        }
    }

    private static void terms7(int at, int lanes, double[] base, double[] scale, double[] w, double[][] k,
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
        for (int i = 0; i < lanes; i++) {
            out[at + i] = base[at + i] + scale[i] * (w0 * k0[at + i] + w1 * k1[at + i] + w2 * k2[at + i]
                    + w3 * k3[at + i] + w4 * k4[at + i] + w5 * k5[at + i] + w6 * k6[at + i]);
        }
    }

    private static void terms8(int at, int lanes, double[] base, double[] scale, double[] w, double[][] k,
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
        for (int i = 0; i < lanes; i++) {
            out[at + i] = base[at + i] + scale[i] * (w0 * k0[at + i] + w1 * k1[at + i] + w2 * k2[at + i]
                    + w3 * k3[at + i] + w4 * k4[at + i] + w5 * k5[at + i] + w6 * k6[at + i] + w7 * k7[at + i]);
        }
    }
}

package org.orrery.dynamics.solve;

/**
 * {@code out = base + scale * sum_j weights[j] * stages[j]} over the first {@code terms} stages, in one pass for each
 * number of terms: all memory is read once, and each loop vectorises. About half of a Runge-Kutta step on a small system
 * is spent here.
 */
final class Combination {
    private Combination() {}

    static void of(double[] base, double scale, double[] weights, double[][] stages, int terms, double[] out) {
        switch (terms) {
            case 1 -> one(base, scale * weights[0], stages[0], out);
            case 2 -> two(base, scale, weights, stages, out);
            case 3 -> three(base, scale, weights, stages, out);
            case 4 -> four(base, scale, weights, stages, out);
            case 5 -> five(base, scale, weights, stages, out);
            case 6 -> six(base, scale, weights, stages, out);
            case 7 -> seven(base, scale, weights, stages, out);
            case 8 -> eight(base, scale, weights, stages, out);
            default -> throw new IllegalArgumentException("a combination of " + terms + " stages");
        }
    }

    private static void one(double[] base, double w, double[] k, double[] out) {
        int n = out.length;
        for (int i = 0; i < n; i++) {
            out[i] = base[i] + w * k[i];
        }
    }

    private static void two(double[] base, double h, double[] w, double[][] k, double[] out) {
        double w0 = h * w[0];
        double w1 = h * w[1];
        double[] k0 = k[0];
        double[] k1 = k[1];
        int n = out.length;
        for (int i = 0; i < n; i++) {
            out[i] = base[i] + (w0 * k0[i] + w1 * k1[i]);
        }
    }

    private static void three(double[] base, double h, double[] w, double[][] k, double[] out) {
        double w0 = h * w[0];
        double w1 = h * w[1];
        double w2 = h * w[2];
        double[] k0 = k[0];
        double[] k1 = k[1];
        double[] k2 = k[2];
        int n = out.length;
        for (int i = 0; i < n; i++) {
            out[i] = base[i] + (w0 * k0[i] + w1 * k1[i] + w2 * k2[i]);
        }
    }

    private static void four(double[] base, double h, double[] w, double[][] k, double[] out) {
        double w0 = h * w[0];
        double w1 = h * w[1];
        double w2 = h * w[2];
        double w3 = h * w[3];
        double[] k0 = k[0];
        double[] k1 = k[1];
        double[] k2 = k[2];
        double[] k3 = k[3];
        int n = out.length;
        for (int i = 0; i < n; i++) {
            out[i] = base[i] + (w0 * k0[i] + w1 * k1[i] + w2 * k2[i] + w3 * k3[i]);
        }
    }

    private static void five(double[] base, double h, double[] w, double[][] k, double[] out) {
        double w0 = h * w[0];
        double w1 = h * w[1];
        double w2 = h * w[2];
        double w3 = h * w[3];
        double w4 = h * w[4];
        double[] k0 = k[0];
        double[] k1 = k[1];
        double[] k2 = k[2];
        double[] k3 = k[3];
        double[] k4 = k[4];
        int n = out.length;
        for (int i = 0; i < n; i++) {
            out[i] = base[i] + (w0 * k0[i] + w1 * k1[i] + w2 * k2[i] + w3 * k3[i] + w4 * k4[i]);
        }
    }

    private static void six(double[] base, double h, double[] w, double[][] k, double[] out) {
        double w0 = h * w[0];
        double w1 = h * w[1];
        double w2 = h * w[2];
        double w3 = h * w[3];
        double w4 = h * w[4];
        double w5 = h * w[5];
        double[] k0 = k[0];
        double[] k1 = k[1];
        double[] k2 = k[2];
        double[] k3 = k[3];
        double[] k4 = k[4];
        double[] k5 = k[5];
        int n = out.length;
        for (int i = 0; i < n; i++) {
            out[i] = base[i] + (w0 * k0[i] + w1 * k1[i] + w2 * k2[i] + w3 * k3[i] + w4 * k4[i] + w5 * k5[i]);
        }
    }

    private static void seven(double[] base, double h, double[] w, double[][] k, double[] out) {
        double w0 = h * w[0];
        double w1 = h * w[1];
        double w2 = h * w[2];
        double w3 = h * w[3];
        double w4 = h * w[4];
        double w5 = h * w[5];
        double w6 = h * w[6];
        double[] k0 = k[0];
        double[] k1 = k[1];
        double[] k2 = k[2];
        double[] k3 = k[3];
        double[] k4 = k[4];
        double[] k5 = k[5];
        double[] k6 = k[6];
        int n = out.length;
        for (int i = 0; i < n; i++) {
            out[i] = base[i]
                    + (w0 * k0[i] + w1 * k1[i] + w2 * k2[i] + w3 * k3[i] + w4 * k4[i] + w5 * k5[i] + w6 * k6[i]);
        }
    }

    private static void eight(double[] base, double h, double[] w, double[][] k, double[] out) {
        double w0 = h * w[0];
        double w1 = h * w[1];
        double w2 = h * w[2];
        double w3 = h * w[3];
        double w4 = h * w[4];
        double w5 = h * w[5];
        double w6 = h * w[6];
        double w7 = h * w[7];
        double[] k0 = k[0];
        double[] k1 = k[1];
        double[] k2 = k[2];
        double[] k3 = k[3];
        double[] k4 = k[4];
        double[] k5 = k[5];
        double[] k6 = k[6];
        double[] k7 = k[7];
        int n = out.length;
        for (int i = 0; i < n; i++) {
            out[i] = base[i] + (w0 * k0[i] + w1 * k1[i] + w2 * k2[i] + w3 * k3[i] + w4 * k4[i] + w5 * k5[i] + w6 * k6[i]
                    + w7 * k7[i]);
        }
    }
}

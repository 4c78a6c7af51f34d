package org.orrery.dynamics.solve;

/**
 * {@code out = base + sum_j weights[j] * stages[j]} and {@code other = sum_j others[j] * stages[j]} in one pass: a stage of a
 * Rosenbrock method needs both, and on a small system a pass costs as much as what is in it.
 */
final class TwoSums {
    private TwoSums() {}

    static void of(double[] base, double[] weights, double[] others, double[][] stages, int terms, double[] out,
            double[] other) {
        switch (terms) {
            case 1 -> one(base, weights, others, stages, out, other);
            case 2 -> two(base, weights, others, stages, out, other);
            case 3 -> three(base, weights, others, stages, out, other);
            case 4 -> four(base, weights, others, stages, out, other);
            case 5 -> five(base, weights, others, stages, out, other);
            case 6 -> six(base, weights, others, stages, out, other);
            case 7 -> seven(base, weights, others, stages, out, other);
            default -> throw new IllegalArgumentException("two sums of " + terms + " stages");
        }
    }

    private static void one(double[] base, double[] w, double[] v, double[][] k, double[] out, double[] other) {
        double[] k0 = k[0];
        for (int i = 0; i < out.length; i++) {
            double x0 = k0[i];
            out[i] = base[i] + w[0] * x0;
            other[i] = v[0] * x0;
        }
    }

    private static void two(double[] base, double[] w, double[] v, double[][] k, double[] out, double[] other) {
        double[] k0 = k[0];
        double[] k1 = k[1];
        for (int i = 0; i < out.length; i++) {
            double x0 = k0[i];
            double x1 = k1[i];
            out[i] = base[i] + (w[0] * x0 + w[1] * x1);
            other[i] = v[0] * x0 + v[1] * x1;
        }
    }

    private static void three(double[] base, double[] w, double[] v, double[][] k, double[] out, double[] other) {
        double[] k0 = k[0];
        double[] k1 = k[1];
        double[] k2 = k[2];
        for (int i = 0; i < out.length; i++) {
            double x0 = k0[i];
            double x1 = k1[i];
            double x2 = k2[i];
            out[i] = base[i] + (w[0] * x0 + w[1] * x1 + w[2] * x2);
            other[i] = v[0] * x0 + v[1] * x1 + v[2] * x2;
        }
    }

    private static void four(double[] base, double[] w, double[] v, double[][] k, double[] out, double[] other) {
        double[] k0 = k[0];
        double[] k1 = k[1];
        double[] k2 = k[2];
        double[] k3 = k[3];
        for (int i = 0; i < out.length; i++) {
            double x0 = k0[i];
            double x1 = k1[i];
            double x2 = k2[i];
            double x3 = k3[i];
            out[i] = base[i] + (w[0] * x0 + w[1] * x1 + w[2] * x2 + w[3] * x3);
            other[i] = v[0] * x0 + v[1] * x1 + v[2] * x2 + v[3] * x3;
        }
    }

    private static void five(double[] base, double[] w, double[] v, double[][] k, double[] out, double[] other) {
        double[] k0 = k[0];
        double[] k1 = k[1];
        double[] k2 = k[2];
        double[] k3 = k[3];
        double[] k4 = k[4];
        for (int i = 0; i < out.length; i++) {
            double x0 = k0[i];
            double x1 = k1[i];
            double x2 = k2[i];
            double x3 = k3[i];
            double x4 = k4[i];
            out[i] = base[i] + (w[0] * x0 + w[1] * x1 + w[2] * x2 + w[3] * x3 + w[4] * x4);
            other[i] = v[0] * x0 + v[1] * x1 + v[2] * x2 + v[3] * x3 + v[4] * x4;
        }
    }

    private static void six(double[] base, double[] w, double[] v, double[][] k, double[] out, double[] other) {
        double[] k0 = k[0];
        double[] k1 = k[1];
        double[] k2 = k[2];
        double[] k3 = k[3];
        double[] k4 = k[4];
        double[] k5 = k[5];
        for (int i = 0; i < out.length; i++) {
            double x0 = k0[i];
            double x1 = k1[i];
            double x2 = k2[i];
            double x3 = k3[i];
            double x4 = k4[i];
            double x5 = k5[i];
            out[i] = base[i] + (w[0] * x0 + w[1] * x1 + w[2] * x2 + w[3] * x3 + w[4] * x4 + w[5] * x5);
            other[i] = v[0] * x0 + v[1] * x1 + v[2] * x2 + v[3] * x3 + v[4] * x4 + v[5] * x5;
        }
    }

    private static void seven(double[] base, double[] w, double[] v, double[][] k, double[] out, double[] other) {
        double[] k0 = k[0];
        double[] k1 = k[1];
        double[] k2 = k[2];
        double[] k3 = k[3];
        double[] k4 = k[4];
        double[] k5 = k[5];
        double[] k6 = k[6];
        for (int i = 0; i < out.length; i++) {
            double x0 = k0[i];
            double x1 = k1[i];
            double x2 = k2[i];
            double x3 = k3[i];
            double x4 = k4[i];
            double x5 = k5[i];
            double x6 = k6[i];
            out[i] = base[i] + (w[0] * x0 + w[1] * x1 + w[2] * x2 + w[3] * x3 + w[4] * x4 + w[5] * x5 + w[6] * x6);
            other[i] = v[0] * x0 + v[1] * x1 + v[2] * x2 + v[3] * x3 + v[4] * x4 + v[5] * x5 + v[6] * x6;
        }
    }
}

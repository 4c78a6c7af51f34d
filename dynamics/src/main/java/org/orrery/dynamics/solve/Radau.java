package org.orrery.dynamics.solve;

/**
 * The numbers of the Radau IIA method of three stages and order 5 (Hairer and Wanner, Solving Ordinary Differential
 * Equations II, IV.5 and IV.8). The inverse of its matrix A is T D T^-1, where D has the real number {@link #GAMMA} and
 * the pair {@link #ALPHA} +- i {@link #BETA}: in these coordinates a Newton step is one real and one complex system
 * instead of one three times as large.
 */
final class Radau {
    private static final double ROOT = Math.sqrt(6);
    static final double[] NODES = {(4 - ROOT) / 10, (4 + ROOT) / 10, 1};
    /** The coefficients A, row by row. */
    static final double[][] A = {
            {(88 - 7 * ROOT) / 360, (296 - 169 * ROOT) / 1800, (-2 + 3 * ROOT) / 225},
            {(296 + 169 * ROOT) / 1800, (88 + 7 * ROOT) / 360, (-2 - 3 * ROOT) / 225},
            {(16 - ROOT) / 36, (16 + ROOT) / 36, 1.0 / 9}
    };
    static final double GAMMA;
    static final double ALPHA;
    static final double BETA;
    static final double[][] T = {
            {0.09123239487089294279, -0.14125529502095420843, -0.030029194105147424492},
            {0.24171793270710701896, 0.20412935229379993199, 0.38294211275726193779},
            {0.96604818261509293619, 1, 0}
    };
    static final double[][] INVERSE_T = {
            {4.3255798900631553510, 0.33919925181580986954, 0.54177053993587487119},
            {-4.1787185915519047273, -0.32768282076106238708, 0.47662355450055045196},
            {-0.50287263494578687595, 2.5719269498556054292, -0.59603920482822492497}
    };
    /** Weights of the stages in the error estimate, (8.18) over gamma_0. */
    static final double[] ERROR = {(-13 - 7 * ROOT) / 3, (-13 + 7 * ROOT) / 3, -1.0 / 3};
    /** Row of A^-1 that gives h y' at the end from the stages. */
    static final double[] END_SLOPE = {-1 + 8 * ROOT / 3, -1 - 8 * ROOT / 3, 5};

    static {
        double root = Math.cbrt(9);
        double real = (6 + root * (root - 1)) / 30;
        double alpha = (12 - root * (root - 1)) / 60;
        double beta = root * (root + 1) * Math.sqrt(3) / 60;
        double size = alpha * alpha + beta * beta;
        GAMMA = 1 / real;
        ALPHA = alpha / size;
        BETA = beta / size;
    }

    private Radau() {}

    /** {@code out = matrix * stages}, state by state. */
    static void transform(double[][] matrix, double[][] stages, double[][] out) {
        int n = out[0].length;
        for (int i = 0; i < n; i++) {
            double a = stages[0][i];
            double b = stages[1][i];
            double c = stages[2][i];
            for (int row = 0; row < 3; row++) {
                out[row][i] = matrix[row][0] * a + matrix[row][1] * b + matrix[row][2] * c;
            }
        }
    }
}

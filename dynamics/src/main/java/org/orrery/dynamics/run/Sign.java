package org.orrery.dynamics.run;

/** The sign of the determinant of a small matrix, by elimination with pivots; the matrix is spent. */
final class Sign {
    private Sign() {}

    /** 1, -1, or 0 where it is singular or not finite. */
    static int ofDeterminant(double[][] matrix) {
        int sign = 1;
        for (int k = 0; k < matrix.length; k++) {
            int best = k;
            for (int row = k + 1; row < matrix.length; row++) {
                if (Math.abs(matrix[row][k]) > Math.abs(matrix[best][k])) {
                    best = row;
                }
            }
            double[] top = matrix[best];
            if (!(Math.abs(top[k]) > 0)) {
                return 0;
            }
            if (best != k) {
                matrix[best] = matrix[k];
                matrix[k] = top;
                sign = -sign;
            }
            sign = top[k] < 0 ? -sign : sign;
            for (int row = k + 1; row < matrix.length; row++) {
                double factor = matrix[row][k] / top[k];
                for (int j = k; j < top.length && factor != 0; j++) {
                    matrix[row][j] -= factor * top[j];
                }
            }
        }
        return sign;
    }
}

package org.orrery.dynamics.solve;

import java.util.Arrays;

/** LU decomposition of a dense {@code shift M - J} with partial pivoting, row by row: n^3/3 operations. */
final class DenseLu {
    private final SparsityPattern pattern;
    private final Mass mass;
    private final int n;
    private final double[][] matrix;
    private final int[] order;

    DenseLu(SparsityPattern pattern, Mass mass) {
        this.pattern = pattern;
        this.mass = mass;
        n = pattern.rows();
        matrix = new double[n][n];
        order = new int[n];
    }

    boolean decompose(double shift, double[] jacobian) {
        fill(shift, jacobian);
        for (int k = 0; k < n; k++) {
            pivot(k);
            double[] top = matrix[k];
            double pivot = top[k];
            if (pivot == 0 || !Double.isFinite(pivot)) {
                return false;
            }
            double inverse = 1 / pivot;
            for (int i = k + 1; i < n; i++) {
                double[] row = matrix[i];
                if (row[k] != 0) {
                    double factor = row[k] * inverse;
                    row[k] = factor;
                    for (int j = k + 1; j < n; j++) {
                        row[j] -= factor * top[j];
                    }
                }
            }
        }
        return true;
    }

    private void fill(double shift, double[] jacobian) {
        int[] pointer = pattern.rowPointer();
        int[] column = pattern.column();
        for (int i = 0; i < n; i++) {
            double[] row = matrix[i];
            Arrays.fill(row, 0);
            for (int entry = pointer[i]; entry < pointer[i + 1]; entry++) {
                row[column[entry]] = -jacobian[entry];
            }
            row[i] += mass.shift(i, shift);
            order[i] = i;
        }
    }

    private void pivot(int k) {
        int best = k;
        for (int i = k + 1; i < n; i++) {
            if (Math.abs(matrix[i][k]) > Math.abs(matrix[best][k])) {
                best = i;
            }
        }
        if (best != k) {
            double[] row = matrix[k];
            matrix[k] = matrix[best];
            matrix[best] = row;
            int place = order[k];
            order[k] = order[best];
            order[best] = place;
        }
    }

    void solve(double[] right, double[] x) {
        for (int i = 0; i < n; i++) {
            double[] row = matrix[i];
            double sum = right[order[i]];
            for (int j = 0; j < i; j++) {
                sum -= row[j] * x[j];
            }
            x[i] = sum;
        }
        for (int i = n - 1; i >= 0; i--) {
            double[] row = matrix[i];
            double sum = x[i];
            for (int j = i + 1; j < n; j++) {
                sum -= row[j] * x[j];
            }
            x[i] = sum / row[i];
        }
    }
}

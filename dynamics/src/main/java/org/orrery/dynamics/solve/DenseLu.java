package org.orrery.dynamics.solve;

/**
 * LU decomposition of a dense {@code shift M - J} with partial pivoting, row by row: n^3/3 operations. Pivots are kept
 * inverted, since a division takes as long as several multiplications and each solution waits for all of them in turn; the
 * solution for up to three states is written out, where the loops would cost more than what is in them.
 */
final class DenseLu {
    private final Mass mass;
    private final int n;
    private final int[] rowPointer;
    private final int[] column;
    private final double[][] matrix;
    private final double[] inverse;
    private final int[] order;

    DenseLu(SparsityPattern pattern, Mass mass) {
        this.mass = mass;
        n = pattern.rows();
        rowPointer = pattern.rowPointer();
        column = pattern.column();
        matrix = new double[n][n];
        inverse = new double[n];
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
            inverse[k] = 1 / pivot;
            for (int i = k + 1; i < n; i++) {
                double[] row = matrix[i];
                if (row[k] != 0) {
                    double factor = row[k] * inverse[k];
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
        for (int i = 0; i < n; i++) {
            double[] row = matrix[i];
            for (int j = 0; j < n; j++) {
                row[j] = 0;
            }
            for (int at = rowPointer[i]; at < rowPointer[i + 1]; at++) {
                row[column[at]] = -jacobian[at];
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
        switch (n) {
            case 1 -> x[0] = right[0] * inverse[0];
            case 2 -> two(right, x);
            case 3 -> three(right, x);
            default -> any(right, x);
        }
    }

    private void two(double[] right, double[] x) {
        double[] first = matrix[0];
        double a = right[order[0]];
        double b = (right[order[1]] - matrix[1][0] * a) * inverse[1];
        x[1] = b;
        x[0] = (a - first[1] * b) * inverse[0];
    }

    private void three(double[] right, double[] x) {
        double[] first = matrix[0];
        double[] second = matrix[1];
        double[] third = matrix[2];
        double a = right[order[0]];
        double b = right[order[1]] - second[0] * a;
        double c = (right[order[2]] - third[0] * a - third[1] * b) * inverse[2];
        b = (b - second[2] * c) * inverse[1];
        x[2] = c;
        x[1] = b;
        x[0] = (a - first[2] * c - first[1] * b) * inverse[0];
    }

    private void any(double[] right, double[] x) {
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
            for (int j = n - 1; j > i; j--) {
                sum -= row[j] * x[j];
            }
            x[i] = sum * inverse[i];
        }
    }
}

package org.orrery.dynamics.steady;

import java.util.Arrays;

/** Gauss-Jordan elimination by columns. */
final class Elimination {
    private Elimination() {}

    /**
     * Combines the columns of a matrix such that each that is independent has a one in a row of its own, in which the
     * others have zeros.
     *
     * @param pivotRow receives the row of each column, -1 for a column that depends on others
     * @param zero what counts as zero, relative to the largest entry
     * @return how many columns are independent
     */
    static int diagonalise(double[][] matrix, int[] pivotRow, double zero) {
        Arrays.fill(pivotRow, -1);
        double largest = Arrays.stream(matrix).flatMapToDouble(Arrays::stream).map(Math::abs).max().orElse(0);
        boolean[] used = new boolean[matrix.length];
        int rank = 0;
        while (true) {
            int row = -1;
            int column = -1;
            double best = zero * largest;
            for (int i = 0; i < matrix.length; i++) {
                for (int j = 0; j < pivotRow.length && !used[i]; j++) {
                    if (pivotRow[j] < 0 && Math.abs(matrix[i][j]) > best) {
                        best = Math.abs(matrix[i][j]);
                        row = i;
                        column = j;
                    }
                }
            }
            if (row < 0) {
                return rank;
            }
            used[row] = true;
            pivotRow[column] = row;
            rank++;
            clear(matrix, row, column);
        }
    }

    private static void clear(double[][] matrix, int row, int column) {
        double pivot = matrix[row][column];
        for (double[] each : matrix) {
            each[column] /= pivot;
        }
        for (int j = 0; j < matrix[row].length; j++) {
            double factor = matrix[row][j];
            if (j != column && factor != 0) {
                for (double[] each : matrix) {
                    each[j] -= factor * each[column];
                }
                matrix[row][j] = 0;
            }
        }
    }
}

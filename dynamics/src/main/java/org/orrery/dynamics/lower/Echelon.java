package org.orrery.dynamics.lower;

import java.util.ArrayList;
import java.util.List;

/** The reduced row echelon form of a small matrix: which columns are independent, and the others in terms of them. */
final class Echelon {
    private static final double NOTHING = 1e-9;
    private final double[][] matrix;
    private final List<Integer> pivots = new ArrayList<>();
    private final boolean finite;

    Echelon(double[][] original) {
        int rows = original.length;
        int columns = rows == 0 ? 0 : original[0].length;
        matrix = new double[rows][];
        boolean allFinite = true;
        for (int row = 0; row < rows; row++) {
            matrix[row] = original[row].clone();
            for (double entry : matrix[row]) {
                allFinite &= Double.isFinite(entry);
            }
        }
        finite = allFinite;
        for (int column = 0; column < columns && pivots.size() < rows; column++) {
            int best = pivots.size();
            for (int row = best + 1; row < rows; row++) {
                if (Math.abs(matrix[row][column]) > Math.abs(matrix[best][column])) {
                    best = row;
                }
            }
            if (Math.abs(matrix[best][column]) > NOTHING) {
                eliminate(best, column);
                pivots.add(column);
            }
        }
    }

    private void eliminate(int best, int column) {
        int turn = pivots.size();
        double[] top = matrix[best];
        matrix[best] = matrix[turn];
        matrix[turn] = top;
        double pivot = top[column];
        for (int j = 0; j < top.length; j++) {
            top[j] /= pivot;
        }
        for (double[] row : matrix) {
            double factor = row[column];
            if (row != top && factor != 0) {
                for (int j = 0; j < row.length; j++) {
                    double value = row[j] - factor * top[j];
                    row[j] = Math.abs(value) < NOTHING ? 0 : value;
                }
            }
        }
    }

    /** The independent columns. */
    List<Integer> pivots() {
        return pivots;
    }

    /** How much of the independent column of this row is in the column. */
    double at(int row, int column) {
        return matrix[row][column];
    }

    boolean isFinite() {
        return finite;
    }
}

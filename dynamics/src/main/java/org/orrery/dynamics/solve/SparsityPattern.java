package org.orrery.dynamics.solve;

/**
 * The places of a matrix that can be other than zero, row by row (compressed sparse rows).
 *
 * @param rows number of rows
 * @param columns number of columns
 * @param rowPointer entries of row i stand at {@code rowPointer[i]} up to, not with, {@code rowPointer[i + 1]}
 * @param column column of each entry; no column twice in a row
 */
public record SparsityPattern(int rows, int columns, int[] rowPointer, int[] column) {

    public SparsityPattern {
        if (rowPointer.length != rows + 1 || rowPointer[0] != 0 || rowPointer[rows] != column.length) {
            throw new IllegalArgumentException("the row pointer does not fit %d rows and %d entries"
                    .formatted(rows, column.length));
        }
        int[] lastRowWith = new int[columns];
        for (int row = 0; row < rows; row++) {
            for (int entry = rowPointer[row]; entry < rowPointer[row + 1]; entry++) {
                int place = column[entry];
                if (place < 0 || place >= columns || lastRowWith[place] == row + 1) {
                    throw new IllegalArgumentException(
                            "column %d in row %d is outside of %d columns or stands there twice"
                                    .formatted(place, row, columns));
                }
                lastRowWith[place] = row + 1;
            }
        }
    }

    /** Every place of a square matrix. */
    public static SparsityPattern dense(int size) {
        int[] pointer = new int[size + 1];
        int[] column = new int[size * size];
        for (int row = 0; row < size; row++) {
            pointer[row + 1] = (row + 1) * size;
            for (int place = 0; place < size; place++) {
                column[row * size + place] = place;
            }
        }
        return new SparsityPattern(size, size, pointer, column);
    }

    public int entries() {
        return column.length;
    }

    /** {@code out = A x} for the matrix A with these values. */
    void multiply(double[] values, double[] x, double[] out) {
        for (int row = 0; row < rows; row++) {
            double sum = 0;
            for (int entry = rowPointer[row]; entry < rowPointer[row + 1]; entry++) {
                sum += values[entry] * x[column[entry]];
            }
            out[row] = sum;
        }
    }
}

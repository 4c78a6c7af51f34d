package org.orrery.causal.data;

import java.util.List;

/**
 * A matrix of numbers with named columns.
 *
 * @param values row after row; not copied, so leave it as it is
 */
public record Design(List<String> names, int rows, double[] values) {
    public Design {
        names = List.copyOf(names);
        if (values.length != rows * names.size()) {
            throw new IllegalArgumentException(values.length + " values for " + rows + " rows of " + names.size());
        }
    }

    public int width() {
        return names.size();
    }

    public double at(int row, int column) {
        return values[row * names.size() + column];
    }

    /** A copy of one column. */
    public double[] column(int column) {
        double[] one = new double[rows];
        for (int row = 0; row < rows; row++) {
            one[row] = at(row, column);
        }
        return one;
    }
}

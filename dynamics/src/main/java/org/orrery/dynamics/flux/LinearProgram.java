package org.orrery.dynamics.flux;

import java.util.Arrays;

/**
 * A linear program: the least {@code cost x} with {@code lower <= x <= upper} and, row by row,
 * {@code rowLower <= a x <= rowUpper}. Bounds may be infinite. The rows are stored one after the other.
 *
 * @param start where each row begins in {@code column} and {@code value}; one entry more than rows
 */
record LinearProgram(double[] lower, double[] upper, double[] cost, double[] rowLower, double[] rowUpper, int[] start,
        int[] column, double[] value) {
    int variables() {
        return lower.length;
    }

    int rows() {
        return rowLower.length;
    }

    /** The same rows and bounds, another cost. */
    LinearProgram withCost(double[] other) {
        return new LinearProgram(lower, upper, other, rowLower, rowUpper, start, column, value);
    }

    LinearProgram withBounds(double[] low, double[] high) {
        return new LinearProgram(low, high, cost, rowLower, rowUpper, start, column, value);
    }

    /** With one more row, {@code low <= row x <= high}. */
    LinearProgram withRow(double[] row, double low, double high) {
        int more = 0;
        for (double each : row) {
            more += each == 0 ? 0 : 1;
        }
        int[] starts = Arrays.copyOf(start, start.length + 1);
        int[] columns = Arrays.copyOf(column, column.length + more);
        double[] values = Arrays.copyOf(value, value.length + more);
        int at = column.length;
        for (int j = 0; j < row.length; j++) {
            if (row[j] != 0) {
                columns[at] = j;
                values[at++] = row[j];
            }
        }
        starts[start.length] = at;
        return new LinearProgram(lower, upper, cost, with(rowLower, low), with(rowUpper, high), starts, columns,
                values);
    }

    private static double[] with(double[] numbers, double last) {
        double[] more = Arrays.copyOf(numbers, numbers.length + 1);
        more[numbers.length] = last;
        return more;
    }

    double row(int row, double[] x) {
        double sum = 0;
        for (int k = start[row]; k < start[row + 1]; k++) {
            sum += value[k] * x[column[k]];
        }
        return sum;
    }

    double cost(double[] x) {
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            sum += cost[j] * x[j];
        }
        return sum;
    }

    /** {@code cost - y A}: what a unit more of each variable adds to the cost at the prices {@code y} of the rows. */
    double[] reducedCosts(double[] prices) {
        double[] reduced = cost.clone();
        for (int i = 0; i < prices.length; i++) {
            if (prices[i] != 0) {
                for (int k = start[i]; k < start[i + 1]; k++) {
                    reduced[column[k]] -= prices[i] * value[k];
                }
            }
        }
        return reduced;
    }

    /** How a program ended. */
    sealed interface Outcome {
        /** @param prices of the rows (dual values) */
        record Optimal(double[] x, double[] prices) implements Outcome {}

        record Infeasible() implements Outcome {}

        record Unbounded() implements Outcome {}

        /** @param status in the solver's own words */
        record Unsolved(String status) implements Outcome {}
    }
}

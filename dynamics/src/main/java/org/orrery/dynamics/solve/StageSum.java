package org.orrery.dynamics.solve;

import java.util.Arrays;

/** {@code out = base + scale * sum_j weights[j] * stages[j]} for a row of a tableau, over its weights other than zero. */
final class StageSum {
    private static final int AT_ONCE = 8;
    private static final int[][] NONE = {};
    private static final double[][] NOTHING = {};

    private final int[][] columns;
    private final double[][] weights;
    private final double[][] chosen;
    private final boolean whole;

    StageSum(double[] row) {
        whole = row.length <= AT_ONCE && isWhole(row);
        if (whole) {
            columns = NONE;
            chosen = NOTHING;
            weights = new double[][]{row};
            return;
        }
        chosen = new double[AT_ONCE][];
        int[] used = new int[row.length];
        int count = 0;
        for (int j = 0; j < row.length; j++) {
            if (row[j] != 0) {
                used[count++] = j;
            }
        }
        int parts = Math.max(1, (count + AT_ONCE - 1) / AT_ONCE);
        columns = new int[parts][];
        weights = new double[parts][];
        for (int part = 0; part < parts; part++) {
            columns[part] = Arrays.copyOfRange(used, part * AT_ONCE, Math.min(count, (part + 1) * AT_ONCE));
            weights[part] = new double[columns[part].length];
        }
        weigh(row);
    }

    private static boolean isWhole(double[] row) {
        for (double weight : row) {
            if (weight == 0) {
                return false;
            }
        }
        return row.length > 0;
    }

    static StageSum[] of(double[][] rows, double[][] more) {
        StageSum[] sums = new StageSum[rows.length + more.length];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = new StageSum(i < rows.length ? rows[i] : more[i - rows.length]);
        }
        return sums;
    }

    /** Other weights in the same places, to be left as they are if there is no zero among them. */
    void weigh(double[] row) {
        if (whole) {
            weights[0] = row;
            return;
        }
        for (int part = 0; part < columns.length; part++) {
            for (int j = 0; j < columns[part].length; j++) {
                weights[part][j] = row[columns[part][j]];
            }
        }
    }

    void of(double[] base, double scale, double[][] stages, double[] out) {
        if (whole) {
            Combination.of(base, scale, weights[0], stages, weights[0].length, out);
            return;
        }
        double[] from = base;
        for (int part = 0; part < columns.length; part++) {
            int[] used = columns[part];
            for (int j = 0; j < used.length; j++) {
                chosen[j] = stages[used[j]];
            }
            Combination.of(from, scale, weights[part], chosen, used.length, out);
            from = out;
        }
    }

    /** One component of it, with the same bits. */
    double of(double[] base, double scale, double[][] stages, int component) {
        double value = base[component];
        if (whole) {
            return value + sum(scale, weights[0], stages, component);
        }
        for (int part = 0; part < columns.length; part++) {
            int[] used = columns[part];
            double[] weight = weights[part];
            double sum = scale * weight[0] * stages[used[0]][component];
            for (int j = 1; j < used.length; j++) {
                sum += scale * weight[j] * stages[used[j]][component];
            }
            value += sum;
        }
        return value;
    }

    private static double sum(double scale, double[] weight, double[][] stages, int component) {
        double sum = scale * weight[0] * stages[0][component];
        for (int j = 1; j < weight.length; j++) {
            sum += scale * weight[j] * stages[j][component];
        }
        return sum;
    }
}

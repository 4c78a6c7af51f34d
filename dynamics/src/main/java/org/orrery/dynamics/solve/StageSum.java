package org.orrery.dynamics.solve;

import java.util.Arrays;
import java.util.stream.IntStream;

/** {@code out = base + scale * sum_j weights[j] * stages[j]} for a row of a tableau, over its weights other than zero. */
final class StageSum {
    private static final int AT_ONCE = 8;

    private final int[][] columns;
    private final double[][] weights;
    private final double[][] chosen = new double[AT_ONCE][];
    private final boolean whole;

    StageSum(double[] row) {
        int[] used = IntStream.range(0, row.length).filter(j -> row[j] != 0).toArray();
        int parts = Math.max(1, (used.length + AT_ONCE - 1) / AT_ONCE);
        columns = new int[parts][];
        weights = new double[parts][];
        for (int part = 0; part < parts; part++) {
            columns[part] = Arrays.copyOfRange(used, part * AT_ONCE, Math.min(used.length, (part + 1) * AT_ONCE));
            weights[part] = IntStream.of(columns[part]).mapToDouble(j -> row[j]).toArray();
        }
        whole = parts == 1 && used.length == row.length;
    }

    /** Other weights in the same places. */
    void weigh(double[] row) {
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
}

package org.orrery.causal.estimate;

import java.util.Arrays;
import java.util.List;

/**
 * Strata crossed with the values of a treatment that everybody is moved along: how many rows of each stratum have each value, and
 * how many are taken to it.
 */
record Cells(double[] y, int[] cell, int[] taken, double[] rows, double[] arrivals, double[] means) {
    static Cells of(Sample sample, List<String> covariates, double[] x, double[] changed) {
        double[] values = Arrays.stream(x).map(each -> each + 0.0).distinct().sorted().toArray();
        Strata strata = new Strata(sample, covariates);
        int[] cell = new int[x.length];
        int[] taken = new int[x.length];
        double[] rows = new double[strata.count() * values.length];
        double[] arrivals = new double[rows.length];
        double[] means = new double[rows.length];
        for (int i = 0; i < x.length; i++) {
            int base = strata.of(i) * values.length;
            cell[i] = base + Arrays.binarySearch(values, x[i] + 0.0);
            int to = Arrays.binarySearch(values, changed[i] + 0.0);
            taken[i] = to < 0 ? -1 : base + to;
            rows[cell[i]]++;
            means[cell[i]] += sample.y[i];
            if (to >= 0) {
                arrivals[taken[i]]++;
            }
        }
        for (int k = 0; k < means.length; k++) {
            means[k] /= Math.max(1, rows[k]);
        }
        return new Cells(sample.y, cell, taken, rows, arrivals, means);
    }

    /** How many rows are taken to where too few are. */
    int stray() {
        int stray = 0;
        for (int i = 0; i < cell.length; i++) {
            stray += taken[i] != cell[i] && (taken[i] < 0 || rows[taken[i]] < Strata.FEWEST) ? 1 : 0;
        }
        return stray;
    }

    Arm effect() {
        int n = cell.length;
        double[] influence = new double[n];
        double mean = 0;
        for (int i = 0; i < n; i++) {
            influence[i] = taken[i] < 0 ? 0 : means[taken[i]] - means[cell[i]];
            mean += influence[i] / n;
        }
        for (int i = 0; i < n; i++) {
            double count = rows[cell[i]];
            double more = arrivals[cell[i]] - count;
            influence[i] = (influence[i] - mean) / n + (count < 2
                    ? 0
                    : more / n * (y[i] - means[cell[i]]) / Math.sqrt(count * (count - 1)));
        }
        return new Arm(mean, influence);
    }
}

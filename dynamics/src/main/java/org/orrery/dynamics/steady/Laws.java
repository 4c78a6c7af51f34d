package org.orrery.dynamics.steady;

import java.util.ArrayList;
import java.util.List;

/**
 * Sums of states that stay as they are, and for each the state whose equation it can stand for.
 *
 * @param weights one row a law, over the states
 * @param dependent one state a law, such that no law can be told from the others by its dependent states alone
 */
public record Laws(List<double[]> weights, List<Integer> dependent) {
    private static final double INDEPENDENT = 1e-10;

    public Laws {
        weights = List.copyOf(weights);
        dependent = List.copyOf(dependent);
    }

    /** Those of the laws that are independent, by Gaussian elimination with full pivoting. */
    public static Laws of(List<double[]> weights, double[] scale) {
        List<double[]> rows = new ArrayList<>();
        for (double[] row : weights) {
            rows.add(scaled(row, scale));
        }
        List<double[]> kept = new ArrayList<>();
        List<Integer> dependent = new ArrayList<>();
        boolean[] used = new boolean[rows.size()];
        for (int round = 0; round < rows.size(); round++) {
            int law = -1;
            int state = -1;
            double largest = INDEPENDENT;
            for (int k = 0; k < rows.size(); k++) {
                for (int j = 0; j < scale.length && !used[k]; j++) {
                    if (Math.abs(rows.get(k)[j]) > largest) {
                        largest = Math.abs(rows.get(k)[j]);
                        law = k;
                        state = j;
                    }
                }
            }
            if (law < 0) {
                break;
            }
            used[law] = true;
            kept.add(weights.get(law));
            dependent.add(state);
            clear(rows, used, law, state);
        }
        return new Laws(kept, dependent);
    }

    private static double[] scaled(double[] row, double[] scale) {
        double[] scaled = new double[row.length];
        double largest = 0;
        for (int j = 0; j < row.length; j++) {
            scaled[j] = row[j] * scale[j];
            largest = Math.max(largest, Math.abs(scaled[j]));
        }
        for (int j = 0; j < row.length; j++) {
            scaled[j] = largest > 0 ? scaled[j] / largest : 0;
        }
        return scaled;
    }

    private static void clear(List<double[]> rows, boolean[] used, int law, int state) {
        double[] pivot = rows.get(law);
        for (int k = 0; k < rows.size(); k++) {
            double[] row = rows.get(k);
            if (!used[k] && row[state] != 0) {
                double factor = row[state] / pivot[state];
                for (int j = 0; j < row.length; j++) {
                    row[j] -= factor * pivot[j];
                }
                row[state] = 0;
            }
        }
    }

    public int size() {
        return weights.size();
    }

    double sum(int law, double[] y) {
        double[] row = weights.get(law);
        double sum = 0;
        for (int j = 0; j < row.length; j++) {
            sum += row[j] * y[j];
        }
        return sum;
    }
}

package org.orrery.causal.scm;

/**
 * A function of causes of which some are factors: each factor of k levels, numbered from 0, becomes k - 1 columns of zeros and
 * ones, its first level being all zeros.
 *
 * @param levels by cause; 0 where the cause is a number
 */
public record Coded(int[] levels, Regressor of) implements Regressor {
    @Override
    public double at(double[] causes) {
        return of.at(columns(levels, causes));
    }

    /** The columns that causes become. */
    public static double[] columns(int[] levels, double[] causes) {
        int width = 0;
        for (int count : levels) {
            width += count == 0 ? 1 : count - 1;
        }
        double[] columns = new double[width];
        int at = 0;
        for (int i = 0; i < levels.length; i++) {
            if (levels[i] == 0) {
                columns[at++] = causes[i];
                continue;
            }
            for (int level = 1; level < levels[i]; level++) {
                columns[at++] = causes[i] == level ? 1 : 0;
            }
        }
        return columns;
    }
}

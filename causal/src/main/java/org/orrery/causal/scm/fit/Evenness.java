package org.orrery.causal.scm.fit;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.orrery.causal.estimate.collinear.GrowingBasis;

/**
 * Whether a noise spreads alike whatever the causes: squared residuals are regressed on the causes and their squares, and rows
 * times the share that these explain is held against chi squared. Breusch and Pagan, Econometrica 47 (1979) 1287, in
 * Koenker's form, which takes no normal noise for granted (Journal of Econometrics 17 (1981) 107), with White's squares
 * (Econometrica 48 (1980) 817). A spread that is uneven in another way than these tell is not found.
 *
 * @param p how often as much or more is explained where the spread is even
 */
public record Evenness(double p) {
    private static final double LEVEL = 0.05;

    /** @param columns of the causes, row by row */
    static Evenness of(double[] residuals, double[][] columns) {
        int n = residuals.length;
        double mean = Arrays.stream(residuals).average().orElse(0);
        double[] squares = Arrays.stream(residuals).map(each -> (each - mean) * (each - mean)).toArray();
        GrowingBasis basis = GrowingBasis.withIntercept(n);
        double[] whole = basis.rest(squares);
        int width = n == 0 ? 0 : columns[0].length;
        for (int power = 1; power <= 2; power++) {
            for (int j = 0; j < width; j++) {
                double[] column = new double[n];
                double centre = 0;
                for (double[] row : columns) {
                    centre += row[j] / n;
                }
                for (int i = 0; i < n; i++) {
                    column[i] = Math.pow(columns[i][j] - centre, power);
                }
                basis.add(column);
            }
        }
        double[] left = basis.rest(squares);
        double total = GrowingBasis.dot(whole, whole);
        int degrees = basis.rank() - 1;
        if (total == 0 || degrees == 0 || n <= degrees + 1) {
            return new Evenness(1);
        }
        double statistic = n * (1 - GrowingBasis.dot(left, left) / total);
        return new Evenness(ChiSquaredDistribution.of(degrees).survivalProbability(statistic));
    }

    /** @param tests that are made together: the level is shared among them (Bonferroni) */
    boolean holds(int tests) {
        return p >= LEVEL / tests;
    }
}

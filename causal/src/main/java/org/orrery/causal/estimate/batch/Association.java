package org.orrery.causal.estimate.batch;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.FDistribution;
import org.orrery.causal.data.Column;

/**
 * How a factor goes with another column: with numbers by the analysis of variance, with a factor by Pearson's chi-square.
 *
 * @param test {@code F} or {@code chi-square}
 * @param statistic of that name
 * @param freedom of the numerator for F, of the statistic for chi-square; 0 where there is nothing to compare
 * @param p of the statistic if there were no tie, before any correction
 * @param share of the other column's variance that the factor explains (eta squared), or Cramer's V squared; 0 to 1
 * @param information that the factor gives about the other column, in bits: the mutual information of the two factors, or of a
 *         normal column whose means differ so
 */
public record Association(String test, double statistic, int freedom, double p, double share, double information) {
    private static final Association NONE = new Association("none", 0, 0, 1, 0, 0);

    /** Over the rows where both have a value. */
    static Association of(Column.Factor factor, Column other) {
        return switch (other) {
            case Column.Numeric numbers -> variance(factor, numbers);
            case Column.Factor levels -> chiSquare(factor, levels);
        };
    }

    private static Association variance(Column.Factor factor, Column.Numeric numbers) {
        int[] counts = new int[factor.levels().size()];
        double[] means = new double[counts.length];
        double mean = 0;
        int rows = 0;
        for (int row = 0; row < factor.rows(); row++) {
            if (!factor.isMissing(row) && !numbers.isMissing(row)) {
                int code = factor.code(row);
                double value = numbers.value(row);
                counts[code]++;
                means[code] += (value - means[code]) / counts[code];
                rows++;
                mean += (value - mean) / rows;
            }
        }
        double between = 0;
        double within = 0;
        for (int code = 0; code < counts.length; code++) {
            between += counts[code] * (means[code] - mean) * (means[code] - mean);
        }
        for (int row = 0; row < factor.rows(); row++) {
            if (!factor.isMissing(row) && !numbers.isMissing(row)) {
                double away = numbers.value(row) - means[factor.code(row)];
                within += away * away;
            }
        }
        int groups = (int) Arrays.stream(counts).filter(count -> count > 0).count();
        if (groups < 2 || rows <= groups || between + within == 0) {
            return NONE;
        }
        double share = between / (between + within);
        double statistic = between / (groups - 1) / (within / (rows - groups));
        double p = within == 0
                ? 0
                : FDistribution.of(groups - 1, rows - groups).survivalProbability(statistic);
        return new Association("F", statistic, groups - 1, p, share, -0.5 * Math.log(1 - share) / Math.log(2));
    }

    private static Association chiSquare(Column.Factor factor, Column.Factor other) {
        int[][] counts = new int[factor.levels().size()][other.levels().size()];
        int[] left = new int[factor.levels().size()];
        int[] right = new int[other.levels().size()];
        int rows = 0;
        for (int row = 0; row < factor.rows(); row++) {
            if (!factor.isMissing(row) && !other.isMissing(row)) {
                counts[factor.code(row)][other.code(row)]++;
                left[factor.code(row)]++;
                right[other.code(row)]++;
                rows++;
            }
        }
        int freeLeft = (int) Arrays.stream(left).filter(count -> count > 0).count() - 1;
        int freeRight = (int) Arrays.stream(right).filter(count -> count > 0).count() - 1;
        if (freeLeft < 1 || freeRight < 1) {
            return NONE;
        }
        double statistic = 0;
        double information = 0;
        for (int i = 0; i < left.length; i++) {
            for (int j = 0; j < right.length; j++) {
                double expected = (double) left[i] * right[j] / rows;
                if (expected > 0) {
                    statistic += (counts[i][j] - expected) * (counts[i][j] - expected) / expected;
                }
                if (counts[i][j] > 0) {
                    information += (double) counts[i][j] / rows * Math.log(counts[i][j] / expected);
                }
            }
        }
        int freedom = freeLeft * freeRight;
        return new Association("chi-square", statistic, freedom,
                ChiSquaredDistribution.of(freedom).survivalProbability(statistic),
                statistic / rows / Math.min(freeLeft, freeRight), information / Math.log(2));
    }
}

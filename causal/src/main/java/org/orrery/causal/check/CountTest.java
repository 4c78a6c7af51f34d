package org.orrery.causal.check;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Table;

/**
 * Independence of two factors within the strata of others, by the likelihood ratio of counts (G). Rows and columns that are
 * empty in a stratum have no degrees of freedom there. Source: Sokal and Rohlf, Biometry (1995) chapter 17. Where there are
 * fewer than {@value #ROWS_PER_DEGREE} rows for each degree of freedom the approximation is not trusted.
 */
final class CountTest {
    static final int ROWS_PER_DEGREE = 5;

    /** Counts that are looked at in all strata together. */
    private static final double MOST_COUNTS = 5e7;

    private final int[][] counts;
    private double statistic;
    private int degrees;

    private CountTest(int rows, int columns) {
        counts = new int[rows][columns];
    }

    static Tested test(Implication implication, Table table, String a, String b, List<String> given) {
        Column.Factor first = table.factor(a);
        Column.Factor second = table.factor(b);
        int n = table.rows();
        int[] stratum = strata(table, given);
        double looked = (double) first.levels().size() * second.levels().size()
                * (1 + Arrays.stream(stratum).max().orElse(0));
        if (looked > MOST_COUNTS) {
            return new Tested.Untested(implication, "the values of " + a + " and " + b + " are too many to count");
        }
        CountTest test = new CountTest(first.levels().size(), second.levels().size());
        int[] rows = grouped(stratum);
        for (int from = 0; from < n;) {
            int to = from;
            for (; to < n && stratum[rows[to]] == stratum[rows[from]]; to++) {
                test.counts[first.code(rows[to])][second.code(rows[to])]++;
            }
            test.take();
            from = to;
        }
        if (test.degrees == 0) {
            return new Tested.Untested(implication, "nowhere do both " + a + " and " + b + " vary");
        }
        if (n < (long) ROWS_PER_DEGREE * test.degrees) {
            return new Tested.Untested(implication,
                    n + " rows are too few for " + test.degrees + " degrees of freedom");
        }
        double statistic = Math.max(0, test.statistic);
        double p = ChiSquaredDistribution.of(test.degrees).survivalProbability(statistic);
        return new Tested.Result(implication, "G test", statistic, test.degrees, n, Math.sqrt(statistic / n), p, p);
    }

    /** A number for each row, equal where the rows are in all factors, numbered as they first appear. */
    private static int[] strata(Table table, List<String> given) {
        int[] stratum = new int[table.rows()];
        for (String name : given) {
            Column.Factor factor = table.factor(name);
            long levels = factor.levels().size();
            Map<Long, Integer> renumbered = new HashMap<>();
            for (int row = 0; row < stratum.length; row++) {
                stratum[row] = renumbered.computeIfAbsent(stratum[row] * levels + factor.code(row),
                        _ -> renumbered.size());
            }
        }
        return stratum;
    }

    /** The rows with those of one stratum beside each other, by counting. */
    private static int[] grouped(int[] stratum) {
        int[] place = new int[stratum.length + 2];
        for (int s : stratum) {
            place[s + 1]++;
        }
        for (int s = 0; s < stratum.length; s++) {
            place[s + 1] += place[s];
        }
        int[] rows = new int[stratum.length];
        for (int row = 0; row < rows.length; row++) {
            rows[place[stratum[row]]++] = row;
        }
        return rows;
    }

    /** Takes a stratum's counts into account and clears them. */
    private void take() {
        int columns = counts[0].length;
        long[] across = new long[counts.length];
        long[] down = new long[columns];
        long total = 0;
        for (int i = 0; i < counts.length; i++) {
            for (int j = 0; j < columns; j++) {
                across[i] += counts[i][j];
                down[j] += counts[i][j];
                total += counts[i][j];
            }
        }
        double own = 0;
        for (int i = 0; i < counts.length; i++) {
            for (int j = 0; j < columns; j++) {
                if (counts[i][j] > 0) {
                    own += 2 * counts[i][j] * Math.log((double) counts[i][j] * total / across[i] / down[j]);
                    counts[i][j] = 0;
                }
            }
        }
        int free = (positive(across) - 1) * (positive(down) - 1);
        degrees += free;
        statistic += free == 0 ? 0 : own;
    }

    private static int positive(long[] sums) {
        return (int) Arrays.stream(sums).filter(sum -> sum > 0).count();
    }
}

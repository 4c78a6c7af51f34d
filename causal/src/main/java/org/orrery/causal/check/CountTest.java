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

    private CountTest() {}

    static Tested test(Implication implication, Table table, String a, String b, List<String> given) {
        Column.Factor first = table.factor(a);
        Column.Factor second = table.factor(b);
        List<Column.Factor> strata = given.stream().map(table::factor).toList();
        Map<List<Integer>, int[][]> counts = new HashMap<>();
        for (int row = 0; row < table.rows(); row++) {
            int at = row;
            List<Integer> stratum = strata.stream().map(factor -> factor.code(at)).toList();
            counts.computeIfAbsent(stratum, _ -> new int[first.levels().size()][second.levels().size()])[first
                    .code(row)][second.code(row)]++;
        }
        double statistic = 0;
        int degrees = 0;
        // Summed in the order of the strata, so that equal tables give equal bits.
        for (Map.Entry<List<Integer>, int[][]> stratum : counts.entrySet().stream()
                .sorted((s, t) -> Arrays.compare(ints(s.getKey()), ints(t.getKey()))).toList()) {
            Part part = part(stratum.getValue());
            statistic += part.statistic;
            degrees += part.degrees;
        }
        if (degrees == 0) {
            return new Tested.Untested(implication, "nowhere do both " + a + " and " + b + " vary");
        }
        if (table.rows() < (long) ROWS_PER_DEGREE * degrees) {
            return new Tested.Untested(implication,
                    table.rows() + " rows are too few for " + degrees + " degrees of freedom");
        }
        double p = ChiSquaredDistribution.of(degrees).survivalProbability(Math.max(0, statistic));
        return new Tested.Result(implication, "G test", statistic, degrees, table.rows(),
                Math.sqrt(Math.max(0, statistic) / table.rows()), p, p);
    }

    private record Part(double statistic, int degrees) {}

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    private static Part part(int[][] counts) {
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
        double statistic = 0;
        for (int i = 0; i < counts.length; i++) {
            for (int j = 0; j < columns; j++) {
                if (counts[i][j] > 0) {
                    statistic += 2 * counts[i][j] * Math.log((double) counts[i][j] * total / across[i] / down[j]);
                }
            }
        }
        int degrees = (positive(across) - 1) * (positive(down) - 1);
        return new Part(degrees == 0 ? 0 : statistic, degrees);
    }

    private static int positive(long[] sums) {
        return (int) Arrays.stream(sums).filter(sum -> sum > 0).count();
    }
}

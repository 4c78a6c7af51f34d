package org.orrery.causal.check;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Table;

/**
 * Independence of columns once others are adjusted for linearly; factors count as one indicator for each level but one. Two
 * columns of numbers: partial correlation by Fisher's z. Otherwise: Wilks' lambda of the canonical correlations that are
 * left, by Bartlett's approximation. Sources: Fisher, Metron 3 (1924) 329; Bartlett, Proc. Cambridge Phil. Soc. 34 (1938) 33.
 * What is not linear in the mean may escape it.
 */
final class LinearTest {
    private LinearTest() {}

    static Tested test(Implication implication, Table table, String a, String b, List<String> given) {
        int n = table.rows();
        Block adjusted = new Block();
        double[] one = new double[n];
        Arrays.fill(one, 1);
        adjusted.add(one, Math.sqrt(n));
        given.forEach(name -> grow(adjusted, table.column(name), adjusted));
        Block first = rest(table.column(a), adjusted);
        Block second = rest(table.column(b), adjusted);
        int free = n - adjusted.size();
        if (first.size() == 0 || second.size() == 0) {
            return new Tested.Untested(implication, (first.size() == 0 ? a : b)
                    + (given.isEmpty() ? " is constant" : " is determined by what is conditioned on, or constant"));
        }
        if (free < first.size() + second.size() + 3) {
            return new Tested.Untested(implication, n + " rows are too few for so many columns");
        }
        if (first.size() == 1 && second.size() == 1) {
            // Each once fitted takes a sign: that of the column itself.
            double r = Math.clamp(Block.dot(first.direction(0), second.direction(0)), -1.0, 1.0);
            double z = atanh(r) * Math.sqrt(free - 2.0);
            double p = 2 * NormalDistribution.of(0, 1).survivalProbability(Math.abs(z));
            return new Tested.Result(implication, "partial correlation (Fisher z)", z, 0, n, r, p, p);
        }
        double left = unexplained(first, second);
        double statistic = -(free - (first.size() + second.size() + 1) / 2.0) * Math.log(left);
        int degrees = first.size() * second.size();
        double p = ChiSquaredDistribution.of(degrees).survivalProbability(Math.max(0, statistic));
        return new Tested.Result(implication, "canonical correlation (Wilks, Bartlett)", statistic, degrees, n,
                Math.sqrt(Math.max(0, 1 - left)), p, p);
    }

    private static double atanh(double r) {
        return 0.5 * Math.log1p(2 * r / (1 - r));
    }

    private static Block rest(Column column, Block adjusted) {
        Block own = new Block();
        grow(own, column, adjusted);
        return own;
    }

    /** Adds to a block what is left of a column after the adjustment. */
    private static void grow(Block block, Column column, Block adjusted) {
        switch (column) {
            case Column.Numeric numbers -> {
                double[] values = numbers.values();
                block.add(adjusted.rest(values), spread(values));
            }
            case Column.Factor factor -> {
                for (int level = 1; level < factor.levels().size(); level++) {
                    double[] indicator = new double[factor.rows()];
                    for (int i = 0; i < indicator.length; i++) {
                        indicator[i] = factor.code(i) == level ? 1 : 0;
                    }
                    block.add(adjusted.rest(indicator), spread(indicator));
                }
            }
        }
    }

    private static double spread(double[] values) {
        return Math.sqrt(Block.dot(values, values));
    }

    /** The product of 1 - rho^2 over the canonical correlations of two blocks: a determinant. */
    private static double unexplained(Block first, Block second) {
        Block small = first.size() <= second.size() ? first : second;
        Block large = small == first ? second : first;
        int k = small.size();
        double[][] left = new double[k][k];
        for (int i = 0; i < k; i++) {
            left[i][i] = 1;
        }
        for (int j = 0; j < large.size(); j++) {
            double[] along = new double[k];
            for (int i = 0; i < k; i++) {
                along[i] = Block.dot(small.direction(i), large.direction(j));
            }
            for (int i = 0; i < k; i++) {
                for (int l = 0; l < k; l++) {
                    left[i][l] -= along[i] * along[l];
                }
            }
        }
        double determinant = 1;
        for (int i = 0; i < k; i++) {
            determinant *= Math.max(left[i][i], 0);
            for (int l = i + 1; l < k && left[i][i] > 0; l++) {
                double factor = left[l][i] / left[i][i];
                for (int m = i; m < k; m++) {
                    left[l][m] -= factor * left[i][m];
                }
            }
        }
        return determinant;
    }
}

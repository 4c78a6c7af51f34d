package org.orrery.causal.scm;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.orrery.core.Numbers;
import org.orrery.core.Refusal;

/**
 * A conditional probability table: for each combination of the causes' levels, how probable each level is. Not invertible:
 * many noises make the same level, and tables that agree in all that can be observed differ in what one case would have been.
 *
 * @param parents the causes
 * @param causes for each cause its levels, increasing
 * @param levels of the variable, increasing
 * @param rows a distribution over the levels for each combination; the last cause turns fastest
 */
public record DiscreteTable(List<String> parents, List<double[]> causes, double[] levels, double[][] rows)
        implements
            Mechanism {
    public DiscreteTable {
        parents = List.copyOf(parents);
        causes = List.copyOf(causes);
    }

    @Override
    public double drawNoise(RandomGenerator random) {
        return random.nextDouble();
    }

    @Override
    public double value(double[] parents, double noise) {
        double[] row = rows[row(parents)];
        double sum = 0;
        for (int level = 0; level < row.length - 1; level++) {
            sum += row[level];
            if (noise < sum) {
                return levels[level];
            }
        }
        return levels[levels.length - 1];
    }

    @Override
    public double likelihood(double[] parents, double value) {
        int level = Arrays.binarySearch(levels, value);
        return level < 0 ? 0 : rows[row(parents)][level];
    }

    private int row(double[] values) {
        int row = 0;
        for (int i = 0; i < values.length; i++) {
            int level = Arrays.binarySearch(causes.get(i), values[i]);
            if (level < 0) {
                throw new Refusal("No row of the data has " + parents.get(i) + " = " + Numbers.print(values[i])
                        + ", so that its table says nothing of it.",
                        "Maybe one of its values is meant: " + Arrays.stream(causes.get(i)).limit(12)
                                .mapToObj(Numbers::print).toList() + ".");
            }
            row = row * causes.get(i).length + level;
        }
        return row;
    }
}

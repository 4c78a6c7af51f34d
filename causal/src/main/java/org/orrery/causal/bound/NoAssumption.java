package org.orrery.causal.bound;

import java.util.Arrays;

/**
 * Bounds without any assumption on who takes the treatment: of those who did not, the outcome under it may be anything.
 * Sources: Manski, American Economic Review 80 (1990) 319; Tian and Pearl, Annals of Mathematics and AI 28 (2000) 287.
 */
final class NoAssumption {
    private final Distribution distribution;

    NoAssumption(Distribution distribution) {
        this.distribution = distribution;
    }

    /** The least and the largest value. */
    double[] of(Target target) {
        return switch (target) {
            case Target.Mean(int x, int set, int y, double[] weights) -> mean(x, set, y, weights);
            case Target.Difference(int x, int on, int off, int y, double[] weights) -> {
                double[] with = mean(x, on, y, weights);
                double[] without = mean(x, off, y, weights);
                yield new double[]{with[0] - without[1], with[1] - without[0]};
            }
            case Target.Necessity _,Target.Sufficiency _ -> new double[]{0, 1};
            case Target.Both(int x, int on, int off, int y, int value) -> {
                double against = 0;
                for (int cell = 0; cell < distribution.chances().length; cell++) {
                    int[] values = distribution.values(cell);
                    against += values[x] == on && values[y] != value || values[x] == off && values[y] == value
                            ? distribution.chances()[cell]
                            : 0;
                }
                yield new double[]{0, Math.max(0, 1 - against)};
            }
        };
    }

    private double[] mean(int x, int set, int y, double[] weights) {
        double seen = 0;
        double share = 0;
        for (int cell = 0; cell < distribution.chances().length; cell++) {
            int[] values = distribution.values(cell);
            if (values[x] == set) {
                share += distribution.chances()[cell];
                seen += distribution.chances()[cell] * weights[values[y]];
            }
        }
        double others = Math.max(0, 1 - share);
        return new double[]{seen + others * Arrays.stream(weights).min().orElseThrow(),
                seen + others * Arrays.stream(weights).max().orElseThrow()};
    }
}

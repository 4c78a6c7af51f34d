package org.orrery.causal;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.scm.fit.Percentiles;
import org.orrery.core.Claim;
import org.orrery.core.Lab;
import org.orrery.core.Method;
import org.orrery.core.Seeds;

/**
 * The bootstrap: the same numbers from cases drawn again with replacement, and the middle 95 % of them. Draws depend on the
 * seed and their number alone. Source: Efron and Tibshirani, An Introduction to the Bootstrap, Chapman and Hall 1993.
 *
 * @param draws of all numbers, those left out that lacked a case that was needed
 * @param asked how many were made
 */
record Resampling(List<double[]> draws, int asked) {
    static final Method METHOD = new Method("bootstrap of the cases",
            "Efron and Tibshirani, An Introduction to the Bootstrap, Chapman and Hall 1993");
    private static final int MOST = 500;
    private static final int FEWEST = 100;
    private static final long WORK = 100_000_000;

    /** @param numbers of a weighting of the cases; NaN where they cannot be had */
    static Resampling of(int rows, Function<double[], double[]> numbers, Lab lab, long seed) {
        int count = (int) Math.clamp(WORK / Math.max(1, rows), FEWEST, MOST);
        long stream = Seeds.stream(seed, "bootstrap");
        List<double[]> all = lab.trials(count, i -> {
            SplittableRandom random = new SplittableRandom(Seeds.stream(stream, i));
            double[] weights = new double[rows];
            for (int row = 0; row < rows; row++) {
                weights[random.nextInt(rows)]++;
            }
            return numbers.apply(weights);
        });
        return new Resampling(all.stream().filter(draw -> Arrays.stream(draw).allMatch(Double::isFinite)).toList(),
                count);
    }

    /** The interval of one of the numbers; null where more than one draw in twenty was left out. */
    Claim.@Nullable Interval interval(int number) {
        if (draws.size() < 0.95 * asked) {
            return null;
        }
        return Percentiles.middle(draws.stream().mapToDouble(draw -> draw[number]).toArray());
    }

    Claim.Check check() {
        int lost = asked - draws.size();
        return new Claim.Check("bootstrap", lost == 0, lost == 0
                ? "all " + asked + " resamples have the cases that the estimand needs"
                : lost + " of " + asked + " resamples lack a case that the estimand needs and were left out");
    }
}

package org.orrery.causal.scm.fit;

import java.util.Arrays;
import org.orrery.core.Claim;

/** Intervals from numbers that came of resamples (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, section 13.3). */
public final class Percentiles {
    private static final double LEVEL = 0.95;

    private Percentiles() {}

    /** The middle 95 %. */
    public static Claim.Interval middle(double[] draws) {
        double[] sorted = draws.clone();
        Arrays.sort(sorted);
        return new Claim.Interval(LEVEL, quantile(sorted, (1 - LEVEL) / 2), quantile(sorted, (1 + LEVEL) / 2),
                Claim.IntervalKind.BOOTSTRAP);
    }

    /** Between two numbers in proportion. */
    public static double quantile(double[] sorted, double share) {
        double place = (sorted.length - 1) * share;
        int below = (int) place;
        return sorted[below] + (place - below) * (sorted[Math.min(below + 1, sorted.length - 1)] - sorted[below]);
    }
}

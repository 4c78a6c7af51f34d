package org.orrery.causal.estimate;

import org.apache.commons.statistics.distribution.FDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.orrery.core.Claim;

/** Points of the distributions that intervals are made with. */
final class Quantiles {
    static final double LEVEL = 0.95;
    static final double Z = NormalDistribution.of(0, 1).inverseCumulativeProbability((1 + LEVEL) / 2);

    private Quantiles() {}

    /** With Student's t, for infinite degrees of freedom the normal distribution. */
    static Claim.Interval around(double estimate, double error, double degrees) {
        double t = Double.isInfinite(degrees)
                ? Z
                : TDistribution.of(degrees).inverseCumulativeProbability((1 + LEVEL) / 2);
        return new Claim.Interval(LEVEL, estimate - t * error, estimate + t * error, Claim.IntervalKind.ANALYTIC);
    }

    /** The value that F exceeds in 5 of 100 cases. */
    static double f(double numerator, double denominator) {
        return FDistribution.of(numerator, denominator).inverseCumulativeProbability(LEVEL);
    }
}

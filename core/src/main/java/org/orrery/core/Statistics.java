package org.orrery.core;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The few formulas that claims are made with. */
final class Statistics {
    /** The 97.5 % point of the standard normal distribution. */
    static final double Z = 1.959963984540054;
    static final double LEVEL = 0.95;

    private Statistics() {}

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** The sum of the squared distances from the mean. */
    static double squares(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum;
    }

    static double[] sorted(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    /** The quantile of sorted values by linear interpolation (type 7 of Hyndman and Fan, 1996). */
    static double quantile(double[] sorted, double p) {
        double place = (sorted.length - 1) * p;
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] == sorted[above]
                ? sorted[below]
                : sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** The middle 95 % of the values. */
    static Claim.Interval middle(double[] values, Claim.IntervalKind kind) {
        double[] sorted = sorted(values);
        return new Claim.Interval(LEVEL, quantile(sorted, 0.025), quantile(sorted, 0.975), kind);
    }

    /** How well the values fix their mean, by the normal approximation. Needs two values. */
    static Claim.Interval ofMean(double[] values) {
        double mean = mean(values);
        double error = Math.sqrt(squares(values) / (values.length - 1) / values.length);
        return new Claim.Interval(LEVEL, mean - Z * error, mean + Z * error, Claim.IntervalKind.ANALYTIC);
    }

    /** How well n members fix a share (Wilson, JASA 1927): honest also at shares of 0 and 1. */
    static Claim.Interval wilson(double share, int n) {
        double z2 = Z * Z / n;
        double centre = (share + z2 / 2) / (1 + z2);
        double half = Z / (1 + z2) * Math.sqrt(share * (1 - share) / n + z2 / (4 * n));
        return new Claim.Interval(LEVEL, share == 0 ? 0 : Math.max(0, centre - half),
                share == 1 ? 1 : Math.min(1, centre + half), Claim.IntervalKind.ANALYTIC);
    }

    /**
     * How well paired members fix the difference of two shares: half a member is added to each of the four cells (Agresti and
     * Min, Statistics in Medicine 24, 2005). Unlike the plain normal interval it keeps a width where no member changed sides.
     *
     * @param differences for each member 1, 0 or -1
     */
    static Claim.Interval agrestiMin(double[] differences) {
        double up = 0.5 + IntStream.range(0, differences.length).filter(i -> differences[i] > 0).count();
        double down = 0.5 + IntStream.range(0, differences.length).filter(i -> differences[i] < 0).count();
        double n = differences.length + 2.0;
        double centre = (up - down) / n;
        double half = Z * Math.sqrt(up + down - (up - down) * (up - down) / n) / n;
        return new Claim.Interval(LEVEL, Math.max(-1, centre - half), Math.min(1, centre + half),
                Claim.IntervalKind.ANALYTIC);
    }
}

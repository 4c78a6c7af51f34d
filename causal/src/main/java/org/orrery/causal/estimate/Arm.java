package org.orrery.causal.estimate;

import java.util.Arrays;

/**
 * The mean outcome in one world.
 *
 * @param influence what each row adds to its error: the squares add up to the variance, and the errors of two worlds, which
 *         rest on the same rows, subtract row by row
 */
record Arm(double mean, double[] influence) {
    /** With nothing set: the mean of what is there. */
    static Arm untouched(double[] y) {
        double[] everybody = new double[y.length];
        Arrays.fill(everybody, 1);
        return summed(y, everybody);
    }

    /**
     * The mean that scores add up to over some of the rows.
     *
     * @param among 1 for each row whose mean is asked for, else 0; a score of another row helps to tell that mean
     */
    static Arm summed(double[] scores, double[] among) {
        double sum = 0;
        double count = 0;
        for (int i = 0; i < scores.length; i++) {
            sum += scores[i];
            count += among[i];
        }
        double mean = sum / count;
        double[] influence = new double[scores.length];
        double scale = 1 / Math.sqrt(count * (count - 1));
        for (int i = 0; i < scores.length; i++) {
            influence[i] = (scores[i] - among[i] * mean) * scale;
        }
        return new Arm(mean, influence);
    }

    Arm plus(Arm other) {
        double[] sum = influence.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other.influence[i];
        }
        return new Arm(mean + other.mean, sum);
    }

    Arm less(Arm other) {
        double[] difference = influence.clone();
        for (int i = 0; i < difference.length; i++) {
            difference[i] -= other.influence[i];
        }
        return new Arm(mean - other.mean, difference);
    }

    double error() {
        double sum = 0;
        for (double each : influence) {
            sum += each * each;
        }
        return Math.sqrt(sum);
    }

    Measured measured(double degrees) {
        return Measured.of(mean, error(), degrees);
    }
}

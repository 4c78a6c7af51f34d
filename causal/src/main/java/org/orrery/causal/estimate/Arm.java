package org.orrery.causal.estimate;

/**
 * The mean outcome in one world.
 *
 * @param influence what each row adds to its error: the squares add up to the variance, and the errors of two worlds, which
 *         rest on the same rows, subtract row by row
 */
record Arm(double mean, double[] influence) {
    /** With nothing set: the mean of what is there. */
    static Arm untouched(double[] y) {
        double sum = 0;
        for (double value : y) {
            sum += value;
        }
        double mean = sum / y.length;
        double[] influence = new double[y.length];
        double scale = 1 / Math.sqrt((double) y.length * (y.length - 1));
        for (int i = 0; i < y.length; i++) {
            influence[i] = (y[i] - mean) * scale;
        }
        return new Arm(mean, influence);
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

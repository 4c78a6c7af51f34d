package org.orrery.causal.scm.text;

/**
 * What is known of independent standard normal noises after sums of them were seen, one sum after the other (the measurement
 * update of Kalman, 1960): exact, and without a matrix to invert.
 */
final class Posterior {
    /** A sum is known already when so little of its variance is left. */
    private static final double KNOWN = 1e-12;
    private static final double MET = 1e-9;

    private final int size;
    private final double[] mean;
    private final double[][] covariance;

    Posterior(int size) {
        this.size = size;
        mean = new double[size];
        covariance = new double[size][size];
        for (int i = 0; i < size; i++) {
            covariance[i][i] = 1;
        }
    }

    /**
     * A sum was seen.
     *
     * @return whether it can have been
     */
    boolean seen(double[] form, double value) {
        double[] gain = times(form);
        double variance = 0;
        double prior = 0;
        for (int i = 0; i < size; i++) {
            variance += form[i] * gain[i];
            prior += form[i] * form[i];
        }
        double missed = value - mean(form);
        if (variance <= KNOWN * prior || prior == 0) {
            return Math.abs(missed) <= MET * Math.max(1, Math.max(Math.abs(value), Math.sqrt(prior)));
        }
        for (int i = 0; i < size; i++) {
            mean[i] += gain[i] * missed / variance;
            for (int j = 0; j < size; j++) {
                covariance[i][j] -= gain[i] * gain[j] / variance;
            }
        }
        return true;
    }

    double mean(double[] form) {
        double sum = form[size];
        for (int i = 0; i < size; i++) {
            sum += form[i] * mean[i];
        }
        return sum;
    }

    double deviation(double[] form) {
        double[] gain = times(form);
        double variance = 0;
        double prior = 0;
        for (int i = 0; i < size; i++) {
            variance += form[i] * gain[i];
            prior += form[i] * form[i];
        }
        return variance <= KNOWN * prior ? 0 : Math.sqrt(variance);
    }

    private double[] times(double[] form) {
        double[] product = new double[size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                product[i] += covariance[i][j] * form[j];
            }
        }
        return product;
    }
}

package org.orrery.causal.estimate;

import java.util.Arrays;
import org.orrery.causal.data.Design;

/**
 * Logistic regression that maximises the likelihood times the root of the information's determinant (Firth, Biometrika 80, 1993). It is
 * finite also where a column separates the outcomes (Heinze and Schemper, Statistics in Medicine 21, 2002). Columns that others
 * determine are left out.
 */
final class Firth {
    private static final int MOST_STEPS = 200;
    private static final double SMALL = 1e-9;
    /** The longest step of any row's log odds. */
    private static final double LONGEST = 5;

    private final double[] coefficients;

    private Firth(double[] coefficients) {
        this.coefficients = coefficients;
    }

    static Firth fit(Design x, double[] y) {
        Firth fit = new Firth(new double[x.width() + 1]);
        double[] mean = fit.means(x);
        Basis basis = weighted(x, mean);
        double reached = height(basis, y, mean);
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] score = new double[y.length];
            for (int i = 0; i < y.length; i++) {
                score[i] = (y[i] - mean[i] + basis.leverage(i) * (0.5 - mean[i])) / Math.sqrt(variance(mean[i]));
            }
            double[] move = basis.coefficients(basis.coordinates(score));
            double longest = new Firth(move).longest(x);
            if (longest < SMALL) {
                break;
            }
            double scale = Math.min(1, LONGEST / longest);
            double least = reached - 1e-12 * Math.abs(reached); // at the top, heights differ by rounding alone
            double height = Double.NEGATIVE_INFINITY;
            Firth next = fit;
            for (int halved = 0; halved < 30 && !(height >= least); halved++, scale /= 2) {
                next = fit.moved(move, scale);
                mean = next.means(x);
                basis = weighted(x, mean);
                height = height(basis, y, mean);
            }
            if (!(height >= least)) {
                break;
            }
            fit = next;
            reached = height;
        }
        return fit;
    }

    private Firth moved(double[] move, double scale) {
        double[] next = coefficients.clone();
        for (int j = 0; j < next.length; j++) {
            next[j] += scale * move[j];
        }
        return new Firth(next);
    }

    private double logOdds(Design x, int row) {
        double eta = coefficients[0];
        for (int j = 1; j < coefficients.length; j++) {
            eta += coefficients[j] * x.at(row, j - 1);
        }
        return eta;
    }

    private double longest(Design x) {
        double longest = 0;
        for (int i = 0; i < x.rows(); i++) {
            longest = Math.max(longest, Math.abs(logOdds(x, i)));
        }
        return longest;
    }

    private double[] means(Design x) {
        double[] means = new double[x.rows()];
        Arrays.setAll(means, i -> predict(x, i));
        return means;
    }

    double predict(Design x, int row) {
        return Family.LOGISTIC.mean(logOdds(x, row));
    }

    /** Of the constant, then of each column. */
    double[] coefficients() {
        return coefficients.clone();
    }

    private static double variance(double mean) {
        return Family.LOGISTIC.variance(mean);
    }

    private static Basis weighted(Design x, double[] mean) {
        return Basis.of(x, Arrays.stream(mean).map(Firth::variance).toArray());
    }

    /** The penalised logarithm of the likelihood. */
    private static double height(Basis basis, double[] y, double[] mean) {
        double sum = basis.logInformation() / 2;
        for (int i = 0; i < y.length; i++) {
            sum -= Family.LOGISTIC.deviance(y[i], mean[i]) / 2;
        }
        return sum;
    }
}

package org.orrery.dynamics.solve;

import java.util.Arrays;

/**
 * How exact each step must be: the local error of state i stays near {@code absolute[i] + relative * |y_i|}.
 *
 * @param relative from 1e-14 to below 1
 * @param absolute one for each state, above zero
 */
public record Tolerances(double relative, double[] absolute) {

    public Tolerances {
        if (!(relative >= 1e-14 && relative < 1)) {
            throw new IllegalArgumentException(
                    "the relative tolerance is %s. Maybe 1e-6: it must lie in [1e-14, 1).".formatted(relative));
        }
        for (int i = 0; i < absolute.length; i++) {
            if (!(absolute[i] > 0 && absolute[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "the absolute tolerance of state %d is %s. Maybe 1e-9 times its size: it must be above zero."
                                .formatted(i, absolute[i]));
            }
        }
    }

    /** The same absolute tolerance for each state. */
    public static Tolerances uniform(double relative, double absolute, int dimension) {
        double[] each = new double[dimension];
        Arrays.fill(each, absolute);
        return new Tolerances(relative, each);
    }

    /** What is tolerated in state i between these two values. */
    double scale(int i, double from, double to) {
        return absolute[i] + relative * Math.max(Math.abs(from), Math.abs(to));
    }

    /** Root mean square of {@code error} in tolerated units; not finite if an error or a value in {@code to} is not. */
    double norm(double[] error, double[] from, double[] to) {
        double sum = 0;
        int n = absolute.length;
        for (int i = 0; i < n; i++) {
            double ratio = error[i] / scale(i, from[i], to[i]);
            sum += ratio * ratio + 0 * to[i];
        }
        return n == 0 ? 0 : Math.sqrt(sum / n);
    }

    /** The first state that is not finite, else that of the largest error. */
    int worst(double[] error, double[] from, double[] to) {
        int worst = 0;
        double largest = -1;
        for (int i = 0; i < absolute.length; i++) {
            double ratio = Math.abs(error[i]) / scale(i, from[i], to[i]);
            if (!(ratio < Double.POSITIVE_INFINITY) || !Double.isFinite(to[i])) {
                return i;
            }
            if (ratio > largest) {
                largest = ratio;
                worst = i;
            }
        }
        return worst;
    }
}

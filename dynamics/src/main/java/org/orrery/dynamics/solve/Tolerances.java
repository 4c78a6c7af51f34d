package org.orrery.dynamics.solve;

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
        java.util.Arrays.fill(each, absolute);
        return new Tolerances(relative, each);
    }

    /** Root mean square of {@code error} in units of what is tolerated at the larger of two states. */
    double norm(double[] error, double[] from, double[] to) {
        double sum = 0;
        int n = absolute.length;
        for (int i = 0; i < n; i++) {
            double scale = absolute[i] + relative * Math.max(Math.abs(from[i]), Math.abs(to[i]));
            double ratio = error[i] / scale;
            sum += ratio * ratio + (to[i] - to[i]);
        }
        return n == 0 ? 0 : Math.sqrt(sum / n);
    }
}

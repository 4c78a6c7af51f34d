package org.orrery.dynamics.solve;

import java.util.Arrays;

/**
 * The past of a run as the BDF formulas see it: the state and its modified divided differences up to order six, and the
 * sizes of the last steps. With fixed leading coefficient the corrector's coefficient depends on the order and the size
 * of the step alone, whatever the steps before it were, so that a matrix outlives a change of the step (Jackson and
 * Sacks-Davis, ACM Transactions on Mathematical Software 6 (1980) 295; in this form Brenan, Campbell and Petzold,
 * Numerical Solution of Initial-Value Problems in Differential-Algebraic Equations, 1996, 5.2).
 *
 * <p>A step that is tried changes nothing here until it is {@linkplain #append appended}.
 */
final class BdfHistory {
    static final int HIGHEST = 5;

    private final double[] state;
    private final double[][] differences;
    private final double[] sizes = new double[HIGHEST + 1];
    private final double[] stretch = new double[HIGHEST + 1];
    private final double[] rates = new double[HIGHEST + 1];
    private final double[] sigma = new double[HIGHEST + 2];
    private final double[] weights = new double[HIGHEST + 1];
    private final double[] zeros;
    private double leading;
    private double errorConstant;
    private int read = 1;

    BdfHistory(int n) {
        state = new double[n];
        differences = new double[HIGHEST + 1][n];
        zeros = new double[n];
    }

    /** Nothing is known but the state and its slope; a step of the size h is looked back along the slope. */
    void begin(double[] y, double[] slope, double h) {
        System.arraycopy(y, 0, state, 0, y.length);
        for (int i = 0; i < y.length; i++) {
            differences[0][i] = h * slope[i];
        }
        Arrays.fill(sizes, h);
        read = 1;
    }

    /** The coefficients of a step of this size and order, and what it predicts: the state at its end, and the slope there. */
    void predict(double h, int order, double[] y, double[] slope) {
        double past = 0;
        double ahead = h;
        double scale = 1;
        double share = 1;
        double rate = 0;
        double sumOfShares = 0;
        double harmonic = 0;
        sigma[0] = 1;
        for (int i = 0; i < order; i++) {
            past += sizes[i];
            scale *= ahead / past;
            rate += share / h;
            sumOfShares += share;
            harmonic += 1.0 / (i + 1);
            ahead += sizes[i];
            share = h / ahead;
            stretch[i] = scale;
            rates[i] = rate * scale;
            sigma[i + 1] = (i + 1) * sigma[i] * share;
        }
        leading = harmonic / h;
        errorConstant = Math.max(share, Math.abs(share - harmonic + sumOfShares));
        Combination.of(state, 1, stretch, differences, order, y);
        Combination.of(zeros, 1, rates, differences, order, slope);
    }

    /** What the corrector multiplies the distance from the prediction with, in the slope. */
    double leading() {
        return leading;
    }

    /** The local error, in parts of the distance between correction and prediction. */
    double errorConstant() {
        return errorConstant;
    }

    /** The part of the difference of this order in the error of a method of one order less. */
    double sigma(int order) {
        return sigma[order];
    }

    /** {@code out += difference} of this order, as a step of the last predicted size sees it. */
    void addDifference(int order, double[] out) {
        double[] difference = differences[order - 1];
        double scale = stretch[order - 1];
        for (int i = 0; i < out.length; i++) {
            out[i] += scale * difference[i];
        }
    }

    /** The difference of this order, one above that of the last step, as that step has left it. */
    double[] above(int order) {
        return differences[order];
    }

    /** Takes the step last predicted, whose correction was this. */
    void append(double[] correction, double h, int order) {
        if (order <= HIGHEST) {
            System.arraycopy(correction, 0, differences[order], 0, correction.length);
        }
        double[] upper = correction;
        for (int k = order - 1; k >= 0; k--) {
            double[] difference = differences[k];
            double scale = stretch[k];
            for (int i = 0; i < difference.length; i++) {
                difference[i] = scale * difference[i] + upper[i];
            }
            upper = difference;
        }
        for (int i = 0; i < state.length; i++) {
            state[i] += upper[i];
        }
        System.arraycopy(sizes, 0, sizes, 1, sizes.length - 1);
        sizes[0] = h;
        read = order;
    }

    /** The state at a time before the end of the step last appended, on the polynomial through it and the ends before. */
    void interpolate(double back, double[] out) {
        weigh(back, sizes[0], 1, read);
        Combination.of(state, 1, weights, differences, read, out);
    }

    double interpolate(double back, int component) {
        weigh(back, sizes[0], 1, read);
        return sum(component, read);
    }

    /** The same for the step last predicted, of this size and order, before it is appended. */
    void interpolate(double back, double h, int order, double[] correction, double[] out) {
        double last = weighPending(back, h, order);
        Combination.of(state, 1, weights, differences, order, out);
        for (int i = 0; i < out.length; i++) {
            out[i] += last * correction[i];
        }
    }

    double interpolate(double back, double h, int order, double[] correction, int component) {
        double last = weighPending(back, h, order);
        return sum(component, order) + last * correction[component];
    }

    private double sum(int component, int terms) {
        double sum = weights[0] * differences[0][component];
        for (int k = 1; k < terms; k++) {
            sum += weights[k] * differences[k][component];
        }
        return state[component] + sum;
    }

    /** Appending would add each difference to all below it; here their weights are added instead. */
    private double weighPending(double back, double h, int order) {
        weigh(back, h, 0, order);
        double sum = 1;
        for (int k = 0; k < order; k++) {
            sum += weights[k];
            weights[k] = stretch[k] * sum;
        }
        return sum;
    }

    private void weigh(double back, double h, int firstPast, int order) {
        double span = h;
        double factor = back / span;
        double weight = 1;
        for (int k = 0; k < order; k++) {
            weight *= factor;
            weights[k] = weight;
            double numerator = back + span;
            span += k + firstPast < sizes.length ? sizes[k + firstPast] : 0;
            factor = numerator / span;
        }
    }
}

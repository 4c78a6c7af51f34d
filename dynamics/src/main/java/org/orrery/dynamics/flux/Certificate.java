package org.orrery.dynamics.flux;

import org.orrery.core.Numbers;

/**
 * What proves an optimum, computed anew from the numbers of the problem and not taken from the solver: the point keeps
 * the rows and the bounds, and by weak duality no point can cost less than the prices say.
 *
 * @param residual the largest violation of a row, relative to the sizes in it
 * @param violation the largest violation of a bound, relative to its size
 * @param value cost of the point
 * @param bound no feasible point costs less
 */
record Certificate(double residual, double violation, double value, double bound) {
    private static final double TOLERANCE = 1e-6;
    /** A reduced cost below this is rounding where its variable has no bound. */
    private static final double NOTHING = 1e-7;

    static Certificate of(LinearProgram program, double[] x, double[] prices) {
        double residual = 0;
        for (int i = 0; i < program.rows(); i++) {
            double sum = 0;
            double size = 1;
            for (int k = program.start()[i]; k < program.start()[i + 1]; k++) {
                double term = program.value()[k] * x[program.column()[k]];
                sum += term;
                size = Math.max(size, Math.abs(term));
            }
            residual = Math.max(residual, outside(sum, program.rowLower()[i], program.rowUpper()[i]) / size);
        }
        double violation = 0;
        double bound = 0;
        double[] reduced = program.reducedCosts(prices);
        for (int j = 0; j < x.length; j++) {
            double lower = program.lower()[j];
            double upper = program.upper()[j];
            violation = Math.max(violation, outside(x[j], lower, upper) / Math.max(1, Math.abs(x[j])));
            bound += least(reduced[j], lower, upper);
        }
        for (int i = 0; i < prices.length; i++) {
            bound += least(prices[i], program.rowLower()[i], program.rowUpper()[i]);
        }
        return new Certificate(residual, violation, program.cost(x), bound);
    }

    private static double outside(double value, double lower, double upper) {
        return Math.max(0, Math.max(lower - value, value - upper));
    }

    /** The least of {@code price * z} over {@code lower <= z <= upper}. */
    private static double least(double price, double lower, double upper) {
        double end = price > 0 ? lower : upper;
        if (price == 0 || Double.isInfinite(end) && Math.abs(price) < NOTHING) {
            return 0;
        }
        return price * end;
    }

    double gap() {
        return value - bound;
    }

    /** Whether it proves the optimum as well as floating point can. */
    boolean holds() {
        return residual <= TOLERANCE && violation <= TOLERANCE
                && Math.abs(gap()) <= TOLERANCE * Math.max(1, Math.abs(value));
    }

    String told() {
        return "largest imbalance " + Numbers.round(residual, 2) + ", largest step over a bound "
                + Numbers.round(violation, 2) + ", distance to the bound by duality "
                + Numbers.round(Math.abs(gap()), 2);
    }
}

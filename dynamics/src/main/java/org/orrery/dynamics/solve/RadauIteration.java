package org.orrery.dynamics.solve;

/**
 * The simplified Newton iteration for the stages of a Radau step (Hairer and Wanner II, IV.8), in the coordinates in
 * which it falls into a real and a complex system. It stops when the error of the stages is a small part of the
 * tolerance, judged from its own rate of convergence, and gives up as soon as that rate says it will not get there.
 */
final class RadauIteration {
    static final int MOST = 10;
    private static final double FASTEST_ALLOWED = 0.99;

    private final OdeSystem system;
    private final Tolerances tolerances;
    private final Mass mass;
    private final Counters counters;
    private final double enough;
    private final double[][] slopes;
    private final double[][] transformed;
    private final double[][] increments;
    private final double[][] steps;
    private final double[] state;
    private double pace = 1;
    private double rate;
    private int rounds;

    RadauIteration(OdeSystem system, Tolerances tolerances, Mass mass, Counters counters) {
        this.system = system;
        this.tolerances = tolerances;
        this.mass = mass;
        this.counters = counters;
        int n = system.dimension();
        double relative = tolerances.relative();
        enough = Math.max(10 * Math.ulp(1.0) / relative, Math.min(0.03, Math.sqrt(relative)));
        slopes = new double[3][n];
        transformed = new double[3][n];
        increments = new double[3][n];
        steps = new double[3][n];
        state = new double[n];
    }

    void forget() {
        pace = 1;
    }

    /** How much nearer the last round was than the one before; 0 if one round was enough. */
    double rate() {
        return rate;
    }

    /** Rounds of the last iteration. */
    int rounds() {
        return rounds;
    }

    /**
     * Improves the stages.
     *
     * @param stages the differences of the stages' states to y, with a first guess in them
     * @return false where the iteration does not converge
     */
    boolean solve(double t, double[] y, double h, RadauMatrices matrices, double[][] stages) {
        Radau.transform(Radau.INVERSE_T, stages, increments);
        pace = Math.max(pace, Math.ulp(1.0));
        // To the power of 0.75 (the authors take 0.8): roots allocate nothing and are the same on every machine.
        pace = Math.sqrt(pace * Math.sqrt(pace));
        rate = 0;
        double last = 0;
        double lastRatio = 0;
        for (rounds = 1; rounds <= MOST; rounds++) {
            if (!round(t, y, h, matrices, stages)) {
                return false;
            }
            double length = length(y);
            if (!(length < Double.POSITIVE_INFINITY)) {
                return false;
            }
            if (rounds > 1 && last > 0) {
                double ratio = length / last;
                rate = rounds == 2 ? ratio : Math.sqrt(ratio * lastRatio);
                lastRatio = ratio;
                if (rate >= FASTEST_ALLOWED) {
                    return false;
                }
                pace = rate / (1 - rate);
                double atTheEnd = pace * length * power(rate, MOST - 1 - rounds);
                if (atTheEnd > enough && pace * length > enough) {
                    return false;
                }
            }
            last = length;
            for (int k = 0; k < 3; k++) {
                for (int i = 0; i < y.length; i++) {
                    increments[k][i] += steps[k][i];
                }
            }
            Radau.transform(Radau.T, increments, stages);
            if (pace * length <= enough) {
                return true;
            }
        }
        return false;
    }

    private static double power(double base, int exponent) {
        double power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= base;
        }
        return power;
    }

    private boolean round(double t, double[] y, double h, RadauMatrices matrices, double[][] stages) {
        for (int k = 0; k < 3; k++) {
            for (int i = 0; i < y.length; i++) {
                state[i] = y[i] + stages[k][i];
            }
            system.derivative(t + Radau.NODES[k] * h, state, slopes[k]);
        }
        counters.evaluations += 3;
        Radau.transform(Radau.INVERSE_T, slopes, transformed);
        for (int i = 0; i < y.length; i++) {
            double weight = mass.shift(i, 1 / h);
            double real = increments[1][i];
            double imaginary = increments[2][i];
            transformed[0][i] -= weight * Radau.GAMMA * increments[0][i];
            transformed[1][i] -= weight * (Radau.ALPHA * real - Radau.BETA * imaginary);
            transformed[2][i] -= weight * (Radau.ALPHA * imaginary + Radau.BETA * real);
        }
        return matrices.solve(transformed[0], steps[0])
                && matrices.solve(transformed[1], transformed[2], steps[1], steps[2]);
    }

    private double length(double[] y) {
        double sum = 0;
        for (double[] step : steps) {
            double norm = tolerances.norm(step, y, y);
            sum += norm * norm;
        }
        return Math.sqrt(sum / 3);
    }
}

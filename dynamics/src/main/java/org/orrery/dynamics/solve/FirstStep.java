package org.orrery.dynamics.solve;

/**
 * The size of a first step: an explicit Euler step compares the slope here and a little on, and the step is chosen such
 * that the second derivative's part stays at a hundredth of the tolerance (Hairer, Norsett and Wanner, Solving Ordinary
 * Differential Equations I, II.4). Costs one evaluation. Algebraic states have no slope and have no say.
 */
public final class FirstStep {
    /** Tenfold shortenings of the Euler step before it is given up. */
    public static final int LONGEST_SHRINKING = 40;
    private final OdeSystem system;
    private final Mass mass;
    private final Tolerances tolerances;
    private final Counters counters;
    private final double[] state;
    private final double[] slope;

    FirstStep(OdeSystem system, Tolerances tolerances, Counters counters) {
        this.system = system;
        mass = Mass.of(system);
        this.tolerances = tolerances;
        this.counters = counters;
        state = new double[system.dimension()];
        slope = new double[system.dimension()];
    }

    double size(double t, double[] y, double[] first, int order, double horizon) {
        if (y.length == 0) {
            return horizon;
        }
        double sizeOfState = tolerances.norm(y, y, y);
        System.arraycopy(first, 0, slope, 0, slope.length);
        still(slope);
        double sizeOfSlope = tolerances.norm(slope, y, y);
        double trial = trial(t, sizeOfState, sizeOfSlope, horizon);
        double bend = Double.NaN;
        for (int i = 0; i < LONGEST_SHRINKING && !(bend < Double.POSITIVE_INFINITY); i++) {
            if (i > 0) {
                trial *= 0.1;
            }
            bend = bend(t, y, first, trial);
        }
        return chosen(trial, sizeOfSlope, bend, order, horizon);
    }

    /** The Euler step to look ahead by; both sizes in tolerated units. */
    public static double trial(double t, double sizeOfState, double sizeOfSlope, double horizon) {
        double trial = sizeOfState < 1e-5 || sizeOfSlope < 1e-5 ? 1e-6 : 0.01 * sizeOfState / sizeOfSlope;
        return Math.max(Math.min(trial, horizon), 16 * Math.ulp(t));
    }

    /**
     * The first step.
     *
     * @param trial the Euler step that was looked ahead by
     * @param bend the tolerated size of y'' found by it, not finite if there was none
     */
    public static double chosen(double trial, double sizeOfSlope, double bend, int order, double horizon) {
        if (!(bend < Double.POSITIVE_INFINITY)) {
            return trial;
        }
        double steepest = Math.max(sizeOfSlope, bend);
        double longest = Math.min(horizon, 100 * trial);
        if (steepest <= 1e-15) {
            return Math.min(longest, Math.max(1e-6, trial * 1e-3));
        }
        double power = longest;
        for (int i = 0; i < order; i++) {
            power *= longest;
        }
        double bound = 0.01 / steepest;
        return bound >= power ? longest : Math.min(longest, root(bound, order + 1)); // a root costs more than all the rest
    }

    /** A sixth root, the usual one here, is a square root and a cubic one, which are cheaper than a power. */
    private static double root(double x, int degree) {
        return degree == 6 ? StrictMath.cbrt(Math.sqrt(x)) : StrictMath.pow(x, 1.0 / degree);
    }

    private void still(double[] slopes) {
        for (int state : mass.algebraic()) {
            slopes[state] = 0;
        }
    }

    /** The tolerated size of y'' by one Euler step of this size. */
    private double bend(double t, double[] y, double[] first, double h) {
        for (int i = 0; i < state.length; i++) {
            state[i] = y[i] + mass.shift(i, h) * first[i];
        }
        system.derivative(t + h, state, slope);
        counters.evaluations++;
        for (int i = 0; i < state.length; i++) {
            slope[i] = (slope[i] - first[i]) / h;
        }
        still(slope);
        return tolerances.norm(slope, y, state);
    }
}

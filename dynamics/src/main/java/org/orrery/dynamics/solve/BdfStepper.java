package org.orrery.dynamics.solve;

import org.orrery.core.Method;

/**
 * One step of the backward differentiation formulas of order 1 to 5, variable in order and size, in the form with fixed
 * leading coefficient ({@link BdfHistory}). Costs one or two evaluations and as many solutions; a Jacobian and a
 * decomposition only where the kept one no longer serves ({@link NewtonMatrix}). An algebraic state's equation is its
 * residual alone.
 *
 * <p>The nonlinear equations are solved by a modified Newton iteration from the prediction, until its error is a
 * {@value #NEWTON_SHARE}th part of what is tolerated; how fast it converges is remembered from step to step, so that one
 * iteration is mostly enough (Brown, Byrne and Hindmarsh, SIAM Journal on Scientific and Statistical Computing 10 (1989)
 * 1038). The order follows from the sizes of the scaled differences: a lower one where they grow with the order, a
 * higher one where they fall (Brenan, Campbell and Petzold 1996, 5.2.3).
 */
final class BdfStepper implements Stepper {
    private static final Method METHOD = new Method("BDF",
            "Jackson and Sacks-Davis, ACM Transactions on Mathematical Software 6 (1980) 295-318");
    private static final int ITERATIONS = 4;
    private static final double NEWTON_SHARE = 0.1;
    private static final double DIVERGES = 2;
    private static final double WORTH = 1.25;
    private static final double LARGEST_GROWTH = 4;
    private static final double AFTER_NEWTON_FAILURE = 0.25;
    private static final double BIAS = 3;
    /** Sixty-fourths nearest to 1 / (order + 1). */
    private static final int[] ROOTS = {64, 32, 21, 16, 13, 11};

    private final OdeSystem system;
    private final Tolerances tolerances;
    private final Counters counters;
    private final Mass mass;
    private final NewtonMatrix matrix;
    private final BdfHistory history;
    private final double[] inverseScale;
    private final double[] slope;
    private final double[] predicted;
    private final double[] predictedSlope;
    private final double[] correction;
    private final double[] residual;
    private final double[] work;
    private final StepControl control = new StepControl(0.9, 0.25, LARGEST_GROWTH, 21, 0);
    private double[] from = {};
    private double[] to = {};
    private double size;
    private double lastSize;
    private double sizeOfCorrection;
    private double convergence = 1;
    private int order = 1;
    private int nextOrder = 1;
    private int attempted = 1;
    private int equalSteps;
    private boolean known;
    private boolean begun;
    private boolean rising;
    private boolean newtonFailed;
    private boolean appended;
    private int fixedOrder;

    BdfStepper(OdeSystem system, Tolerances tolerances, Counters counters) {
        this.system = system;
        this.tolerances = tolerances;
        this.counters = counters;
        int n = system.dimension();
        mass = Mass.of(system);
        inverseScale = new double[n];
        matrix = new NewtonMatrix(system, mass, counters, inverseScale);
        history = new BdfHistory(n);
        slope = new double[n];
        predicted = new double[n];
        predictedSlope = new double[n];
        correction = new double[n];
        residual = new double[n];
        work = new double[n];
    }

    @Override
    public Method method() {
        return METHOD;
    }

    /** The order from which the size of a first step follows. */
    @Override
    public int order() {
        return 1;
    }

    @Override
    public StepControl control() {
        return control;
    }

    /** For measuring: the order rises to this one and stays there. */
    void fixOrder(int wanted) {
        fixedOrder = wanted;
    }

    @Override
    public void forget() {
        known = false;
    }

    @Override
    public void prepare(double t, double[] y) {
        if (!known) {
            evaluateSlope(t, y);
            begun = false;
            known = true;
            rising = true;
            order = 1;
            equalSteps = 0;
            lastSize = 0;
            convergence = 1;
            matrix.forget();
        }
        nextOrder = order;
    }

    private void evaluateSlope(double t, double[] y) {
        system.derivative(t, y, slope);
        counters.evaluations++;
        for (int row : mass.algebraic()) {
            slope[row] = 0;
        }
    }

    /** The slope where the history began; after that, the slope that the last step has predicted. */
    @Override
    public double[] slope() {
        return begun ? predictedSlope : slope;
    }

    @Override
    public double attempt(double t, double[] y, double h, double[] next) {
        if (!begun) {
            history.begin(y, slope, h);
            begun = true;
        }
        order = nextOrder;
        attempted = order;
        appended = false;
        from = y;
        to = next;
        size = h;
        history.predict(h, order, predicted, predictedSlope);
        for (int i = 0; i < y.length; i++) {
            inverseScale[i] = 1 / tolerances.scale(i, y[i], predicted[i]);
        }
        double leading = history.leading();
        newtonFailed = false;
        if (matrix.serves(leading) && converge(t + h, leading, next)) {
            return history.errorConstant() * sizeOfCorrection;
        }
        convergence = 1;
        if (matrix.renew(t + h, predicted, leading) && converge(t + h, leading, next)) {
            return history.errorConstant() * sizeOfCorrection;
        }
        return failed();
    }

    private double failed() {
        newtonFailed = true;
        matrix.forget();
        return Double.NaN;
    }

    /** Newton's iteration; the correction is summed apart from the state, so that small ones are not rounded away. */
    private boolean converge(double end, double leading, double[] next) {
        int n = next.length;
        System.arraycopy(predicted, 0, next, 0, n);
        for (int i = 0; i < n; i++) {
            correction[i] = 0;
        }
        double tolerated = NEWTON_SHARE / history.errorConstant();
        double last = 0;
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            system.derivative(end, next, residual);
            counters.evaluations++;
            if (mass.isWhole()) {
                for (int i = 0; i < n; i++) {
                    residual[i] -= predictedSlope[i] + leading * correction[i];
                }
            } else {
                for (int i = 0; i < n; i++) {
                    if (!mass.isAlgebraic(i)) {
                        residual[i] -= predictedSlope[i] + leading * correction[i];
                    }
                }
            }
            if (!matrix.solve(residual, leading, work)) {
                return false;
            }
            double distance = norm(work);
            for (int i = 0; i < n; i++) {
                correction[i] += work[i];
                next[i] = predicted[i] + correction[i];
            }
            if (iteration > 0) {
                convergence = Math.max(0.3 * convergence, distance / last);
            }
            if (distance * Math.min(1, convergence) <= tolerated) {
                sizeOfCorrection = iteration == 0 ? distance : norm(correction);
                return Double.isFinite(sizeOfCorrection);
            }
            if (!(distance < Double.POSITIVE_INFINITY) || iteration > 0 && distance > DIVERGES * last) {
                return false;
            }
            last = distance;
        }
        return false;
    }

    /** Root mean square in tolerated units, with the sizes of the states at the start and as predicted. */
    private double norm(double[] vector) {
        double sum = 0;
        for (int i = 0; i < vector.length; i++) {
            double part = vector[i] * inverseScale[i];
            sum += part * part;
        }
        return vector.length == 0 ? 0 : Math.sqrt(sum / vector.length);
    }

    /** The scaled difference of the order below, that is the error that it would have made, times its order. */
    private double errorBelow() {
        System.arraycopy(correction, 0, work, 0, work.length);
        history.addDifference(attempted, work);
        return history.sigma(attempted - 1) * norm(work);
    }

    private boolean lowers(double below, double here) {
        if (attempted == 2) {
            return 2 * below <= 1.5 * here;
        }
        history.addDifference(attempted - 1, work);
        double twoBelow = history.sigma(attempted - 2) * norm(work);
        return Math.max(attempted * below, (attempted - 1) * twoBelow) <= (attempted + 1) * here;
    }

    @Override
    public double afterAccepted(double error, double lastError, boolean start) {
        boolean same = Math.abs(size - lastSize) <= 1e-12 * size;
        equalSteps = same ? equalSteps + 1 : 1;
        double here = history.sigma(attempted) * sizeOfCorrection;
        double estimate = here;
        nextOrder = attempted;
        double below = Double.POSITIVE_INFINITY;
        boolean lower = false;
        if (attempted > 1) {
            below = errorBelow();
            lower = lowers(below, here);
        }
        if (fixedOrder > 0) {
            nextOrder = Math.min(fixedOrder, attempted + 1);
            return 1;
        }
        rising &= !lower && attempted < BdfHistory.HIGHEST;
        if (rising) {
            nextOrder = attempted + 1;
            equalSteps = 0;
            return 2;
        }
        if (lower) {
            nextOrder = attempted - 1;
            estimate = below;
        } else if (attempted < BdfHistory.HIGHEST && equalSteps > attempted + 1) {
            double[] past = history.above(attempted);
            for (int i = 0; i < work.length; i++) {
                work[i] = correction[i] - past[i];
            }
            double above = norm(work) / (attempted + 2);
            double termAbove = (attempted + 2) * above;
            double term = (attempted == 1 ? 0.5 : 1) * (attempted + 1) * here;
            if (attempted * below <= Math.min(term, termAbove)) {
                nextOrder = attempted - 1;
                estimate = below;
            } else if (termAbove < term) {
                nextOrder = attempted + 1;
                estimate = above;
            }
        }
        double factor = 1 / (StepControl.power(Math.max(BIAS * estimate, 1e-12), ROOTS[nextOrder]) + 1e-6);
        if (nextOrder != attempted) {
            equalSteps = 0;
        }
        if (factor < 1) {
            return Math.max(0.5, Math.min(0.9, factor));
        }
        boolean due = equalSteps > attempted || nextOrder != attempted;
        return due && factor >= WORTH ? Math.min(LARGEST_GROWTH, factor) : 1;
    }

    @Override
    public double afterRejected(double error) {
        rising = false;
        equalSteps = 0;
        if (newtonFailed || !(error < 1e30)) {
            return AFTER_NEWTON_FAILURE;
        }
        double estimate = history.sigma(attempted) * sizeOfCorrection;
        nextOrder = attempted;
        if (attempted > 1) {
            double below = errorBelow();
            if (lowers(below, estimate)) {
                nextOrder = attempted - 1;
                estimate = below;
            }
        }
        double factor = 0.9 / (StepControl.power(2 * Math.max(estimate, error / 2), ROOTS[nextOrder]) + 1e-6);
        return Math.max(0.25, Math.min(0.9, factor));
    }

    @Override
    public void accepted() {
        history.append(correction, size, attempted);
        appended = true;
        matrix.grow();
        lastSize = size;
        order = nextOrder;
    }

    @Override
    public int worstState() {
        // An iteration that goes to and fro has a correction of nothing; its last change says what does not come to rest.
        return from.length == 0 ? 0 : tolerances.worst(newtonFailed ? work : correction, from, to);
    }

    @Override
    public double stiffness() {
        return size * matrix.spectralRadius();
    }

    @Override
    public void interpolate(double theta, double h, double[] y, double[] next, double[] out) {
        if (appended) {
            history.interpolate((theta - 1) * h, out);
        } else {
            history.interpolate((theta - 1) * h, h, attempted, correction, out);
        }
    }

    @Override
    public double interpolate(double theta, double h, double[] y, double[] next, int component) {
        return appended
                ? history.interpolate((theta - 1) * h, component)
                : history.interpolate((theta - 1) * h, h, attempted, correction, component);
    }
}

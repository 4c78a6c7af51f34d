package org.orrery.dynamics.solve;

import org.orrery.core.Method;

/**
 * One step of Radau IIA of order 5: implicit in all of its three stages, so that it keeps its order on stiff and on
 * differential-algebraic systems where others lose theirs, and needs few steps at tight tolerances. Costs about four
 * rounds of three evaluations; the Jacobian and the decompositions are kept while the iteration converges fast.
 *
 * <p>The estimate of the error is of order 3 (Hairer and Wanner II, IV.8 (8.20)) and much larger than the error. It is
 * held to {@code tolerance^(4/5) / 10} where there are no algebraic states: the authors take the power 2/3, which suits
 * the ends of the steps but not what is read between them. Algebraic states are known to order 3 only there, so that with
 * them the estimate is held to the tolerance itself.
 *
 * <p>Between the ends of a step the state is of order 4, in a first step of order 3 ({@link RadauCourse}).
 */
final class RadauStepper implements Stepper {
    private static final Method METHOD = new Method("RadauIIA5",
            "E. Hairer and G. Wanner, Stiff differential equations solved by Radau methods, Journal of Computational"
                    + " and Applied Mathematics 111 (1999) 93. doi:10.1016/S0377-0427(99)00134-X");
    private static final StepControl CONTROL = new StepControl(0.9, 0.2, 8, 16, 0);
    /** A rate of convergence so good that the Jacobian is kept. */
    private static final double FAST = 1e-3;
    /** A step that would grow by less is not changed, so that the decompositions serve again. */
    private static final double NOT_WORTH = 1.2;
    private static final double RELAXED = 0.8;
    private static final double LEAST_ERROR = 1e-2;

    private final OdeSystem system;
    private final Tolerances tolerances;
    private final Mass mass;
    private final Counters counters;
    private final RadauMatrices matrices;
    private final RadauIteration iteration;
    private final RadauCourse course;
    private final double[] jacobian;
    private final double[] slope;
    private final double[] otherSlope;
    private final double[] right;
    private final double[] error;
    private final double[] state;
    private final double[][] stages;
    private double[] from = {};
    private double[] to = {};
    private double size;
    private double lastSize;
    private double lastError;
    private boolean jacobianIsFresh;
    private boolean jacobianServes;
    private boolean lost;
    private boolean doubtful = true;

    RadauStepper(OdeSystem system, Tolerances asked, Counters counters) {
        this.system = system;
        this.counters = counters;
        mass = Mass.of(system);
        tolerances = mass.isWhole() ? relaxed(asked) : asked;
        SparsityPattern pattern = system.jacobianPattern();
        int n = system.dimension();
        matrices = new RadauMatrices(pattern, mass, counters);
        iteration = new RadauIteration(system, tolerances, mass, counters);
        course = new RadauCourse(n);
        jacobian = new double[pattern.entries()];
        slope = new double[n];
        otherSlope = new double[n];
        right = new double[n];
        error = new double[n];
        state = new double[n];
        stages = new double[3][n];
    }

    private static Tolerances relaxed(Tolerances asked) {
        double relative = 0.1 * StrictMath.pow(asked.relative(), RELAXED);
        double factor = relative / asked.relative();
        double[] absolute = asked.absolute().clone();
        for (int i = 0; i < absolute.length; i++) {
            absolute[i] *= factor;
        }
        return new Tolerances(relative, absolute);
    }

    @Override
    public Method method() {
        return METHOD;
    }

    @Override
    public int order() {
        return 5;
    }

    @Override
    public StepControl control() {
        return CONTROL;
    }

    @Override
    public double afterAccepted(double measured, double unused, boolean start) {
        double effort = (1.0 + 2 * RadauIteration.MOST) / (iteration.rounds() + 2 * RadauIteration.MOST);
        double factor = Math.min(1, effort) * CONTROL.safety() / StepControl.power(Math.max(measured, 1e-10), 16);
        if (lastSize > 0) {
            double predicted = CONTROL.safety() * size / lastSize
                    * StepControl.power(lastError / Math.max(measured * measured, 1e-20), 16);
            factor = Math.min(factor, predicted);
        }
        factor = Math.min(CONTROL.largest(), Math.max(CONTROL.smallest(), factor));
        lastSize = size;
        lastError = Math.max(LEAST_ERROR, measured);
        doubtful = false;
        return iteration.rate() < FAST && factor >= 1 && factor <= NOT_WORTH ? 1 : factor;
    }

    @Override
    public double afterRejected(double measured) {
        doubtful = true;
        return lost ? 0.5 : CONTROL.afterRejected(measured);
    }

    @Override
    public void accepted() {
        course.accept(size, from, stages);
        jacobianServes = iteration.rate() < FAST;
        jacobianIsFresh = false;
    }

    @Override
    public void forget() {
        course.forget();
        iteration.forget();
        matrices.forget();
        jacobianServes = false;
        lastSize = 0;
        doubtful = true;
    }

    @Override
    public void prepare(double t, double[] y) {
        system.derivative(t, y, slope);
        counters.evaluations++;
        if (!jacobianServes) {
            renewJacobian(t, y);
        }
    }

    private void renewJacobian(double t, double[] y) {
        system.jacobian(t, y, jacobian);
        counters.jacobians++;
        for (int i = 0; i < jacobian.length; i++) {
            if (!Double.isFinite(jacobian[i])) {
                jacobian[i] = 0;
            }
        }
        jacobianServes = true;
        jacobianIsFresh = true;
        matrices.forget();
    }

    @Override
    public double[] slope() {
        return slope;
    }

    @Override
    public double attempt(double t, double[] y, double h, double[] next) {
        from = y;
        to = next;
        size = h;
        course.suspend();
        lost = true;
        while (!converges(t, y, h)) {
            if (jacobianIsFresh) {
                jacobianServes = true;
                return Double.NaN;
            }
            renewJacobian(t, y);
        }
        for (int i = 0; i < next.length; i++) {
            next[i] = y[i] + stages[2][i];
        }
        double measured = estimate(t, y, h, next);
        lost = !(measured < Double.POSITIVE_INFINITY);
        return measured;
    }

    private boolean converges(double t, double[] y, double h) {
        if (!matrices.serve(h) && !matrices.decompose(h, jacobian)) {
            return false;
        }
        course.guess(h, y, stages);
        return iteration.solve(t, y, h, matrices, stages);
    }

    private double estimate(double t, double[] y, double h, double[] next) {
        for (int i = 0; i < right.length; i++) {
            otherSlope[i] = mass.shift(i, 1 / h) * (Radau.ERROR[0] * stages[0][i] + Radau.ERROR[1] * stages[1][i]
                    + Radau.ERROR[2] * stages[2][i]);
            right[i] = otherSlope[i] + slope[i];
        }
        if (!matrices.solve(right, error)) {
            return Double.NaN;
        }
        double measured = tolerances.norm(error, y, next);
        if (measured < 1 || !doubtful || !(measured < Double.POSITIVE_INFINITY)) {
            return measured;
        }
        for (int i = 0; i < right.length; i++) {
            state[i] = y[i] + error[i];
        }
        system.derivative(t, state, right);
        counters.evaluations++;
        for (int i = 0; i < right.length; i++) {
            right[i] += otherSlope[i];
        }
        return matrices.solve(right, error) ? tolerances.norm(error, y, next) : Double.NaN;
    }

    @Override
    public int worstState() {
        return from.length == 0 || to.length == 0 ? 0 : tolerances.worst(error, from, to);
    }

    /** Not estimated: the method is never left for another. */
    @Override
    public double stiffness() {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public void interpolate(double theta, double h, double[] y, double[] next, double[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = course.at(theta, h, y, next, stages, i);
        }
    }

    @Override
    public double interpolate(double theta, double h, double[] y, double[] next, int component) {
        return course.at(theta, h, y, next, stages, component);
    }
}

package org.orrery.dynamics.solve;

import org.orrery.core.Method;

/**
 * One step of a Rosenbrock method: linearly implicit, so that each stage is one linear system with the same matrix
 * {@code M / (h gamma) - J} and no Newton iteration can fail. Costs one Jacobian, one decomposition, and an evaluation
 * and a solution a stage; a rejected step costs no new Jacobian.
 *
 * <p>An algebraic state's row has no M (Hairer and Wanner II, VI.4 (4.3)): its stages meet the residual alone. The method
 * keeps its order there, as its tableau meets the additional conditions for index 1.
 *
 * <p>The spectral radius is estimated by power iteration, one product with the Jacobian a step: the vector is kept from
 * step to step, so that it follows the dominant eigenvector.
 */
final class RosenbrockStepper implements Stepper {
    private final OdeSystem system;
    private final Tolerances tolerances;
    private final RosenbrockTableau tableau;
    private final Counters counters;
    private final SparsityPattern pattern;
    private final Mass mass;
    private final LinearSolver solver;
    private final int stages;
    private final double[] slope;
    private final double[] timeSlope;
    private final double[] jacobian;
    private final double[][] increments;
    private final double[][] dense;
    private final double[] stage;
    private final double[] stageSlope;
    private final double[] coupling;
    private final double[] right;
    private final double[] zeros;
    private final DominantEigenvalue dominant;
    private final boolean autonomous;
    private boolean timeMatters;
    private boolean denseReady;
    private double[] from = {};
    private double[] to = {};
    private double size;

    RosenbrockStepper(OdeSystem system, Tolerances tolerances, RosenbrockTableau tableau, Counters counters) {
        this.system = system;
        this.tolerances = tolerances;
        this.tableau = tableau;
        this.counters = counters;
        int n = system.dimension();
        pattern = system.jacobianPattern();
        autonomous = system.isAutonomous();
        mass = Mass.of(system);
        solver = new LinearSolver(pattern, mass);
        stages = tableau.nodes().length;
        slope = new double[n];
        timeSlope = new double[n];
        jacobian = new double[pattern.entries()];
        increments = new double[stages][n];
        dense = new double[tableau.interpolant().length][n];
        stage = new double[n];
        stageSlope = new double[n];
        coupling = new double[n];
        right = new double[n];
        zeros = new double[n];
        dominant = new DominantEigenvalue(pattern);
    }

    @Override
    public Method method() {
        return tableau.method();
    }

    @Override
    public int order() {
        return tableau.order();
    }

    @Override
    public StepControl control() {
        return tableau.control();
    }

    @Override
    public void forget() {
        // nothing is carried from one step into the next but the direction, which any state improves
    }

    @Override
    public void prepare(double t, double[] y) {
        system.derivative(t, y, slope);
        system.jacobian(t, y, jacobian);
        counters.evaluations++;
        counters.jacobians++;
        makeFinite(jacobian);
        if (!autonomous) {
            system.timeDerivative(t, y, timeSlope);
            makeFinite(timeSlope);
            timeMatters = false;
            for (double part : timeSlope) {
                timeMatters |= part != 0;
            }
        }
        dominant.improve(jacobian);
    }

    /** A root has no derivative at zero: without that entry the method is less exact, and its error estimate sees it. */
    private static void makeFinite(double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                values[i] = 0;
            }
        }
    }

    @Override
    public double[] slope() {
        return slope;
    }

    @Override
    public double attempt(double t, double[] y, double h, double[] next) {
        denseReady = false;
        from = y;
        to = next;
        size = h;
        counters.decompositions++;
        if (!solver.decompose(1 / (h * tableau.gamma()), jacobian)) {
            return Double.NaN;
        }
        double inverse = 1 / h;
        double[] nodes = tableau.nodes();
        double[] timeWeights = tableau.timeWeights();
        int last = stages - 1;
        for (int i = 0; i < stages; i++) {
            double[] base = slope;
            if (i > 0) {
                double[] state = i == last ? next : stage;
                TwoSums.of(y, tableau.states()[i], tableau.couplings()[i], increments, i, state, coupling);
                system.derivative(t + nodes[i] * h, state, stageSlope);
                for (int row = 0; row < right.length; row++) {
                    right[row] = stageSlope[row] + inverse * coupling[row];
                }
                for (int row : mass.algebraic()) {
                    right[row] = stageSlope[row];
                }
                base = right;
            }
            if (timeMatters && timeWeights[i] != 0) {
                addTime(base, h * timeWeights[i]);
                base = right;
            }
            if (!solver.solve(base, increments[i])) {
                return Double.NaN;
            }
        }
        counters.evaluations += last;
        double[] error = increments[last];
        for (int i = 0; i < next.length; i++) {
            next[i] += error[i];
        }
        return tolerances.norm(error, y, next);
    }

    private void addTime(double[] base, double weight) {
        for (int i = 0; i < right.length; i++) {
            right[i] = base[i] + weight * timeSlope[i];
        }
    }

    @Override
    public int worstState() {
        return from.length == 0 ? 0 : tolerances.worst(increments[stages - 1], from, to);
    }

    @Override
    public double stiffness() {
        return size * dominant.radius();
    }

    @Override
    public void interpolate(double theta, double h, double[] y, double[] next, double[] out) {
        makeDense();
        double rest = 1 - theta;
        for (int i = 0; i < out.length; i++) {
            out[i] = value(theta, rest, y, next, i);
        }
    }

    @Override
    public double interpolate(double theta, double h, double[] y, double[] next, int component) {
        makeDense();
        return value(theta, 1 - theta, y, next, component);
    }

    private double value(double theta, double rest, double[] y, double[] next, int i) {
        double bow = 0;
        for (int power = dense.length - 1; power >= 0; power--) {
            bow = bow * theta + dense[power][i];
        }
        return rest * y[i] + theta * (next[i] + rest * bow);
    }

    private void makeDense() {
        if (!denseReady) {
            for (int power = 0; power < dense.length; power++) {
                Combination.of(zeros, 1, tableau.interpolant()[power], increments, stages, dense[power]);
            }
            denseReady = true;
        }
    }
}

package org.orrery.dynamics.lanes;

import org.orrery.dynamics.solve.Choice;
import org.orrery.dynamics.solve.RosenbrockTableau;
import org.orrery.dynamics.solve.SparsityPattern;

/**
 * Steps of a Rosenbrock method in lanes; see {@code RosenbrockStepper}. The matrix is decomposed without a choice of
 * pivots; the first solution of each step is put into the equations, and where it does not fit them the lane's step has
 * no error that could be accepted and {@link LaneRun} fails by a step that is too short.
 */
final class RosenbrockLanes extends Lanes {
    private static final double BACKWARD_ERROR = 1e-8;

    private final RosenbrockTableau tableau;
    private final boolean switching;
    private final boolean timed;
    private final int stages;
    private final SparsityPattern pattern;
    private final LaneLu lu;
    private final Rows rightHandSide;
    private final Rows jacobian;
    private final @org.jspecify.annotations.Nullable Rows timeDerivative;
    private final double[] slope;
    private final double[] timeSlope;
    private final double[] entries;
    private final double[] matrix;
    private final double[] shift;
    private final double[][] increments;
    private final double[] stage;
    private final double[] stageSlope;
    private final double[] right;
    private final double[] stageTime;
    private final double[] inverse;
    private final double[] ones;
    private final double[] doubt;
    private final double[] residual;
    private final double[] terms;
    private double[] direction;
    private double[] image;
    private final double[] radius;
    private final double[] before;
    private final double[] after;
    private final Norm norm;

    RosenbrockLanes(LaneEquations equations, LaneSettings settings, RosenbrockTableau tableau) {
        super(equations, settings, tableau.control());
        this.tableau = tableau;
        switching = settings.choice() == Choice.AUTO;
        timed = equations.rightHandSide().readsTime();
        stages = tableau.nodes().length;
        LaneEquations.Stiff stiff = equations.stiff().get();
        pattern = stiff.pattern();
        lu = stiff.lu();
        rightHandSide = new Rows(equations.rightHandSide());
        jacobian = new Rows(stiff.jacobian());
        timeDerivative = stiff.timeDerivative() == null ? null : new Rows(stiff.timeDerivative());
        slope = new double[n * stride];
        timeSlope = new double[n * stride];
        entries = new double[pattern.entries() * stride];
        matrix = new double[lu.rows() * stride];
        shift = new double[stride];
        increments = new double[stages][n * stride];
        stage = new double[n * stride];
        stageSlope = new double[n * stride];
        right = new double[n * stride];
        stageTime = new double[stride];
        inverse = new double[n * stride];
        ones = new double[n * stride];
        java.util.Arrays.fill(ones, 1);
        doubt = new double[stride];
        residual = new double[stride];
        terms = new double[stride];
        direction = new double[n * stride];
        image = new double[n * stride];
        radius = new double[stride];
        before = new double[stride];
        after = new double[stride];
        norm = new Norm(n, stride);
    }

    @Override
    void share(double[] parameters) {
        rightHandSide.share(parameters);
        jacobian.share(parameters);
        if (timeDerivative != null) {
            timeDerivative.share(parameters);
        }
    }

    @Override
    void begin(int lane, Entrance entrance, int waiting) {
        rightHandSide.prepare(own, lane);
        jacobian.prepare(own, lane);
        if (timeDerivative != null) {
            timeDerivative.prepare(own, lane);
        }
        for (int i = 0; i < n; i++) {
            direction[i * stride + lane] = 1 + (i * 5 % 7) / 7.0;
        }
        runs[lane].usedImplicit = true;
    }

    @Override
    void moveOwn(int from, int to) {
        rightHandSide.move(from, to);
        jacobian.move(from, to);
        if (timeDerivative != null) {
            timeDerivative.move(from, to);
        }
        Rows.move(direction, n, stride, from, to);
    }

    @Override
    void compute() {
        double[] h = steps.h;
        double[] error = steps.error;
        prepare();
        for (int i = 0; i < count; i++) {
            shift[i] = 1 / (h[i] * tableau.gamma());
            inverse[i] = 1 / h[i];
        }
        Rows.spread(inverse, n, stride, count);
        lu.decompose(shift, entries, matrix, count);
        double[] nodes = tableau.nodes();
        int last = stages - 1;
        for (int i = 0; i < stages; i++) {
            double[] base = slope;
            if (i > 0) {
                double[] state = i == last ? next : stage;
                RowSums.of(n, stride, count, y, ones, tableau.states()[i], increments, i, state);
                if (timed) {
                    later(nodes[i]);
                }
                rightHandSide.into(stageTime, state, own, stageSlope, count);
                RowSums.of(n, stride, count, stageSlope, inverse, tableau.couplings()[i], increments, i, right);
                base = right;
            }
            if (timeDerivative != null && tableau.timeWeights()[i] != 0) {
                addTime(base, tableau.timeWeights()[i]);
                base = right;
            }
            lu.solve(matrix, base, increments[i], count);
            if (i == 0) {
                check(base, increments[0]);
            }
        }
        add(increments[last]);
        norm.of(count, relative, absolute, increments[last], y, next, error);
        for (int i = 0; i < count; i++) {
            if (!(doubt[i] <= BACKWARD_ERROR)) {
                error[i] = Double.NaN;
            }
        }
    }

    private void prepare() {
        double[] time = steps.time;
        rightHandSide.into(time, y, own, slope, count);
        jacobian.into(time, y, own, entries, count);
        makeFinite(entries, pattern.entries());
        if (timeDerivative != null) {
            timeDerivative.into(time, y, own, timeSlope, count);
            makeFinite(timeSlope, n);
        }
        if (switching) {
            estimateRadius();
        }
    }

    /** A root has no derivative at zero: without that entry the method is less exact, and its error estimate sees it. */
    private void makeFinite(double[] rows, int many) {
        for (int i = 0; i < count; i++) {
            doubt[i] = 0;
        }
        for (int row = 0; row < many; row++) {
            addZeros(rows, row * stride);
        }
        for (int lane = 0; lane < count; lane++) {
            if (doubt[lane] != 0) {
                for (int at = lane; at < many * stride; at += stride) {
                    rows[at] = Double.isFinite(rows[at]) ? rows[at] : 0;
                }
            }
        }
    }

    private void addZeros(double[] rows, int at) {
        for (int i = 0; i < count; i++) {
            doubt[i] += 0 * rows[at + i];
        }
    }

    private void later(double node) {
        double[] time = steps.time;
        double[] h = steps.h;
        for (int i = 0; i < count; i++) {
            stageTime[i] = time[i] + node * h[i];
        }
    }

    private void addTime(double[] base, double weight) {
        double[] h = steps.h;
        for (int row = 0; row < n; row++) {
            int at = row * stride;
            for (int i = 0; i < count; i++) {
                right[at + i] = base[at + i] + h[i] * weight * timeSlope[at + i];
            }
        }
    }

    private void add(double[] increment) {
        for (int row = 0; row < n; row++) {
            int at = row * stride;
            for (int i = 0; i < count; i++) {
                next[at + i] += increment[at + i];
            }
        }
    }

    /** {@link #doubt}: the largest residual of a row, relative to the sum of the sizes of its terms. */
    private void check(double[] b, double[] x) {
        for (int i = 0; i < count; i++) {
            doubt[i] = 0;
        }
        for (int row = 0; row < n; row++) {
            startRow(b, x, row * stride);
            for (int entry = pattern.rowPointer()[row]; entry < pattern.rowPointer()[row + 1]; entry++) {
                addTerm(x, entry * stride, pattern.column()[entry] * stride);
            }
            for (int i = 0; i < count; i++) {
                doubt[i] = Math.max(doubt[i], Math.abs(residual[i]) / (terms[i] + Double.MIN_NORMAL));
            }
        }
    }

    private void startRow(double[] b, double[] x, int at) {
        for (int i = 0; i < count; i++) {
            double term = shift[i] * x[at + i];
            residual[i] = b[at + i] - term;
            terms[i] = Math.abs(b[at + i]) + Math.abs(term);
        }
    }

    private void addTerm(double[] x, int entry, int column) {
        for (int i = 0; i < count; i++) {
            double term = entries[entry + i] * x[column + i];
            residual[i] += term;
            terms[i] += Math.abs(term);
        }
    }

    private void estimateRadius() {
        for (int i = 0; i < count; i++) {
            before[i] = 0;
            after[i] = 0;
        }
        for (int row = 0; row < n; row++) {
            int at = row * stride;
            for (int i = 0; i < count; i++) {
                image[at + i] = 0;
            }
            for (int entry = pattern.rowPointer()[row]; entry < pattern.rowPointer()[row + 1]; entry++) {
                addProduct(at, entry * stride, pattern.column()[entry] * stride);
            }
            addSquares(at);
        }
        for (int lane = 0; lane < count; lane++) {
            radius[lane] = before[lane] > 0 ? Math.sqrt(after[lane] / before[lane]) : 0;
            if (after[lane] > 1e-200 && after[lane] < 1e200) {
                after[lane] = 1 / Math.sqrt(after[lane]);
            } else {
                after[lane] = 1;
                Rows.keep(direction, image, n, stride, lane);
            }
        }
        for (int row = 0; row < n; row++) {
            int at = row * stride;
            for (int i = 0; i < count; i++) {
                image[at + i] *= after[i];
            }
        }
        double[] known = direction;
        direction = image;
        image = known;
    }

    private void addProduct(int at, int entry, int column) {
        for (int i = 0; i < count; i++) {
            image[at + i] += entries[entry + i] * direction[column + i];
        }
    }

    private void addSquares(int at) {
        for (int i = 0; i < count; i++) {
            before[i] += direction[at + i] * direction[at + i];
            after[i] += image[at + i] * image[at + i];
        }
    }

    @Override
    void watch() {
        if (switching) {
            java.util.Arrays.fill(steps.alarm, 0, count, 1);
        }
    }

    @Override
    boolean reconsider(int lane, int tries) {
        double h = steps.h[lane];
        return switching && runs[lane].watch.toExplicit(h * radius[lane], h);
    }

    @Override
    void refuse(int lane) {
        // nothing was counted
    }

    @Override
    void leave(int lane) {
        // nothing is kept here
    }

    @Override
    void exchange() {
        // nothing is carried into the next step but the direction, which any state improves
    }

    @Override
    void restore(int lane) {
        // as above
    }

    @Override
    void interpolate(int lane, double theta, double width, double[] out) {
        double rest = 1 - theta;
        for (int row = 0; row < n; row++) {
            int at = row * stride + lane;
            double bow = 0;
            for (int power = tableau.interpolant().length - 1; power >= 0; power--) {
                double[] weights = tableau.interpolant()[power];
                double dense = 0;
                for (int i = 0; i < stages; i++) {
                    dense += weights[i] * increments[i][at];
                }
                bow = bow * theta + dense;
            }
            out[row] = rest * y[at] + theta * (next[at] + rest * bow);
        }
    }
}

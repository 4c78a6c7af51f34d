package org.orrery.dynamics.lanes;

import org.orrery.dynamics.solve.Choice;
import org.orrery.dynamics.solve.ExplicitTableau;

/** Steps of an explicit Runge-Kutta pair with first-same-as-last, in lanes; see {@code ExplicitStepper}. */
final class ExplicitLanes extends Lanes {
    private final ExplicitTableau tableau;
    private final boolean switching;
    private final boolean timed;
    private final int last;
    private final double[][] slopes;
    private final double[] stage;
    private final double[] errors;
    private final double[] zeros;
    private final double[] stageTime;
    private final double[] weights;
    private final Norm norm;
    private final WatchRows watches;
    private final double[] slopeDistance;
    private final double[] distance;
    private final Rows rightHandSide;

    ExplicitLanes(LaneEquations equations, LaneSettings settings, ExplicitTableau tableau) {
        super(equations, settings, tableau.control());
        this.tableau = tableau;
        switching = settings.choice() == Choice.AUTO;
        timed = equations.rightHandSide().readsTime();
        last = tableau.nodes().length - 1;
        slopes = new double[last + 1][n * stride];
        stage = new double[n * stride];
        errors = new double[n * stride];
        zeros = new double[n * stride];
        stageTime = new double[stride];
        weights = new double[last + 1];
        norm = new Norm(n, stride);
        watches = new WatchRows(stride, tableau.stability());
        slopeDistance = new double[stride];
        distance = new double[stride];
        rightHandSide = new Rows(equations.rightHandSide());
    }

    @Override
    void share(double[] parameters) {
        rightHandSide.share(parameters);
    }

    @Override
    void begin(int lane, Entrance entrance, int waiting) {
        rightHandSide.prepare(own, lane);
        entrance.slope(waiting, slopes[0], lane);
        watches.enter(runs[lane].watch, lane);
        runs[lane].usedExplicit = true;
    }

    @Override
    void moveOwn(int from, int to) {
        rightHandSide.move(from, to);
        watches.move(from, to);
        Rows.move(slopes[0], n, stride, from, to);
    }

    @Override
    void compute() {
        double[][] rows = tableau.stages();
        double[] nodes = tableau.nodes();
        double[] h = steps.h;
        Rows.spread(h, n, stride, count);
        for (int i = 1; i <= last; i++) {
            double[] state = i == last ? next : stage;
            RowSums.of(n, stride, count, y, h, rows[i], slopes, i, state);
            if (timed) {
                later(nodes[i]);
            }
            rightHandSide.into(stageTime, state, own, slopes[i], count);
        }
        RowSums.of(n, stride, count, zeros, h, tableau.error(), slopes, last + 1, errors);
        norm.of(count, relative, absolute, errors, y, next, steps.error, slopes[last - 1], slopes[last], stage,
                slopeDistance, distance);
    }

    private void later(double node) {
        double[] time = steps.time;
        double[] h = steps.h;
        for (int i = 0; i < count; i++) {
            stageTime[i] = time[i] + node * h[i];
        }
    }

    @Override
    void watch() {
        if (switching) {
            watches.look(steps.h, slopeDistance, distance, steps.alarm, count);
        }
    }

    @Override
    boolean reconsider(int lane, int tries) {
        return switching
                && watches.toImplicit(runs[lane].watch, lane, steps.h[lane], steps.limit[lane] - steps.end[lane],
                        slopeDistance[lane], distance[lane], tries);
    }

    @Override
    void refuse(int lane) {
        watches.keep(lane);
    }

    @Override
    void leave(int lane) {
        watches.leave(lane, runs[lane].watch);
    }

    @Override
    void exchange() {
        watches.advance();
        double[] first = slopes[0];
        slopes[0] = slopes[last];
        slopes[last] = first;
    }

    @Override
    void restore(int lane) {
        for (int i = lane; i < n * stride; i += stride) {
            slopes[0][i] = slopes[last][i];
        }
    }

    @Override
    void interpolate(int lane, double theta, double width, double[] out) {
        for (int i = 0; i <= last; i++) {
            double[] polynomial = tableau.interpolant()[i];
            double value = 0;
            for (int power = polynomial.length - 1; power >= 0; power--) {
                value = (value + polynomial[power]) * theta;
            }
            weights[i] = width * value;
        }
        for (int row = 0; row < n; row++) {
            int at = row * stride + lane;
            double sum = 0;
            for (int i = 0; i <= last; i++) {
                sum += weights[i] * slopes[i][at];
            }
            out[row] = y[at] + sum;
        }
    }
}

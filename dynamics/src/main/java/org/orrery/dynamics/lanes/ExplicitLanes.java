package org.orrery.dynamics.lanes;

import org.orrery.dynamics.solve.Choice;
import org.orrery.dynamics.solve.ExplicitTableau;

/** Steps of an explicit Runge-Kutta pair with first-same-as-last, in lanes; see {@code ExplicitStepper}. */
final class ExplicitLanes extends Lanes {
    private final ExplicitTableau tableau;
    private final boolean switching;
    private final int last;
    private final double[][] slopes;
    private final double[] stage;
    private final double[] errors;
    private final double[] zeros;
    private final double[] stageTime;
    private final double[] weights;
    private final Rows rightHandSide;

    ExplicitLanes(LaneEquations equations, LaneSettings settings, ExplicitTableau tableau) {
        super(equations, settings, tableau.control());
        this.tableau = tableau;
        switching = settings.choice() == Choice.AUTO;
        last = tableau.nodes().length - 1;
        slopes = new double[last + 1][n * stride];
        stage = new double[n * stride];
        errors = new double[n * stride];
        zeros = new double[n * stride];
        stageTime = new double[stride];
        weights = new double[last + 1];
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
        runs[lane].usedExplicit = true;
    }

    @Override
    void moveOwn(int from, int to) {
        rightHandSide.move(from, to);
        Rows.move(slopes[0], n, stride, from, to);
    }

    @Override
    void compute() {
        double[][] rows = tableau.stages();
        double[] nodes = tableau.nodes();
        Rows.spread(h, n, stride, count);
        for (int i = 1; i <= last; i++) {
            double[] state = i == last ? next : stage;
            RowSums.of(n, stride, count, y, h, rows[i], slopes, i, state);
            later(nodes[i]);
            rightHandSide.into(stageTime, state, own, slopes[i], count);
        }
        RowSums.of(n, stride, count, zeros, h, tableau.error(), slopes, last + 1, errors);
        Norm.of(n, stride, count, relative, absolute, errors, y, next, error);
    }

    private void later(double node) {
        for (int i = 0; i < count; i++) {
            stageTime[i] = time[i] + node * h[i];
        }
    }

    @Override
    boolean reconsider(int lane, int tries) {
        return switching && runs[lane].watch.looks()
                && runs[lane].watch.toImplicit(stiffness(lane), h[lane], tries);
    }

    private double stiffness(int lane) {
        double[] early = slopes[last - 1];
        double[] late = slopes[last];
        double slopeDistance = 0;
        double distance = 0;
        for (int i = lane; i < n * stride; i += stride) {
            double scale = 1 / (absolute[i] + relative * Math.max(Math.abs(y[i]), Math.abs(next[i])));
            double slopePart = (late[i] - early[i]) * scale;
            double part = (next[i] - stage[i]) * scale;
            slopeDistance += slopePart * slopePart;
            distance += part * part;
        }
        return distance > 0 ? h[lane] * Math.sqrt(slopeDistance / distance) : 0;
    }

    @Override
    void exchange() {
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

package org.orrery.dynamics.solve;

import org.orrery.core.Method;

/**
 * One step of an explicit Runge-Kutta pair with first-same-as-last. Costs as many evaluations as the tableau has stages,
 * less one, and one pass over the states for each stage.
 *
 * <p>The stiffness estimate is that of Hairer and Wanner II, IV.2 (2.26): the last two stages stand at the same time, so
 * the ratio of the difference of their derivatives to the difference of their states nears the dominant eigenvalue where
 * the step is held at the border of stability. It costs one pass and no evaluation.
 */
final class ExplicitStepper implements Stepper {
    private final OdeSystem system;
    private final Tolerances tolerances;
    private final ExplicitTableau tableau;
    private final Counters counters;
    private final int last;
    private final double[][] slopes;
    private final double[] stage;
    private final double[] error;
    private final double[] zeros;
    private final double[] weights;
    private double[] from = {};
    private double[] to = {};
    private double size;
    private boolean continuing;

    ExplicitStepper(OdeSystem system, Tolerances tolerances, ExplicitTableau tableau, Counters counters) {
        this.system = system;
        this.tolerances = tolerances;
        this.tableau = tableau;
        this.counters = counters;
        int n = system.dimension();
        last = tableau.nodes().length - 1;
        slopes = new double[last + 1][n];
        stage = new double[n];
        error = new double[n];
        zeros = new double[n];
        weights = new double[last + 1];
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
        continuing = false;
    }

    @Override
    public void prepare(double t, double[] y) {
        if (continuing) {
            double[] known = slopes[last];
            slopes[last] = slopes[0];
            slopes[0] = known;
        } else {
            system.derivative(t, y, slopes[0]);
            counters.evaluations++;
        }
        continuing = true;
    }

    @Override
    public double[] slope() {
        return slopes[0];
    }

    @Override
    public double attempt(double t, double[] y, double h, double[] next) {
        double[][] rows = tableau.stages();
        double[] nodes = tableau.nodes();
        for (int i = 1; i < last; i++) {
            Combination.of(y, h, rows[i], slopes, i, stage);
            system.derivative(t + nodes[i] * h, stage, slopes[i]);
        }
        Combination.of(y, h, rows[last], slopes, last, next);
        system.derivative(t + h, next, slopes[last]);
        counters.evaluations += last;
        Combination.of(zeros, h, tableau.error(), slopes, last + 1, error);
        from = y;
        to = next;
        size = h;
        return tolerances.norm(error, y, next);
    }

    @Override
    public int worstState() {
        return from.length == 0 ? 0 : tolerances.worst(error, from, to);
    }

    @Override
    public double stiffness() {
        double[] early = slopes[last - 1];
        double[] late = slopes[last];
        double slopeDistance = 0;
        double distance = 0;
        for (int i = 0; i < stage.length; i++) {
            double scale = 1 / tolerances.scale(i, from[i], to[i]);
            double slopePart = (late[i] - early[i]) * scale;
            double part = (to[i] - stage[i]) * scale;
            slopeDistance += slopePart * slopePart;
            distance += part * part;
        }
        return distance > 0 ? size * Math.sqrt(slopeDistance / distance) : 0;
    }

    @Override
    public void interpolate(double theta, double h, double[] y, double[] next, double[] out) {
        weigh(theta);
        Combination.of(y, h, weights, slopes, last + 1, out);
    }

    @Override
    public double interpolate(double theta, double h, double[] y, double[] next, int component) {
        weigh(theta);
        double sum = 0;
        for (int i = 0; i <= last; i++) {
            sum += h * weights[i] * slopes[i][component];
        }
        return y[component] + sum;
    }

    private void weigh(double theta) {
        for (int i = 0; i <= last; i++) {
            double[] polynomial = tableau.interpolant()[i];
            double value = 0;
            for (int power = polynomial.length - 1; power >= 0; power--) {
                value = (value + polynomial[power]) * theta;
            }
            weights[i] = value;
        }
    }
}

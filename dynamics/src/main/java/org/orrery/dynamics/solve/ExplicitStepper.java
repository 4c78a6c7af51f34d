package org.orrery.dynamics.solve;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Method;

/**
 * One step of an explicit Runge-Kutta pair with first-same-as-last. Costs as many evaluations as the tableau has stages,
 * less one, and one pass over the states for each stage.
 *
 * <p>The stiffness estimate is that of Hairer and Wanner II, IV.2 (2.26): the last two stages stand at the same time, so
 * the ratio of the difference of their derivatives to the difference of their states nears the dominant eigenvalue where
 * the step is held at the border of stability. It costs one pass and no evaluation.
 *
 * <p>Where dense output needs stages of its own, they are evaluated when it is first asked for in a step.
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
    private final StageSum[] sums;
    private final StageSum errorSum;
    private final double[] weights;
    private @Nullable Dense dense;
    private double[] from = {};
    private double[] to = {};
    private double time;
    private double size;
    private boolean continuing;
    private boolean extraReady;

    ExplicitStepper(OdeSystem system, Tolerances tolerances, ExplicitTableau tableau, Counters counters) {
        this.system = system;
        this.tolerances = tolerances;
        this.tableau = tableau;
        this.counters = counters;
        int n = system.dimension();
        last = tableau.nodes().length - 1;
        slopes = new double[last + 1 + tableau.extraNodes().length][n];
        stage = new double[n];
        error = new double[n];
        zeros = new double[n];
        sums = StageSum.of(tableau.stages(), tableau.extraStages());
        errorSum = new StageSum(tableau.error());
        weights = new double[slopes.length];
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
        double[] nodes = tableau.nodes();
        for (int i = 1; i < last; i++) {
            sums[i].of(y, h, slopes, stage);
            system.derivative(t + nodes[i] * h, stage, slopes[i]);
        }
        sums[last].of(y, h, slopes, next);
        system.derivative(t + h, next, slopes[last]);
        counters.evaluations += last;
        errorSum.of(zeros, h, slopes, error);
        time = t;
        extraReady = false;
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
        weighed(theta, h, y).of(y, h, slopes, out);
    }

    @Override
    public double interpolate(double theta, double h, double[] y, double[] next, int component) {
        return weighed(theta, h, y).of(y, h, slopes, component);
    }

    @Override
    public void interpolate(double theta, double h, double[] y, double[] next, int[] components, double[] out) {
        StageSum sum = weighed(theta, h, y);
        for (int component : components) {
            out[component] = sum.of(y, h, slopes, component);
        }
    }

    private StageSum weighed(double theta, double h, double[] y) {
        if (!extraReady) {
            addStages(h, y);
        }
        Dense known = dense;
        if (known == null) {
            known = Dense.of(tableau);
            dense = known;
        }
        double[][] powers = known.powers();
        Arrays.fill(weights, 0);
        for (int power = powers.length - 1; power >= 0; power--) {
            double[] coefficients = powers[power];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = (weights[i] + coefficients[i]) * theta;
            }
        }
        known.sum().weigh(weights);
        return known.sum();
    }

    /**
     * What dense output needs, made when it is first asked for: many runs are read at the ends of steps only.
     *
     * @param powers of each power of theta from the first, the part of each stage
     * @param sum over the stages that have a part
     */
    private record Dense(double[][] powers, StageSum sum) {
        static Dense of(ExplicitTableau tableau) {
            double[][] powers = tableau.byPower();
            double[] whole = new double[powers[0].length];
            for (double[] coefficients : powers) {
                for (int i = 0; i < whole.length; i++) {
                    whole[i] += Math.abs(coefficients[i]);
                }
            }
            return new Dense(powers, new StageSum(whole));
        }
    }

    private void addStages(double h, double[] y) {
        double[] nodes = tableau.extraNodes();
        for (int i = 0; i < nodes.length; i++) {
            sums[last + 1 + i].of(y, h, slopes, stage);
            system.derivative(time + nodes[i] * h, stage, slopes[last + 1 + i]);
        }
        counters.evaluations += nodes.length;
        extraReady = true;
    }
}

package org.orrery.dynamics.run;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.lower.Algebra;
import org.orrery.dynamics.solve.OdeSystem;
import org.orrery.dynamics.steady.Lags;
import org.orrery.dynamics.steady.RestPoints;
import org.orrery.dynamics.steady.Spectrum;
import org.orrery.dynamics.steady.Turnover;

/**
 * One run as it is where nothing moves: what is looked back at is as it is now, and of fast reactions that pass something
 * on only the amounts count, not how often they have happened. States mean those that come to rest.
 */
final class Standing {
    /** At how many moments of the past it is looked whether the run was at rest. */
    private static final int MOMENTS = 64;

    private final Stage stage;
    private final SteadyPlan plan;
    private final List<double[]> laws;
    private final OdeSystem system;
    private final @Nullable CompiledSystem own;
    private final @Nullable Lags lags;
    private final Evaluator triggers;
    private final Evaluator readings;
    private final int[] amounts;
    private final int[] reserves;
    private final int[] extents;
    private final int[] kept;
    private @Nullable Turnover turnover;
    private RestPoints points;

    Standing(Stage stage, SteadyPlan plan, List<double[]> laws) {
        this.stage = stage;
        this.plan = plan;
        this.laws = laws;
        Program still = plan.still();
        if (still == null) {
            own = null;
            system = stage.system;
            lags = null;
            triggers = stage.triggers;
            readings = stage.readings;
        } else {
            own = new CompiledSystem(still, stage.parameters, stage.past);
            system = own;
            lags = plan.lags(stage.parameters);
            triggers = new Evaluator(still.triggers, stage.parameters, null, new int[0]);
            readings = new Evaluator(still.readings, stage.parameters, null, new int[0]);
        }
        points = new RestPoints(system, laws, lags);
        Algebra algebra = stage.program.lowered.algebra();
        boolean reduced = stage.program.tangent == null && !algebra.extents().isEmpty();
        amounts = algebra.pools().stream().mapToInt(pool -> stage.program.state(pool.amount())).toArray();
        reserves = algebra.pools().stream().mapToInt(pool -> stage.program.state(pool.reserve())).toArray();
        extents = algebra.extents().stream().mapToInt(extent -> stage.program.state(extent.state())).toArray();
        if (reduced) {
            kept = renewed(Horizon.START).kept();
        } else {
            kept = new int[stage.states.length];
            Arrays.setAll(kept, i -> i);
        }
    }

    /** Which fast reactions do something, and on what, may have changed. */
    private Turnover renewed(double t) {
        Turnover now = new Turnover(system, amounts, reserves, extents, t, stage.states);
        points = new RestPoints(now, laws.stream().map(now::weights).toList(), lags);
        turnover = now;
        return now;
    }

    /** To be called before a rest is looked for: parameters may be others than they were. */
    void renew(double t) {
        if (own != null) {
            own.parametersChanged();
            triggers.parametersChanged();
            readings.parametersChanged();
        }
        if (turnover != null) {
            renewed(t);
        }
    }

    int size() {
        return kept.length;
    }

    /** The place of a state among those of the run. */
    int whole(int state) {
        return kept[state];
    }

    String name(int state) {
        return stage.program.lowered.layout().states().get(kept[state]);
    }

    /** Of a value for each state of the run, those for the states that come to rest. */
    double[] seen(double[] states) {
        double[] seen = new double[kept.length];
        Arrays.setAll(seen, i -> states[kept[i]]);
        return seen;
    }

    private double[] whole(double[] seen) {
        Turnover through = turnover;
        return through == null ? seen : through.whole(seen);
    }

    RestPoints.@Nullable Root near(double t, double[] start, double[] scale) {
        Turnover through = turnover;
        if (through == null) {
            return points.near(t, start, scale);
        }
        RestPoints.Root root = points.near(t, through.combined(start), through.sizes(scale));
        return root == null ? null : with(root, through.seen(root.state()));
    }

    RestPoints.Root asItIs(double t, double[] y, double[] scale) {
        Turnover through = turnover;
        return through == null
                ? points.asItIs(t, y, scale)
                : with(points.asItIs(t, through.combined(y), through.sizes(scale)), y);
    }

    private static RestPoints.Root with(RestPoints.Root root, double[] state) {
        return new RestPoints.Root(state, root.residual(), root.drift(), root.laws(), root.hidden());
    }

    Spectrum spectrum(double t, RestPoints.Root root, double[] scale) {
        Turnover through = turnover;
        return through == null
                ? points.spectrum(t, root, scale)
                : points.spectrum(t, with(root, through.combined(root.state())), through.sizes(scale));
    }

    boolean dependsOnTime(double t) {
        double[] slope = new double[stage.states.length];
        system.timeDerivative(t, stage.states, slope);
        return Arrays.stream(slope).anyMatch(part -> part != 0);
    }

    double[] triggers(double t, double[] y) {
        return triggers.at(t, whole(y));
    }

    double[] readings(double t, double[] y) {
        return readings.at(t, whole(y));
    }

    /** Whether extents and reserves, which may run on without end, are left out. */
    boolean isReduced() {
        return turnover != null;
    }

    /** Whether the run looks back. */
    boolean remembers() {
        return lags != null;
    }

    /**
     * How far the run has been from a point in all that it still looks back at; infinite where something else happened
     * in that time.
     */
    double farthest(double t, double[] root, double[] scale) {
        if (lags == null) {
            return 0;
        }
        double memory = plan.memory(t, root, stage.parameters);
        if (!(stage.past.smoothSince() <= t - memory)) {
            return Double.POSITIVE_INFINITY;
        }
        double farthest = 0;
        double[] then = new double[stage.states.length];
        int[] all = new int[then.length];
        Arrays.setAll(all, i -> i);
        for (int moment = 1; moment <= MOMENTS; moment++) {
            stage.past.history().read(t - memory * moment / MOMENTS, all, then);
            farthest = Math.max(farthest, distance(then, root, scale));
        }
        return farthest;
    }

    static double distance(double[] a, double[] b, double[] scale) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            double relative = Math.abs(a[i] - b[i]) / scale[i];
            if (!(relative <= largest)) {
                largest = relative;
            }
        }
        return largest;
    }
}

package org.orrery.dynamics.run;

import java.util.Arrays;
import java.util.List;
import org.orrery.core.Numbers;
import org.orrery.core.RunFailure;
import org.orrery.dynamics.lower.Algebra;
import org.orrery.dynamics.solve.Choice;
import org.orrery.dynamics.solve.ConstraintSolver;
import org.orrery.dynamics.solve.ConstraintSolver.Outcome;
import org.orrery.dynamics.solve.Integrator;
import org.orrery.dynamics.solve.Tolerances;

/**
 * Where fast reactions come to rest from the amounts of the moment. They are followed through a time of their own, so
 * that of several rests the one is taken that they run into, and no amount is sent through zero; once they are near, Newton's method
 * takes the last step. A rest that they only pass, because a small excess grows there, is not taken.
 */
final class FastRest {
    private static final double LATE = 1e60;
    private static final int STEPS = 20_000;
    private static final double STILL_THERE = 1e-6;
    private static final double NEAR = 1e-4;
    private static final double PUSH = 1e-9;
    private static final double STRAIN = 1e3;
    private static final double TOUCHING = 1e-13;
    private static final int MOST_LEFT = 1000;

    private final Stage stage;
    private final int[] amounts;
    private final int[] reserves;
    private final int[] extents;
    private final List<Algebra.Extent> reactions;
    private final ConstraintSolver whole;
    private final FastFlow flow;
    private final ConstraintSolver slow;
    private final double[] slopes;
    private final int plain;
    private boolean stable;
    private int touched = -1;
    private int left;

    FastRest(Stage stage, Algebra algebra, ConstraintSolver whole) {
        this.stage = stage;
        this.whole = whole;
        reactions = algebra.extents();
        amounts = algebra.pools().stream().mapToInt(pool -> stage.program.state(pool.amount())).toArray();
        reserves = algebra.pools().stream().mapToInt(pool -> stage.program.state(pool.reserve())).toArray();
        extents = reactions.stream().mapToInt(extent -> stage.program.state(extent.state())).toArray();
        flow = new FastFlow(stage.system, extents, stage.program.places(algebra.followers()));
        slow = new ConstraintSolver(flow);
        slopes = new double[stage.states.length];
        plain = stage.program.tangent == null ? slopes.length : stage.program.tangent.states;
    }

    boolean isEmpty() {
        return extents.length == 0;
    }

    /** Solves what is algebraic beside the extents, for these extents. */
    ConstraintSolver slowSolver() {
        return slow;
    }

    /** Counts extents from here on. */
    void rebase(double t) {
        flow.setTime(t);
        // Derivatives stand behind the states in the same order, and are counted from here on too.
        for (int from = 0; from < stage.states.length; from += plain) {
            for (int i = 0; i < amounts.length; i++) {
                stage.states[from + reserves[i]] = stage.states[from + amounts[i]];
            }
            for (int extent : extents) {
                stage.states[from + extent] = 0;
            }
        }
        findIdle(t);
    }

    /** A reaction whose rate is zero at two states that have nothing in common is idle for these parameters. */
    private void findIdle(double t) {
        for (Algebra.Extent reaction : reactions) {
            stage.set(reaction.idle(), 0);
        }
        stage.parametersChanged();
        boolean[] idle = new boolean[extents.length];
        Arrays.fill(idle, true);
        double[] probe = new double[slopes.length];
        for (double seed : new double[]{0.37, 1.91}) {
            for (int i = 0; i < probe.length; i++) {
                probe[i] = seed * (1 + (i * 7 % 11) / 11.0);
            }
            stage.system.derivative(t, probe, slopes);
            for (int i = 0; i < extents.length; i++) {
                idle[i] &= slopes[extents[i]] == 0;
            }
        }
        for (int i = 0; i < idle.length; i++) {
            stage.set(reactions.get(i).idle(), idle[i] ? 1 : 0);
        }
        stage.parametersChanged();
    }

    /** Changes amounts and extents to the rest that is reached from here. */
    Outcome rest(double t, boolean wasThere) {
        if (wasThere && whole.distance(t, stage.states) < STILL_THERE) {
            Outcome outcome = whole.solve(t, stage.states);
            return outcome == Outcome.SOLVED ? settled(t) : outcome;
        }
        Integrator integrator = new Integrator(flow, tolerances(), Choice.RODAS5P, STEPS,
                stage.program.lowered.layout().states()::get);
        double[] trial = new double[slopes.length];
        try {
            integrator.restart(0, stage.states);
            while (integrator.time() < LATE) {
                integrator.step(LATE);
                System.arraycopy(integrator.state(), 0, trial, 0, trial.length);
                if (whole.distance(t, trial) < NEAR && isStable(t, trial) && arrives(t, trial)) {
                    return settled(t);
                }
            }
        } catch (RunFailure lost) {
            throw new RunFailure("at time " + Numbers.round(t, 6)
                    + " the fast reactions do not come to rest: in a time of their own, " + lost.getMessage());
        }
        System.arraycopy(integrator.state(), 0, stage.states, 0, trial.length);
        Outcome outcome = whole.solve(t, stage.states);
        return outcome == Outcome.SOLVED ? settled(t) : outcome;
    }

    /** A rest that a rate law only touches determines no extent, but for rounding. */
    private Outcome settled(double t) {
        stable = isStable(t, stage.states);
        double[] elsewhere = stage.states.clone();
        double size = size(stage.states);
        for (int i = 0; i < amounts.length; i++) {
            elsewhere[amounts[i]] = size * (1 + (i * 7 % 11) / 11.0);
        }
        double[][] there = slow.response(t, elsewhere, extents);
        double[][] here = slow.response(t, stage.states, extents);
        for (int i = 0; i < extents.length && there != null && here != null; i++) {
            if (Math.abs(here[i][i]) <= TOUCHING * Math.abs(there[i][i])) {
                touched = extents[i];
                return Outcome.SINGULAR;
            }
        }
        return Outcome.SOLVED;
    }

    /** The extent that the last rest does not determine, or -1. */
    int touched() {
        return touched;
    }

    private boolean arrives(double t, double[] near) {
        double[] end = near.clone();
        if (whole.solve(t, end) != Outcome.SOLVED) {
            return false;
        }
        double size = size(near);
        for (int amount : amounts) {
            if (!(Math.abs(end[amount] - near[amount]) <= 10 * NEAR * (Math.abs(near[amount]) + size))) {
                return false;
            }
        }
        System.arraycopy(end, 0, stage.states, 0, end.length);
        return true;
    }

    private Tolerances tolerances() {
        double[] absolute = new double[slopes.length];
        double size = size(stage.states);
        Arrays.fill(absolute, 1e300);
        for (int amount : amounts) {
            absolute[amount] = 1e-9 * size;
        }
        return new Tolerances(1e-5, absolute);
    }

    private double size(double[] states) {
        double size = Double.MIN_NORMAL;
        for (int amount : amounts) {
            size = Math.max(size, Math.abs(states[amount]));
        }
        return size;
    }

    /** Whether an excess of any one reaction dies out, and no odd number of directions grows. */
    private boolean isStable(double t, double[] rest) {
        flow.setTime(t);
        double[][] slopesByExtent = slow.response(t, rest, extents);
        if (slopesByExtent == null) {
            return false;
        }
        for (int i = 0; i < extents.length; i++) {
            if (!(slopesByExtent[i][i] < 0)) {
                return false;
            }
        }
        return Sign.ofDeterminant(slopesByExtent) == (extents.length % 2 == 0 ? 1 : -1);
    }

    /** Whether the rest that was stable when it was reached no longer is. */
    boolean isLost(double t, double[] states) {
        return stable && !isStable(t, states);
    }

    /**
     * Leaves a rest that has lost its stability for the one that a small excess runs into, with all amounts above zero.
     * Says whether there is one; where there is none, nothing has changed.
     */
    boolean leave(double t) {
        rebase(t);
        double[] here = stage.states.clone();
        for (double sign : left++ < MOST_LEFT ? new double[]{1, -1} : new double[0]) {
            System.arraycopy(here, 0, stage.states, 0, here.length);
            double push = sign * PUSH * size(here);
            for (int extent : extents) {
                stage.states[extent] = push;
            }
            if (slow.solve(t, stage.states) == Outcome.SOLVED && rests(t) && isAboveZero()) {
                return true;
            }
        }
        System.arraycopy(here, 0, stage.states, 0, here.length);
        return false;
    }

    /** Why a run ends that cannot leave. */
    RunFailure stuck(double t) {
        return new RunFailure("at time " + Numbers.round(t, 6) + " the rest of the fast reactions "
                + reactions.stream().map(Algebra.Extent::reaction).toList()
                + " loses its stability, and no other was found. Maybe fast=\"false\" and a large rate.");
    }

    private boolean rests(double t) {
        try {
            return rest(t, false) == Outcome.SOLVED;
        } catch (RunFailure _) {
            return false;
        }
    }

    private boolean isAboveZero() {
        double size = size(stage.states);
        for (int amount : amounts) {
            if (stage.states[amount] < -NEAR * size) {
                return false;
            }
        }
        return true;
    }

    boolean isStrained() {
        double size = size(stage.states);
        for (int i = 0; i < amounts.length; i++) {
            if (Math.abs(stage.states[amounts[i]] - stage.states[reserves[i]]) > STRAIN * size) {
                return true;
            }
        }
        return false;
    }
}

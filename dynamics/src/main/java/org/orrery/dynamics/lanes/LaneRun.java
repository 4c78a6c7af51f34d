package org.orrery.dynamics.lanes;

import org.orrery.dynamics.solve.ExplicitTableau;
import org.orrery.dynamics.solve.StiffnessWatch;

/** One member's run: where it stands, and what the control of its steps remembers. Belongs to one thread. */
public final class LaneRun {
    private static final double[] NOTHING = {};
    private static final boolean[] NO_TRUTH = {};

    /** The member's number, for the caller. */
    public final int number;
    final double[] state;
    final double[] own;
    final double[] absolute;
    final StiffnessWatch watch;
    double time;
    double limit;
    double size;
    /** The last error to the power of the memory of {@code StepControl}. */
    double memory;
    /** Whether no step was made since the start. */
    boolean fresh;
    boolean started;
    boolean implicit;
    boolean usedExplicit;
    boolean usedImplicit;
    long attempts;
    long steps;
    private final int[] guarded;
    final double[] highest;
    private final double[] lowest;
    private final double[] lowestAt;
    private final boolean[] startedPositive;

    /**
     * @param state at the start; written to when the run arrives somewhere
     * @param own the parameters that lanes have for themselves
     * @param absolute tolerance of each state
     * @param settings of the solver that it is for
     */
    public LaneRun(int number, double time, double[] state, double[] own, double[] absolute, LaneSettings settings) {
        this.number = number;
        this.time = time;
        this.state = state;
        this.own = own;
        this.absolute = absolute;
        watch = new StiffnessWatch(ExplicitTableau.TSIT5.stability(), state.length <= LaneSettings.LARGEST_IMPLICIT);
        guarded = settings.guarded();
        boolean guards = guarded.length > 0;
        highest = guards ? new double[guarded.length] : NOTHING;
        lowest = guards ? new double[guarded.length] : NOTHING;
        lowestAt = guards ? new double[guarded.length] : NOTHING;
        startedPositive = guards ? new boolean[guarded.length] : NO_TRUTH;
        for (int k = 0; k < guarded.length; k++) {
            highest[k] = state[guarded[k]];
            lowest[k] = state[guarded[k]];
            lowestAt[k] = time;
            startedPositive[k] = lowest[k] >= 0;
        }
    }

    /** Looks at the guarded states after a change from outside. */
    public void look() {
        for (int k = 0; k < guarded.length; k++) {
            highest[k] = Math.max(highest[k], state[guarded[k]]);
            below(k, time, state[guarded[k]]);
        }
    }

    void below(int k, double t, double value) {
        if (value < lowest[k]) {
            lowest[k] = value;
            lowestAt[k] = t;
        }
    }

    /** Lowest value of the k-th guarded state that is below zero, or some value not below. */
    public double lowest(int k) {
        return lowest[k];
    }

    /** When it was there. */
    public double lowestAt(int k) {
        return lowestAt[k];
    }

    /** Highest value of the k-th guarded state. */
    public double highest(int k) {
        return highest[k];
    }

    /** The time that the run has reached. */
    public double time() {
        return time;
    }

    /** The state when the run has arrived or left; always the same array. */
    public double[] state() {
        return state;
    }

    /** Its own parameters; after a change {@link #restart} must follow. */
    public double[] own() {
        return own;
    }

    /** Where the next steps shall end, to the bit. */
    public void setLimit(double limit) {
        this.limit = limit;
    }

    /** Where the next steps shall end. */
    public double limit() {
        return limit;
    }

    /** Says that the run stands at this time, a digit from where its steps ended, with nothing changed. */
    public void stand(double t) {
        time = t;
    }

    /** Whether the k-th guarded state was not below zero at the start. */
    public boolean startedPositive(int k) {
        return startedPositive[k];
    }

    /** Starts again from {@link #state()} and {@link #own()} at this time: what was known of the past step is forgotten. */
    public void restart(double t) {
        time = t;
        started = false;
    }

    /** Whether Tsit5 made steps. */
    public boolean usedExplicit() {
        return usedExplicit;
    }

    /** Whether Rodas5P made steps. */
    public boolean usedImplicit() {
        return usedImplicit;
    }

    /** Steps accepted so far. */
    public long steps() {
        return steps;
    }

    /** Steps tried so far. */
    public long attempts() {
        return attempts;
    }
}

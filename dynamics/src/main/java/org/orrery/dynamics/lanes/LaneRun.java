package org.orrery.dynamics.lanes;

import org.orrery.dynamics.solve.ExplicitTableau;
import org.orrery.dynamics.solve.StiffnessWatch;

/** One member's run: where it stands, and what the control of its steps remembers. Belongs to one thread. */
public final class LaneRun {
    /** The member's number, for the caller. */
    public final int number;
    final double[] state;
    final double[] own;
    final double[] absolute;
    final StiffnessWatch watch = new StiffnessWatch(ExplicitTableau.TSIT5.stability());
    double time;
    double limit;
    double size;
    double lastError;
    boolean started;
    boolean implicit;
    boolean usedExplicit;
    boolean usedImplicit;
    long attempts;
    long steps;

    /**
     * @param state at the start; written to when the run arrives somewhere
     * @param own the parameters that lanes have for themselves
     * @param absolute tolerance of each state
     */
    public LaneRun(int number, double time, double[] state, double[] own, double[] absolute) {
        this.number = number;
        this.time = time;
        this.state = state;
        this.own = own;
        this.absolute = absolute;
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

package org.orrery.dynamics.lanes;

import org.orrery.dynamics.solve.StiffnessWatch;

/**
 * The {@link StiffnessWatch} of each lane, in rows as long as nothing is suspicious: steps that are not looked at, and looks that
 * find the system not stiff. Choices are made by numbers that are 0 or 1. All else raises an alarm, and is left to the
 * lane's own watch.
 */
final class WatchRows {
    private static final double STEEP = StepRows.STEEP;

    private final double clear;
    private final double border;
    private double[] phase;
    private double[] constrained;
    private double[] nextPhase;
    private double[] nextConstrained;
    private final double[] wait;
    private final double[] suspicious;

    WatchRows(int stride, double stability) {
        clear = square(StiffnessWatch.CLEARLY_FREE * stability);
        border = square(StiffnessWatch.BORDER * stability);
        phase = new double[stride];
        constrained = new double[stride];
        nextPhase = new double[stride];
        nextConstrained = new double[stride];
        wait = new double[stride];
        suspicious = new double[stride];
    }

    private static double square(double x) {
        return x * x;
    }

    void enter(StiffnessWatch watch, int lane) {
        read(watch, lane);
        phase[lane] = nextPhase[lane];
        constrained[lane] = nextConstrained[lane];
    }

    void leave(int lane, StiffnessWatch watch) {
        watch.resume((int) phase[lane], (int) constrained[lane]);
    }

    void move(int from, int to) {
        phase[to] = phase[from];
        constrained[to] = constrained[from];
        wait[to] = wait[from];
        suspicious[to] = suspicious[from];
    }

    /**
     * After a step of all lanes.
     *
     * @param slopes the square of the distance between the slopes of the last two stages, {@code states} between their states
     * @param alarm raised above zero where the lane must be looked at by itself
     */
    void look(double[] h, double[] slopes, double[] states, double[] alarm, int lanes) {
        look(h, slopes, states, alarm, lanes, clear, border, phase, nextPhase);
        count(alarm, lanes, constrained, nextConstrained, wait, suspicious);
    }

    private static final int LOOKS = StiffnessWatch.LOOKS;

    private void look(double[] h, double[] slopes, double[] states, double[] alarm, int lanes, double clear,
            double border, double[] phase, double[] nextPhase) {
        double[] more = nextConstrained;
        for (int i = 0; i < lanes; i++) {
            double steps = phase[i] + 1;
            double looks = Math.min(1, Math.max(0, (steps - (LOOKS - 0.5)) * STEEP));
            double product = h[i] * h[i] * slopes[i];
            double bound = Math.min(1, Math.max(0, (product - clear * states[i]) * STEEP));
            nextPhase[i] = steps - LOOKS * looks;
            more[i] = LOOKS * looks * bound;
            alarm[i] = Math.max(alarm[i], looks * (product - border * states[i]));
        }
    }

    private static void count(double[] alarm, int lanes, double[] constrained, double[] next, double[] wait,
            double[] suspicious) {
        for (int i = 0; i < lanes; i++) {
            double sum = constrained[i] + next[i];
            next[i] = sum;
            alarm[i] = Math.max(alarm[i], sum - wait[i] + 1) + suspicious[i];
        }
    }

    /** The lane's step is to be tried again. */
    void keep(int lane) {
        nextPhase[lane] = phase[lane];
        nextConstrained[lane] = constrained[lane];
    }

    /** The step of a lane with an alarm, by its own watch. */
    boolean toImplicit(StiffnessWatch watch, int lane, double h, double way, double slopes, double states,
            int tries) {
        leave(lane, watch);
        boolean change = watch.looks()
                && watch.toImplicit(states > 0 ? h * Math.sqrt(slopes / states) : 0, h, way, tries);
        read(watch, lane);
        return change;
    }

    private void read(StiffnessWatch watch, int lane) {
        nextPhase[lane] = watch.phase();
        nextConstrained[lane] = watch.constrained();
        wait[lane] = watch.patience();
        suspicious[lane] = watch.isSuspicious() ? Double.POSITIVE_INFINITY : 0;
    }

    /** What was found for all lanes holds from now on. */
    void advance() {
        double[] old = phase;
        phase = nextPhase;
        nextPhase = old;
        double[] before = constrained;
        constrained = nextConstrained;
        nextConstrained = before;
    }
}

package org.orrery.dynamics.lanes;

import org.orrery.dynamics.solve.FirstStep;

/** Where runs wait that (re)start: slope and first step of all that wait are found together, as {@link FirstStep} does. */
final class Entrance {
    private final int n;
    private final int stride;
    private final double relative;
    private final Rows rightHandSide;
    final LaneRun[] runs;
    private int count;
    private int taken;
    private final double[] time;
    private final double[] horizon;
    private final double[] y;
    private final double[] own;
    private final double[] absolute;
    private final double[] slope;
    private final double[] ahead;
    private final double[] bendSlope;
    private final double[] size;
    private final double[] sizeOfSlope;
    private final double[] bend;
    private final double[] trial;
    private final Norm norm;

    Entrance(LaneEquations equations, double relative) {
        this.relative = relative;
        n = equations.dimension();
        stride = equations.stride();
        rightHandSide = new Rows(equations.rightHandSide());
        runs = new LaneRun[equations.lanes()];
        time = new double[stride];
        horizon = new double[stride];
        y = new double[n * stride];
        own = new double[equations.ownParameters() * stride];
        absolute = new double[n * stride];
        slope = new double[n * stride];
        ahead = new double[n * stride];
        bendSlope = new double[n * stride];
        size = new double[stride];
        sizeOfSlope = new double[stride];
        bend = new double[stride];
        trial = new double[stride];
        norm = new Norm(n, stride);
    }

    void share(double[] parameters) {
        rightHandSide.share(parameters);
    }

    boolean isFull() {
        return count == runs.length;
    }

    boolean isEmpty() {
        return taken == count;
    }

    /** Whether the next one can go on, and by this method. */
    boolean isNextFor(boolean implicit) {
        return isFinite(taken) && runs[taken].implicit == implicit;
    }

    /** The next one that was looked at; nobody may be added before all are taken. */
    int take() {
        return taken++;
    }

    /** Makes room for others. */
    void clear() {
        count = 0;
        taken = 0;
    }

    /** @param end of the first step at the latest */
    void add(LaneRun run, double end) {
        runs[count] = run;
        time[count] = run.time;
        horizon[count] = end - run.time;
        Rows.put(run.state, y, stride, count);
        Rows.put(run.own, own, stride, count);
        Rows.put(run.absolute, absolute, stride, count);
        rightHandSide.prepare(own, count);
        count++;
    }

    /** Finds the sizes of all that wait; false in {@link #isFinite} afterwards for those whose slope is not finite. */
    void look(int explicitOrder, int implicitOrder) {
        rightHandSide.into(time, y, own, slope, count);
        norm.of(count, relative, absolute, y, y, y, size);
        norm.of(count, relative, absolute, slope, y, y, sizeOfSlope);
        boolean fresh = false;
        for (int i = 0; i < count; i++) {
            trial[i] = FirstStep.trial(time[i], size[i], sizeOfSlope[i], horizon[i]);
            fresh |= !runs[i].started;
        }
        if (fresh) {
            lookAhead();
        }
        for (int i = 0; i < count; i++) {
            LaneRun run = runs[i];
            if (!run.started && isFinite(i)) {
                int order = run.implicit ? implicitOrder : explicitOrder;
                double first = FirstStep.chosen(trial[i], sizeOfSlope[i], bend[i], order, horizon[i]);
                run.size = run.size > first ? Math.sqrt(run.size) * Math.sqrt(first) : first;
                run.memory = 1;
                run.fresh = true;
                run.started = true;
            }
        }
    }

    private void lookAhead() {
        boolean again = true;
        for (int turn = 0; turn < FirstStep.LONGEST_SHRINKING && again; turn++) {
            again = false;
            bend();
            for (int i = 0; i < count; i++) {
                if (!runs[i].started && !(bend[i] < Double.POSITIVE_INFINITY)
                        && turn + 1 < FirstStep.LONGEST_SHRINKING) {
                    trial[i] *= 0.1;
                    again = true;
                }
            }
        }
    }

    /** y'' by one Euler step. */
    private void bend() {
        for (int row = 0; row < n; row++) {
            int at = row * stride;
            for (int i = 0; i < count; i++) {
                ahead[at + i] = y[at + i] + trial[i] * slope[at + i];
            }
        }
        for (int i = 0; i < count; i++) {
            size[i] = time[i] + trial[i];
        }
        rightHandSide.into(size, ahead, own, bendSlope, count);
        for (int row = 0; row < n; row++) {
            int at = row * stride;
            for (int i = 0; i < count; i++) {
                bendSlope[at + i] = (bendSlope[at + i] - slope[at + i]) / trial[i];
            }
        }
        norm.of(count, relative, absolute, bendSlope, y, ahead, bend);
    }

    boolean isFinite(int i) {
        return sizeOfSlope[i] < Double.POSITIVE_INFINITY;
    }

    /** Writes the slope of the i-th that waits into a lane. */
    void slope(int i, double[] rows, int lane) {
        for (int row = 0; row < n; row++) {
            rows[row * stride + lane] = slope[row * stride + i];
        }
    }
}

package org.orrery.dynamics.lanes;

import org.orrery.dynamics.solve.StepControl;

/**
 * Time and step size of each lane: what {@link org.orrery.dynamics.solve.Integrator#step} decides, in rows.
 *
 * <p>All is computed in loops without a choice: a choice is a number that is 0 or 1, by which both values are multiplied. What
 * cannot be told so raises an <i>alarm</i>, and such lanes are gone through one by one: steps that arrive, that are refused or were
 * before, or that are too short for the time to move.
 */
final class StepRows {
    private static final double STRETCH = 1.01;
    /** More than 16 units of the last digit. */
    private static final double DIGITS = 0x1p-47;
    /** Makes a difference of any size at least 1. */
    static final double STEEP = 0x1p1000;

    private final double longest;
    private final StepSizes sizes;
    double[] time;
    double[] end;
    /** The first row; {@link Rows#spread} fills the others. */
    final double[] h;
    final double[] error;
    final double[] limit;
    private double[] size;
    private double[] nextSize;
    /** 1 where the step ends at the limit, else 0. */
    private final double[] arrives;
    /** 1 where the step is shorter than it could have been, else 0. */
    private final double[] shortened;
    /** After {@link #judge}: not below or equal to zero where a lane must be looked at by itself. */
    final double[] alarm;
    private final double[] flag;
    /** 1 where the last step was refused, else 0. */
    private final double[] again;
    private final int[] refused;

    StepRows(LaneEquations equations, LaneSettings settings, StepControl control) {
        longest = settings.longestStep();
        int stride = equations.stride();
        sizes = new StepSizes(control, stride);
        time = new double[stride];
        end = new double[stride];
        h = new double[equations.dimension() * stride];
        error = new double[stride];
        limit = new double[stride];
        size = new double[stride];
        nextSize = new double[stride];
        arrives = new double[stride];
        shortened = new double[stride];
        alarm = new double[stride];
        flag = new double[stride];
        again = new double[stride];
        refused = new int[stride];
    }

    void enter(LaneRun run, int lane) {
        time[lane] = run.time;
        limit[lane] = run.limit;
        size[lane] = run.size;
        sizes.enter(run, lane);
        refused[lane] = 0;
        again[lane] = 0;
    }

    void leave(int lane, LaneRun run) {
        run.size = size[lane];
        sizes.leave(lane, run);
    }

    void move(int from, int to) {
        time[to] = time[from];
        end[to] = end[from];
        h[to] = h[from];
        limit[to] = limit[from];
        size[to] = size[from];
        arrives[to] = arrives[from];
        shortened[to] = shortened[from];
        sizes.move(from, to);
        refused[to] = refused[from];
        again[to] = again[from];
    }

    /** The steps to be tried. */
    void propose(int lanes) {
        propose(lanes, longest, time, limit, size, end, h, arrives, shortened);
    }

    private static void propose(int lanes, double longest, double[] time, double[] limit, double[] size, double[] end,
            double[] h, double[] arrives, double[] shortened) {
        for (int i = 0; i < lanes; i++) {
            double t = time[i];
            double last = limit[i];
            double rest = last - t;
            double free = Math.min(size[i], longest);
            double stays = Math.min(1, Math.max(0, (rest - STRETCH * free) * STEEP));
            double reaches = 1 - stays;
            double step = Math.min(free, 0.5 * rest);
            double to = stays * (t + step) + reaches * last;
            end[i] = to;
            h[i] = to - t;
            arrives[i] = reaches;
            shortened[i] = Math.min(1, Math.max(0, (size[i] - (stays * step + reaches * rest)) * STEEP));
        }
    }

    /** After the attempt: sizes of the next steps, as if all steps had been accepted. */
    void judge(int lanes) {
        sizes.of(error, lanes);
        sizes.grow(h, size, shortened, nextSize, lanes);
        alarm(lanes, error, again, arrives, end, nextSize, alarm);
    }

    private static void alarm(int lanes, double[] error, double[] again, double[] arrives, double[] end,
            double[] nextSize, double[] alarm) {
        for (int i = 0; i < lanes; i++) {
            double missing = DIGITS * Math.abs(end[i]) + Double.MIN_NORMAL - nextSize[i];
            alarm[i] = Math.max(Math.max(error[i] - 1, missing), Math.max(again[i], arrives[i]));
        }
    }

    /** After {@link #judge}: lists the lanes with an alarm; returns how many. */
    int alarmed(int lanes, int[] list) {
        for (int i = 0; i < lanes; i++) {
            flag[i] = Math.min(1, Math.max(0, alarm[i] * STEEP));
        }
        int many = 0;
        for (int i = 0; i < lanes; i++) {
            list[many] = i;
            // the lowest bit of the exponent: set in 1 and in what is no number, not set in 0. Without a branch, since it
            // would go the unusual way now and then and cost more than the rest
            many += (int) (Double.doubleToRawLongBits(flag[i]) >>> 52) & 1;
        }
        return many;
    }

    /** Whether the step is accepted. */
    boolean isAccepted(int lane) {
        return error[lane] <= 1;
    }

    /** Whether the lane's step is to be tried again. */
    boolean isRefused(int lane) {
        return refused[lane] > 0;
    }

    /** Of a lane with an alarm whose step is accepted; returns how often it was tried. */
    int accept(int lane) {
        nextSize[lane] = Math.max(nextSize[lane], 16 * Math.ulp(end[lane]));
        int tries = refused[lane] + 1;
        refused[lane] = 0;
        again[lane] = 0;
        return tries;
    }

    /** The step is to be tried again, and shorter; false if no step is short enough. */
    boolean refuse(int lane) {
        double t = time[lane];
        double shorter = h[lane] * sizes.refuse(lane, error[lane]);
        nextSize[lane] = shorter;
        end[lane] = t;
        refused[lane]++;
        again[lane] = 1;
        double rest = limit[lane] - t;
        double wanted = rest <= STRETCH * Math.min(shorter, longest) ? rest : rest / 2;
        return Math.min(wanted, Math.min(shorter, longest)) > 8 * Math.ulp(t);
    }

    /** What was found for all lanes holds from now on; {@link #end} is where the steps began. */
    void advance() {
        double[] begin = time;
        time = end;
        end = begin;
        double[] oldSize = size;
        size = nextSize;
        nextSize = oldSize;
        sizes.advance();
    }
}

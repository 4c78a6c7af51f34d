package org.orrery.dynamics.lanes;

import org.orrery.dynamics.solve.StepControl;

/**
 * Time and step size of each lane: what {@link org.orrery.dynamics.solve.Integrator#step} decides, in rows.
 *
 * <p>Most steps go the same way: they end before the limit, are accepted, and were not tried before. For these all is computed in
 * loops without a choice, and everything else is <i>special</i>: lanes of which it is seen before the attempt that it will be
 * ({@link #propose}) or after it that it was, and which are gone through one by one.
 */
final class StepRows {
    private static final double STRETCH = 1.01;
    /** More than 16 units of the last digit. */
    private static final double DIGITS = 0x1p-47;
    /** Makes a difference of any size at least 1. */
    static final double STEEP = 0x1p1000;

    private final double longest;
    private final StepControl control;
    private final StepSizes sizes;
    double[] time;
    double[] end;
    /** The first row; {@link Rows#spread} fills the others. */
    final double[] h;
    double[] error;
    final double[] limit;
    private double[] size;
    private double[] nextSize;
    private double[] lastError;
    private final double[] room;
    /** After {@link #judge}: not below or equal to zero where a lane must be looked at by itself. */
    final double[] alarm;
    private final double[] plain;
    /** 0, or no number where the last step was refused. */
    private final double[] again;
    private final int[] refused;
    private final boolean[] shortened;

    StepRows(LaneEquations equations, LaneSettings settings, StepControl control) {
        longest = settings.longestStep();
        this.control = control;
        int stride = equations.stride();
        sizes = new StepSizes(control, stride);
        time = new double[stride];
        end = new double[stride];
        h = new double[equations.dimension() * stride];
        error = new double[stride];
        limit = new double[stride];
        size = new double[stride];
        nextSize = new double[stride];
        lastError = new double[stride];
        room = new double[stride];
        alarm = new double[stride];
        plain = new double[stride];
        again = new double[stride];
        refused = new int[stride];
        shortened = new boolean[stride];
    }

    void enter(LaneRun run, int lane) {
        time[lane] = run.time;
        limit[lane] = run.limit;
        size[lane] = run.size;
        lastError[lane] = run.lastError;
        sizes.remember(lane, run.lastError);
        refused[lane] = 0;
        again[lane] = 0;
        shortened[lane] = false;
    }

    void leave(int lane, LaneRun run) {
        run.size = size[lane];
        run.lastError = lastError[lane];
    }

    void move(int from, int to) {
        time[to] = time[from];
        end[to] = end[from];
        h[to] = h[from];
        limit[to] = limit[from];
        size[to] = size[from];
        lastError[to] = lastError[from];
        sizes.move(from, to);
        room[to] = room[from];
        refused[to] = refused[from];
        again[to] = again[from];
        shortened[to] = shortened[from];
    }

    /** Steps of the size that was found for them. */
    void propose(int lanes) {
        propose(lanes, longest, time, limit, size, again, end, h, room);
    }

    private static void propose(int lanes, double longest, double[] time, double[] limit, double[] size, double[] again,
            double[] end, double[] h, double[] room) {
        for (int i = 0; i < lanes; i++) {
            double t = time[i];
            double step = size[i];
            double to = t + step;
            end[i] = to;
            h[i] = to - t;
            double lasts = Math.min(limit[i] - t - 2 * step, longest - step);
            room[i] = Math.min(lasts, step - (DIGITS * Math.abs(t) + Double.MIN_NORMAL)) + again[i];
        }
    }

    /** Lists the lanes that need {@link #choose}; returns how many. */
    int special(int lanes, int[] list) {
        for (int i = 0; i < lanes; i++) {
            plain[i] = Math.min(1, Math.max(0, 1 + room[i] * STEEP));
        }
        return list(plain, lanes, list);
    }

    /** After {@link #judge}: lists the lanes with an alarm; returns how many. */
    int alarmed(int lanes, int[] list) {
        for (int i = 0; i < lanes; i++) {
            plain[i] = Math.min(1, Math.max(0, 1 - alarm[i] * STEEP));
        }
        return list(plain, lanes, list);
    }

    /** Those with no 1. Without a branch, since it would go the unusual way now and then and cost more than the rest. */
    private static int list(double[] plain, int lanes, int[] list) {
        int many = 0;
        for (int i = 0; i < lanes; i++) {
            list[many] = i;
            many += 1 - (int) plain[i];
        }
        return many;
    }

    /** The step of a special lane; false if no step is short enough. */
    boolean choose(int lane) {
        double t = time[lane];
        double digit = Math.ulp(t);
        if (refused[lane] == 0) {
            size[lane] = Math.max(size[lane], 16 * digit);
        }
        double rest = limit[lane] - t;
        double free = Math.min(size[lane], longest);
        boolean reaches = rest <= STRETCH * free;
        double wanted = reaches ? rest : rest < 2 * free ? rest / 2 : free;
        if (refused[lane] > 0 && Math.min(wanted, size[lane]) <= 8 * digit) {
            return false;
        }
        end[lane] = reaches ? limit[lane] : t + wanted;
        h[lane] = end[lane] - t;
        shortened[lane] = wanted < size[lane];
        room[lane] = Double.NaN; // special until the attempt is judged
        return true;
    }

    /** After the attempt: sizes of the next steps, as if all steps had been accepted. */
    void judge(int lanes) {
        sizes.of(error, lanes);
        sizes.grow(h, nextSize, lanes);
        alarm(lanes, error, room, alarm);
    }

    private static void alarm(int lanes, double[] error, double[] room, double[] alarm) {
        for (int i = 0; i < lanes; i++) {
            alarm[i] = Math.max(error[i] - 1, -room[i]);
        }
    }

    /** Whether the step is accepted. */
    boolean isAccepted(int lane) {
        return error[lane] <= 1;
    }

    /** Whether the lane's step is to be tried again. */
    boolean isRefused(int lane) {
        return refused[lane] > 0;
    }

    /** Of a special lane, whose step is accepted; returns how often it was tried. */
    int accept(int lane) {
        int tries = refused[lane] + 1;
        if (tries > 1 || shortened[lane]) {
            double factor = sizes.afterAccepted(lane);
            double proposed = h[lane] * (tries > 1 ? Math.min(1, factor) : factor);
            nextSize[lane] = shortened[lane] ? Math.max(size[lane] * Math.min(1, factor), proposed) : proposed;
        }
        if (shortened[lane]) {
            sizes.keep(lane);
            error[lane] = lastError[lane];
        }
        shortened[lane] = false;
        refused[lane] = 0;
        again[lane] = 0;
        return tries;
    }

    /** The step is to be tried again, and shorter. */
    void refuse(int lane) {
        nextSize[lane] = h[lane] * sizes.afterRejected(lane, error[lane]);
        sizes.keep(lane);
        error[lane] = lastError[lane];
        end[lane] = time[lane];
        refused[lane]++;
        again[lane] = Double.NaN;
    }

    /** What was found for all lanes holds from now on; {@link #end} is where the steps began. */
    void advance() {
        double[] begin = time;
        time = end;
        end = begin;
        double[] oldSize = size;
        size = nextSize;
        nextSize = oldSize;
        double[] old = lastError;
        lastError = error;
        error = old;
        sizes.advance();
    }
}

package org.orrery.dynamics.lanes;

import org.orrery.dynamics.solve.StepControl;

/**
 * Runs side by side that make steps by one method. A step is tried in all lanes together; what follows from its error is
 * each lane's own. The control is that of {@link org.orrery.dynamics.solve.Integrator#step}.
 */
abstract sealed class Lanes implements LaneStep permits ExplicitLanes, RosenbrockLanes {
    private static final double STRETCH = 1.01;

    final LaneEquations equations;
    final int n;
    final int stride;
    final double relative;
    final LaneRun[] runs;
    int count;
    final double[] time;
    /** In the first row; {@link Rows#spread} fills the others. */
    final double[] h;
    final double[] end;
    final double[] error;
    final double[] own;
    final double[] absolute;
    double[] y;
    double[] next;
    private final double longest;
    private final long most;
    private final StepSizes sizes;
    private final double[] size;
    private final double[] remembered;
    private final double[] lastError;
    private final int[] attempts;
    private final boolean[] accepted;
    private final boolean[] changes;
    private final int[] guarded;
    private final double[] highest;
    private final double[] least;
    private int told;

    Lanes(LaneEquations equations, LaneSettings settings, StepControl control) {
        this.equations = equations;
        n = equations.dimension();
        stride = equations.stride();
        relative = settings.relative();
        longest = settings.longestStep();
        most = settings.maxSteps();
        sizes = new StepSizes(control, stride);
        int lanes = equations.lanes();
        runs = new LaneRun[lanes];
        time = new double[stride];
        h = new double[n * stride];
        end = new double[stride];
        error = new double[stride];
        own = new double[equations.ownParameters() * stride];
        absolute = new double[n * stride];
        y = new double[n * stride];
        next = new double[n * stride];
        guarded = settings.guarded();
        highest = new double[guarded.length * stride];
        least = new double[stride];
        size = new double[lanes];
        remembered = new double[lanes];
        lastError = new double[lanes];
        attempts = new int[lanes];
        accepted = new boolean[lanes];
        changes = new boolean[lanes];
    }

    abstract void share(double[] parameters);

    /** What the method keeps of a lane beside its state, for one that enters from the entrance. */
    abstract void begin(int lane, Entrance entrance, int waiting);

    /** Copies what the method keeps of a lane. */
    abstract void moveOwn(int from, int to);

    /** Tries a step of {@link #h} in all lanes: fills {@link #next} and {@link #error}. */
    abstract void compute();

    /** Whether an accepted step shows that the other method should go on. */
    abstract boolean reconsider(int lane, int tries);

    /** After {@link #y} and {@link #next} were exchanged: what else belongs to the new state. */
    abstract void exchange();

    /** Takes the exchange back for one lane. */
    abstract void restore(int lane);

    abstract void interpolate(int lane, double theta, double width, double[] out);

    /** A run from the entrance takes the next lane. */
    final void enter(LaneRun run, Entrance entrance, int waiting) {
        int lane = count++;
        runs[lane] = run;
        time[lane] = run.time;
        size[lane] = run.size;
        lastError[lane] = run.lastError;
        remembered[lane] = sizes.remembered(run.lastError);
        attempts[lane] = 0;
        Rows.put(run.state, y, stride, lane);
        Rows.put(run.own, own, stride, lane);
        Rows.put(run.absolute, absolute, stride, lane);
        Rows.put(run.highest, highest, stride, lane);
        begin(lane, entrance, waiting);
    }

    /** Frees a lane; the last lane moves into the gap. */
    private void free(int lane) {
        count--;
        if (lane < count) {
            runs[lane] = runs[count];
            time[lane] = time[count];
            size[lane] = size[count];
            lastError[lane] = lastError[count];
            remembered[lane] = remembered[count];
            attempts[lane] = attempts[count];
            Rows.move(y, n, stride, count, lane);
            Rows.move(own, equations.ownParameters(), stride, count, lane);
            Rows.move(absolute, n, stride, count, lane);
            Rows.move(highest, guarded.length, stride, count, lane);
            moveOwn(count, lane);
        }
    }

    /** One attempt in each lane. */
    final void attempt(LaneVisitor visitor, LaneSolver solver) {
        for (int lane = count - 1; lane >= 0; lane--) {
            if (!choose(lane)) {
                LaneRun run = runs[lane];
                free(lane);
                visitor.failed(run);
            }
        }
        if (count == 0) {
            return;
        }
        compute();
        sizes.of(error, count);
        boolean watches = visitor.watchesSteps();
        for (int lane = 0; lane < count; lane++) {
            decide(lane);
            if (watches && accepted[lane]) {
                told = lane;
                visitor.stepped(runs[lane], this);
            }
        }
        double[] old = y;
        y = next;
        next = old;
        exchange();
        guard();
        for (int lane = count - 1; lane >= 0; lane--) {
            if (accepted[lane]) {
                time[lane] = end[lane];
                conclude(lane, visitor, solver);
            } else {
                restore(lane);
            }
        }
    }

    /** Highest values in rows; lanes with a guarded value below zero are looked at one by one. */
    private void guard() {
        for (int lane = 0; lane < count; lane++) {
            least[lane] = 0;
            if (!accepted[lane]) {
                Rows.keep(next, y, n, stride, lane);
            }
        }
        for (int k = 0; k < guarded.length; k++) {
            widen(k * stride, guarded[k] * stride);
        }
        for (int lane = 0; lane < count; lane++) {
            if (least[lane] < 0 && accepted[lane]) {
                for (int k = 0; k < guarded.length; k++) {
                    runs[lane].below(k, end[lane], y[guarded[k] * stride + lane]);
                }
            }
        }
    }

    private void widen(int row, int at) {
        for (int i = 0; i < count; i++) {
            highest[row + i] = Math.max(highest[row + i], y[at + i]);
            least[i] = Math.min(least[i], y[at + i]);
        }
    }

    private boolean choose(int lane) {
        LaneRun run = runs[lane];
        double t = time[lane];
        double digit = Math.ulp(t);
        if (attempts[lane] == 0) {
            size[lane] = Math.max(size[lane], 16 * digit);
        }
        double limit = Math.min(run.limit, t + longest);
        double rest = limit - t;
        double step = size[lane];
        boolean reaches = rest <= STRETCH * step;
        double wanted = reaches ? rest : rest < 2 * step ? rest / 2 : step;
        if (attempts[lane] > 0 && Math.min(wanted, step) <= 8 * digit || run.attempts >= most) {
            return false;
        }
        end[lane] = reaches ? limit : t + wanted;
        h[lane] = end[lane] - t;
        attempts[lane]++;
        run.attempts++;
        return true;
    }

    private void decide(int lane) {
        double e = error[lane];
        double step = h[lane];
        accepted[lane] = e <= 1;
        if (!(e <= 1)) {
            size[lane] = step * sizes.afterRejected(lane, e);
            return;
        }
        double factor = sizes.afterAccepted(lane, remembered[lane]);
        boolean shortened = step < size[lane];
        double proposed = step * (attempts[lane] > 1 ? Math.min(1, factor) : factor);
        if (shortened) {
            size[lane] = Math.max(size[lane] * Math.min(1, factor), proposed);
        } else {
            size[lane] = proposed;
            lastError[lane] = e;
            remembered[lane] = sizes.memory[lane];
        }
        changes[lane] = reconsider(lane, attempts[lane]);
        attempts[lane] = 0;
        runs[lane].steps++;
    }

    private void conclude(int lane, LaneVisitor visitor, LaneSolver solver) {
        LaneRun run = runs[lane];
        boolean arrives = end[lane] == run.limit;
        boolean change = changes[lane];
        if (!arrives && !change) {
            return;
        }
        run.time = time[lane];
        Rows.take(y, run.state, stride, lane);
        Rows.take(highest, run.highest, stride, lane);
        LaneVisitor.Next what = arrives ? visitor.arrived(run) : LaneVisitor.Next.ON;
        if (what == LaneVisitor.Next.ON && !change) {
            return;
        }
        run.size = size[lane];
        run.lastError = lastError[lane];
        free(lane);
        if (change && what != LaneVisitor.Next.LEAVE && !run.implicit && n > LaneSettings.LARGEST_IMPLICIT) {
            visitor.failed(run);
            return;
        }
        if (change) {
            run.implicit = !run.implicit;
            run.started = false;
        }
        if (what != LaneVisitor.Next.LEAVE) {
            solver.again(run);
        }
    }

    @Override
    public final double from() {
        return time[told];
    }

    @Override
    public final double to() {
        return end[told];
    }

    @Override
    public final void interpolate(double t, double[] out) {
        double begin = time[told];
        if (t == end[told]) {
            Rows.take(next, out, stride, told);
        } else if (t == begin) {
            Rows.take(y, out, stride, told);
        } else {
            double width = end[told] - begin;
            interpolate(told, (t - begin) / width, width, out);
        }
    }
}

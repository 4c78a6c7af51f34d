package org.orrery.dynamics.lanes;

import org.orrery.dynamics.solve.StepControl;

/**
 * Runs side by side that make steps by one method. A step is tried in all lanes together; what follows from its error is
 * each lane's own. The control is that of {@link org.orrery.dynamics.solve.Integrator#step}.
 */
abstract sealed class Lanes implements LaneStep permits ExplicitLanes, RosenbrockLanes {
    final LaneEquations equations;
    final int n;
    final int stride;
    final double relative;
    final LaneRun[] runs;
    int count;
    final StepRows steps;
    final double[] own;
    final double[] absolute;
    double[] y;
    double[] next;
    private final long most;
    private final Guard guard;
    /** Attempts made by these lanes. */
    private long tick;
    /** The attempt before the lane's first that its run does not know of yet. */
    private final long[] since;
    private final int[] refused;
    /** No run has made too many attempts before. */
    private long mostAt = Long.MAX_VALUE;
    private final int[] attention;
    private final boolean[] changes;
    /** No step is short enough. */
    private final boolean[] lost;
    private int told;

    Lanes(LaneEquations equations, LaneSettings settings, StepControl control) {
        this.equations = equations;
        n = equations.dimension();
        stride = equations.stride();
        relative = settings.relative();
        most = Math.min(settings.maxSteps(), Long.MAX_VALUE / 2);
        steps = new StepRows(equations, settings, control);
        int lanes = equations.lanes();
        runs = new LaneRun[lanes];
        own = new double[equations.ownParameters() * stride];
        absolute = new double[n * stride];
        y = new double[n * stride];
        next = new double[n * stride];
        guard = new Guard(settings.guarded(), stride);
        since = new long[lanes];
        refused = new int[lanes];
        attention = new int[lanes + 1];
        changes = new boolean[lanes];
        lost = new boolean[lanes];
    }

    abstract void share(double[] parameters);

    /** What the method keeps of a lane beside its state, for one that enters from the entrance. */
    abstract void begin(int lane, Entrance entrance, int waiting);

    /** Copies what the method keeps of a lane. */
    abstract void moveOwn(int from, int to);

    /** Tries a step of {@link StepRows#h} in all lanes: fills {@link #next} and {@link StepRows#error}. */
    abstract void compute();

    /** Raises {@link StepRows#alarm} where {@link #reconsider} is to be asked; elsewhere the other method is not needed. */
    abstract void watch();

    /** Whether the accepted step of a lane with an alarm shows that the other method should go on. */
    abstract boolean reconsider(int lane, int tries);

    /** The step of a lane is to be tried again. */
    abstract void refuse(int lane);

    /** Leaves with the run what is known of it. */
    abstract void leave(int lane);

    /** After {@link #y} and {@link #next} were exchanged: what else belongs to the new state. */
    abstract void exchange();

    /** Takes the exchange back for one lane. */
    abstract void restore(int lane);

    abstract void interpolate(int lane, double theta, double width, double[] out);

    /** A run from the entrance takes the next lane. */
    final void enter(LaneRun run, Entrance entrance, int waiting) {
        enter(count++, run, entrance, waiting);
    }

    /** The same into a lane that its run has left. */
    final void enter(int lane, LaneRun run, Entrance entrance, int waiting) {
        runs[lane] = run;
        steps.enter(run, lane);
        Rows.put(run.state, y, stride, lane);
        Rows.put(run.own, own, stride, lane);
        Rows.put(run.absolute, absolute, stride, lane);
        guard.enter(run, lane);
        begin(lane, entrance, waiting);
        since[lane] = tick;
        refused[lane] = 0;
        changes[lane] = false;
        lost[lane] = false;
        mostAt = Math.min(mostAt, tick + most - run.attempts);
    }

    /** Frees a lane; the last lane moves into the gap. */
    private void free(int lane) {
        count--;
        if (lane < count) {
            runs[lane] = runs[count];
            steps.move(count, lane);
            since[lane] = since[count];
            refused[lane] = refused[count];
            changes[lane] = changes[count];
            lost[lane] = lost[count];
            Rows.move(y, n, stride, count, lane);
            Rows.move(own, equations.ownParameters(), stride, count, lane);
            Rows.move(absolute, n, stride, count, lane);
            guard.move(count, lane);
            moveOwn(count, lane);
        }
    }

    /** Tells the run what it has done since it entered or was told. */
    private void account(int lane) {
        LaneRun run = runs[lane];
        run.attempts += tick - since[lane];
        run.steps += tick - since[lane] - refused[lane];
        since[lane] = tick;
        refused[lane] = 0;
    }

    private void fail(int lane, LaneVisitor visitor) {
        LaneRun run = runs[lane];
        account(lane);
        free(lane);
        visitor.failed(run);
    }

    /** One attempt in each lane. */
    final void attempt(LaneVisitor visitor, LaneSolver solver) {
        if (tick >= mostAt) {
            giveUp(visitor);
        }
        if (count == 0) {
            return;
        }
        steps.propose(count);
        compute();
        tick++;
        steps.judge(count);
        watch();
        int many = steps.alarmed(count, attention);
        for (int i = 0; i < many; i++) {
            decide(attention[i]);
        }
        if (visitor.watchesSteps()) {
            tell(visitor);
        }
        double[] old = y;
        y = next;
        next = old;
        exchange();
        steps.advance();
        takeBack(many);
        guard.look(y, count, runs, steps.time);
        for (int i = many - 1; i >= 0; i--) {
            conclude(attention[i], visitor, solver);
        }
    }

    private void takeBack(int many) {
        for (int i = 0; i < many; i++) {
            int lane = attention[i];
            if (steps.isRefused(lane)) {
                Rows.keep(next, y, n, stride, lane);
                restore(lane);
            }
        }
    }

    private void giveUp(LaneVisitor visitor) {
        mostAt = Long.MAX_VALUE;
        for (int lane = count - 1; lane >= 0; lane--) {
            long left = most - runs[lane].attempts - (tick - since[lane]);
            if (left <= 0) {
                fail(lane, visitor);
            } else {
                mostAt = Math.min(mostAt, tick + left);
            }
        }
    }

    private void decide(int lane) {
        if (steps.isAccepted(lane)) {
            changes[lane] = reconsider(lane, steps.accept(lane));
        } else {
            lost[lane] = !steps.refuse(lane);
            refused[lane]++;
            refuse(lane);
        }
    }

    private void tell(LaneVisitor visitor) {
        for (int lane = 0; lane < count; lane++) {
            if (!steps.isRefused(lane)) {
                told = lane;
                visitor.stepped(runs[lane], this);
            }
        }
    }

    private void conclude(int lane, LaneVisitor visitor, LaneSolver solver) {
        if (lost[lane]) {
            fail(lane, visitor);
            return;
        }
        LaneRun run = runs[lane];
        boolean arrives = steps.time[lane] == run.limit;
        boolean change = changes[lane];
        if (!arrives && !change) {
            return;
        }
        account(lane);
        run.time = steps.time[lane];
        Rows.take(y, run.state, stride, lane);
        guard.tell(run, lane);
        LaneVisitor.Next what = arrives ? visitor.arrived(run) : LaneVisitor.Next.ON;
        if (what == LaneVisitor.Next.ON && !change) {
            steps.limit[lane] = run.limit;
            return;
        }
        steps.leave(lane, run);
        leave(lane);
        if (!solver.fill(this, lane)) {
            free(lane);
        }
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
        return steps.time[told];
    }

    @Override
    public final double to() {
        return steps.end[told];
    }

    @Override
    public final void interpolate(double t, double[] out) {
        double begin = from();
        if (t == to()) {
            Rows.take(next, out, stride, told);
        } else if (t == begin) {
            Rows.take(y, out, stride, told);
        } else {
            double width = to() - begin;
            interpolate(told, (t - begin) / width, width, out);
        }
    }
}

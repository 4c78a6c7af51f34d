package org.orrery.dynamics.lanes;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.solve.Choice;
import org.orrery.dynamics.solve.ExplicitTableau;
import org.orrery.dynamics.solve.RosenbrockTableau;

/**
 * Solves many runs of one system in lanes. As many runs as there are lanes are on their way at once; the next one enters
 * as soon as one has left. An instance belongs to one thread and keeps its arrays for the next call.
 */
public final class LaneSolver {
    private final LaneEquations equations;
    private final LaneSettings settings;
    private final Entrance entrance;
    private final ExplicitLanes explicit;
    private @Nullable RosenbrockLanes implicit;
    private final Deque<LaneRun> waiting = new ArrayDeque<>();
    private double[] parameters = {};

    public LaneSolver(LaneEquations equations, LaneSettings settings) {
        this.equations = equations;
        this.settings = settings;
        entrance = new Entrance(equations, settings.relative());
        explicit = new ExplicitLanes(equations, settings, ExplicitTableau.TSIT5);
    }

    /** Takes the parameters that all lanes share; needed first of all. Values that lanes have for themselves are not read. */
    public void share(double[] newParameters) {
        parameters = newParameters.clone();
        entrance.share(parameters);
        explicit.share(parameters);
        if (implicit != null) {
            implicit.share(parameters);
        }
    }

    /** Takes the runs to where the visitor lets them go. Each must have a limit after its time. */
    public void solve(Collection<LaneRun> runs, LaneVisitor visitor) {
        for (LaneRun run : runs) {
            run.implicit |= settings.choice() == Choice.RODAS5P;
            waiting.add(run);
        }
        while (true) {
            admit(visitor);
            int inLanes = explicit.count + (implicit == null ? 0 : implicit.count);
            if (inLanes == 0) { // and nobody waits
                return;
            }
            if (explicit.count > 0) {
                explicit.attempt(visitor, this);
            }
            if (implicit != null && implicit.count > 0) {
                implicit.attempt(visitor, this);
            }
        }
    }

    /** A run that goes on, not as it was. */
    void again(LaneRun run) {
        waiting.addFirst(run);
    }

    /** Lets somebody who waits for such lanes take one that a run has left; false if nobody does. */
    boolean fill(Lanes lanes, int lane) {
        if (entrance.isEmpty() || !entrance.isNextFor(lanes == implicit)) {
            return false;
        }
        int i = entrance.take();
        lanes.enter(lane, entrance.runs[i], entrance, i);
        return true;
    }

    private void admit(LaneVisitor visitor) {
        int free = equations.lanes() - explicit.count - (implicit == null ? 0 : implicit.count);
        while (free > 0 && lookAhead()) {
            int i = entrance.take();
            LaneRun run = entrance.runs[i];
            if (!entrance.isFinite(i)) {
                visitor.failed(run);
                continue;
            }
            free--;
            if (run.implicit) {
                implicit().enter(run, entrance, i);
            } else {
                explicit.enter(run, entrance, i);
            }
        }
    }

    /** Whether somebody stands in the entrance; first steps are found for as many as fit, though they may have to wait. */
    private boolean lookAhead() {
        if (!entrance.isEmpty()) {
            return true;
        }
        entrance.clear();
        while (!entrance.isFull() && !waiting.isEmpty()) {
            LaneRun run = waiting.remove();
            entrance.add(run, Math.min(run.limit, run.time + settings.longestStep()));
        }
        if (entrance.isEmpty()) {
            return false;
        }
        entrance.look(ExplicitTableau.TSIT5.order(), RosenbrockTableau.RODAS5P.order());
        return true;
    }

    private RosenbrockLanes implicit() {
        RosenbrockLanes made = implicit;
        if (made == null) {
            made = new RosenbrockLanes(equations, settings, RosenbrockTableau.RODAS5P);
            made.share(parameters);
            implicit = made;
        }
        return made;
    }
}

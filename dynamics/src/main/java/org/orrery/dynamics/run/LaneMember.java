package org.orrery.dynamics.run;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Method;
import org.orrery.core.Run;
import org.orrery.core.World;
import org.orrery.dynamics.lanes.LaneRun;
import org.orrery.dynamics.lanes.LaneSettings;
import org.orrery.dynamics.lanes.LaneStep;
import org.orrery.dynamics.lanes.LaneVisitor;
import org.orrery.dynamics.solve.ExplicitTableau;
import org.orrery.dynamics.solve.RosenbrockTableau;
import org.orrery.dynamics.solve.Tolerances;

/** One world that is run in a lane: what {@link Simulation} does between the steps, in the same order. */
final class LaneMember {
    private final Program program;
    private final LaneProgram lanes;
    private final Stage stage;
    private final Moves moves;
    private final EventQueue events;
    private final Observer observer;
    private final double[] stops;
    private final LaneSettings settings;
    private final Tolerances tolerances;
    private final LaneRun run;
    private @Nullable LaneStep step;
    private List<Double> gates;
    private int nextStop;
    private double target;
    private boolean switches;
    private boolean restarted;

    /** @throws org.orrery.core.RunFailure if the world has no start */
    LaneMember(int number, Program program, LaneProgram lanes, List<Move> planned, double[] stops, World world,
            Stage stage, SolverSettings solver) {
        this.program = program;
        this.lanes = lanes;
        this.stage = stage;
        this.stops = stops;
        moves = new Moves(planned, world.arming(), stage);
        events = new EventQueue(stage, moves, world.seed());
        tolerances = solver.tolerances(stage);
        settings = lanes.settings(solver, tolerances);
        observer = new Observer(stage, this::interpolate, null);
        run = new LaneRun(number, Horizon.START, stage.states.clone(), lanes.own(stage.parameters),
                tolerances.absolute(), settings);
        moves.at(Horizon.START);
        events.settle(Horizon.START);
        observer.at(Horizon.START);
        double t = Horizon.START;
        if (stage.hasMoment(t)) {
            t = after(t);
            events.settle(t);
        }
        restart(t);
        gates = lanes.gates(stage.parameters);
    }

    Stage stage() {
        return stage;
    }

    LaneRun run() {
        return run;
    }

    LaneSettings settings() {
        return settings;
    }

    /** Runs that differ in this cannot be in lanes side by side. */
    List<Double> gates() {
        return gates;
    }

    /**
     * Chooses the next limit, living through all moments that need no step.
     *
     * @return false at the plan's end
     */
    boolean aim() {
        double t = run.time();
        while (t < program.end) {
            double stop = Math.min(nextStop(t), events.nextDue());
            double moment = nextMoment(t);
            target = Math.min(stop, moment);
            switches = moment == target;
            double limit = switches ? Math.nextDown(target) : target;
            if (limit > t) {
                run.setLimit(limit);
                return true;
            }
            t = arrive();
            run.stand(t);
        }
        return false;
    }

    private double arrive() {
        boolean jumped = moves.at(target);
        jumped |= events.settle(target);
        observer.at(target);
        double now = target;
        if (switches) {
            now = after(target);
            jumped |= events.settle(now);
        }
        if (jumped || switches) {
            restart(now);
        }
        return now;
    }

    private void restart(double t) {
        for (int i = 0; i < stage.states.length; i++) {
            if (!Double.isFinite(stage.states[i])) {
                throw Simulation.unset(program.lowered.layout().states().get(i), stage.states[i], t);
            }
        }
        System.arraycopy(stage.states, 0, run.state(), 0, stage.states.length);
        double[] own = lanes.own(stage.parameters);
        System.arraycopy(own, 0, run.own(), 0, own.length);
        run.restart(t);
        run.look();
        restarted = true;
    }

    /** The solver has come to the limit. */
    LaneVisitor.Next arrived() {
        System.arraycopy(run.state(), 0, stage.states, 0, stage.states.length);
        restarted = false;
        run.stand(arrive());
        if (!aim()) {
            return LaneVisitor.Next.LEAVE;
        }
        List<Double> before = gates;
        gates = restarted ? lanes.gates(stage.parameters) : before;
        if (restarted && !gates.equals(before)) {
            return LaneVisitor.Next.LEAVE;
        }
        return restarted ? LaneVisitor.Next.RESTART : LaneVisitor.Next.ON;
    }

    /** Whether the run has come to the plan's end. */
    boolean isDone() {
        return !(run.time() < program.end);
    }

    void stepped(LaneStep last) {
        step = last;
        double to = last.to();
        observer.between(last.from(), to);
        if (to < run.limit()) {
            last.interpolate(to, stage.states);
            observer.at(to);
        }
    }

    private void interpolate(double t, double[] out) {
        LaneStep last = step;
        if (last == null) {
            throw new IllegalStateException("no step was made");
        }
        last.interpolate(t, out);
    }

    private double after(double moment) {
        return moment + program.pastMoment * Math.ulp(moment);
    }

    private double nextStop(double t) {
        while (nextStop < stops.length && stops[nextStop] <= t) {
            nextStop++;
        }
        return nextStop < stops.length ? stops[nextStop] : program.end;
    }

    private double nextMoment(double t) {
        double next = Double.POSITIVE_INFINITY;
        for (double moment : stage.moments.at(t, stage.states)) {
            if (moment > t && moment < next) {
                next = moment;
            }
        }
        return next;
    }

    /** What came out, after the end. */
    Run result() {
        List<Method> methods = new ArrayList<>();
        if (run.usedExplicit()) {
            methods.add(ExplicitTableau.TSIT5.method());
        }
        if (run.usedImplicit()) {
            methods.add(RosenbrockTableau.RODAS5P.method());
        }
        return new Run(observer.readings(), observer.courses(), moves.firings(program.end), remarks(),
                run.steps() + " steps of " + run.attempts() + " tried, in lanes", methods);
    }

    private List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        for (int k = 0; k < settings.guarded().length; k++) {
            String name = program.lowered.layout().states().get(settings.guarded()[k]);
            if (Simulation.isBelow(run.lowest(k), run.highest(k)) && run.startedPositive(k)) {
                remarks.add(Simulation.fell(name, run.lowest(k), run.lowestAt(k)));
            }
        }
        return remarks;
    }
}

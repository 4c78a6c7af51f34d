package org.orrery.dynamics.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Claim;
import org.orrery.core.Method;
import org.orrery.core.Numbers;
import org.orrery.core.Quantity;
import org.orrery.core.Run;
import org.orrery.core.RunFailure;
import org.orrery.core.World;
import org.orrery.dynamics.solve.Integrator;
import org.orrery.dynamics.solve.Statistics;
import org.orrery.dynamics.solve.Tolerances;
import org.orrery.dynamics.steady.Lags;
import org.orrery.dynamics.steady.RestPoints;

/** One run, from the start to the plan's end. */
final class Simulation {
    /** A state this far below zero, relative to its largest value, is worth a remark. */
    private static final double BELOW_ZERO = 1e-6;
    /** Steps on the way to rest are no longer than this part of the time gone by, where something must be looked for. */
    private static final int STRETCHES = 50;
    /** Share of a step to which the moment is found at which fast reactions leave their rest. */
    private static final double JUST = 1e-6;
    /** How many steps in a row may try in vain to leave a rest. */
    private static final int MOST_POSTPONED = 40;
    /** How the names of states end that should not fall below zero. */
    static final String AMOUNT = ".amount";

    private final Program program;
    private final Stage stage;
    private final Moves moves;
    private final EventQueue events;
    private final Integrator integrator;
    private final TriggerScan scan;
    private final Observer observer;
    private final @Nullable Tangent tangent;
    private final double[] stops;
    private final double[] lowest;
    private final double[] lowestAt;
    private final double[] highest;
    private final boolean[] startedPositive;
    private final @Nullable SteadyPlan steady;
    private double end;
    private double longestStep;
    private int nextStop;
    private int postponed;

    /** @param stops as {@link #stops(Program, List)} finds them */
    Simulation(Program program, List<Move> planned, double[] stops, World world, int[] inputIndex,
            SolverSettings settings, @Nullable SteadyPlan steady) {
        this.program = program;
        this.steady = steady;
        this.stops = stops;
        end = program.end;
        longestStep = program.longestStep;
        stage = new Stage(program, world, inputIndex);
        moves = new Moves(planned, world.arming(), stage);
        events = new EventQueue(stage, moves, world.seed());
        List<String> names = program.lowered.layout().states();
        Tolerances tolerances = stage.loosened(settings.tolerances(stage));
        tangent = program.tangent == null ? null : new Tangent(program.tangent, stage);
        moves.watch(tangent);
        events.watch(tangent);
        integrator = new Integrator(stage.equations(), tangent == null ? tolerances : tangent.fitted(tolerances),
                settings.choice(),
                settings.maxSteps(), names::get);
        scan = new TriggerScan(stage, events, integrator, program.longestStep);
        observer = new Observer(stage, integrator::interpolate, tangent == null ? null : tangent.extremes());
        lowest = stage.states.clone();
        lowestAt = new double[lowest.length];
        highest = stage.states.clone();
        startedPositive = new boolean[lowest.length];
        for (int i = 0; i < lowest.length; i++) {
            startedPositive[i] = lowest[i] >= 0;
        }
    }

    /** The times at which every run stops, whatever happens in it. */
    static double[] stops(Program program, List<Move> planned) {
        List<Double> times = new ArrayList<>();
        for (Move move : planned) {
            times.add(move.from());
            times.add(move.to());
        }
        for (Quantity quantity : program.quantities) {
            if (Program.window(quantity).isInstant()) {
                times.add(Program.window(quantity).from());
            }
        }
        times.add(program.end);
        return times.stream().mapToDouble(Double::doubleValue).filter(t -> t > Horizon.START && t <= program.end)
                .sorted().distinct().toArray();
    }

    Stage stage() {
        return stage;
    }

    Run run() {
        double t = Horizon.START;
        moves.at(t);
        stage.restore(t);
        boolean settled = events.settle(t);
        observer.at(t);
        if (stage.hasMoment(t)) {
            t = after(t);
            stage.restore(t);
            settled |= events.settle(t);
        }
        stage.past.restart(t, stage.states, settled ? Echoes.JUMP : Echoes.KINK);
        Unset.check(stage, t);
        restart(t, stage.states);
        while (t < program.end) {
            t = advance(t);
        }
        List<Claim.Check> checks = steady == null ? List.of() : settle(t, steady);
        if (tangent != null) {
            tangent.addGains(observer);
        }
        Statistics statistics = integrator.statistics();
        return new Run(observer.readings(), observer.courses(), moves.firings(t), remarks(), statistics.toString(),
                methods(), checks);
    }

    private List<Claim.Check> settle(double t, SteadyPlan plan) {
        Standing standing = new Standing(stage, plan, plan.laws(moves.held(), stage));
        Settling.Settled settled = new Settling(this, stage, events, standing, nonNegative()).settle(t);
        observer.atRest(settled.readings());
        return settled.checks();
    }

    private List<Method> methods() {
        List<Method> methods = new ArrayList<>(integrator.methods());
        if (steady != null) {
            methods.add(RestPoints.METHOD);
            if (program.delays.length > 0) {
                methods.add(Lags.METHOD);
            }
        }
        return methods;
    }

    private boolean[] nonNegative() {
        boolean[] nonNegative = startedPositive.clone();
        for (int i = 0; i < nonNegative.length; i++) {
            nonNegative[i] &= name(i).endsWith(".amount");
        }
        return nonNegative;
    }

    String name(int state) {
        return program.lowered.layout().states().get(state);
    }

    /** One step on the way to a time past the plan's end. */
    double advanceTowards(double t, double target) {
        end = target;
        longestStep = Double.isInfinite(program.longestStep)
                ? program.longestStep
                : Math.max(program.longestStep, (target - Horizon.START) / STRETCHES);
        return advance(t);
    }

    /** The largest size of each state so far. */
    double[] sizes() {
        double[] sizes = new double[lowest.length];
        Arrays.setAll(sizes, i -> Math.max(Math.abs(lowest[i]), Math.abs(highest[i])));
        return sizes;
    }

    private void restart(double t, double[] states) {
        stage.restore(t);
        for (int i = 0; i < states.length; i++) {
            if (!Double.isFinite(states[i])) {
                throw unset(program.lowered.layout().states().get(i), states[i], t);
            }
        }
        integrator.restart(t, states);
    }

    /** One step of the solver, or less where something happens within it; returns the time reached. */
    private double advance(double t) {
        double stop = Math.min(nextStop(t), events.nextDue());
        double moment = nextMoment(t);
        double echo = stage.past.nextEcho();
        double target = Math.min(Math.min(stop, moment), echo);
        boolean switches = moment == target;
        double limit = switches ? Math.nextDown(target) : target;
        if (echo <= target + Echoes.width(target)) {
            limit = Math.min(limit, target - Echoes.width(target));
        }
        double reached = limit;
        if (limit > t) {
            integrator.step(limit, longestStep);
            reached = integrator.time();
            stage.past.keep(t, reached, integrator::interpolate);
            double lost = stage.isLost(reached, integrator.state()) ? firstLost(t, reached) : Double.NaN;
            double turn = program.scan ? scan.first(t, Double.isNaN(lost) ? reached : lost) : Double.NaN;
            if (Double.isNaN(lost)) {
                postponed = 0;
            } else if (!(turn <= lost)) {
                if (canLeave(lost)) {
                    return leave(t, lost);
                }
                turn = program.scan ? scan.first(t, reached) : Double.NaN;
            }
            if (turn < target) {
                return interrupt(t, turn);
            }
            observer.between(t, reached);
            System.arraycopy(integrator.state(), 0, stage.states, 0, stage.states.length);
            track(reached);
        }
        if (reached < limit) {
            observer.at(reached);
            if (stage.isStrained()) {
                restart(reached, stage.states);
                stage.past.correct(reached, stage.states);
            }
            return reached;
        }
        return arrive(target, switches);
    }

    private double arrive(double target, boolean switches) {
        if (switches) {
            stage.restore(target);
        }
        boolean jumped = moves.at(target);
        jumped |= events.settle(target);
        int echo = stage.past.takeEchoes(target + Echoes.width(target));
        observer.at(target);
        double now = target;
        if (switches) {
            now = after(target);
            if (tangent != null) {
                tangent.turn(target, now);
            }
            stage.restore(now);
            jumped |= events.settle(now);
        }
        if (jumped || switches || echo < Integer.MAX_VALUE) {
            track(now);
            stage.restore(now);
            int kind = jumped ? Echoes.JUMP : Math.min(switches ? Echoes.KINK : echo, echo);
            stage.past.restart(now, stage.states, kind);
            restart(now, stage.states);
        }
        return now;
    }

    private double interrupt(double from, double turn) {
        stage.past.keep(from, turn, integrator::interpolate);
        observer.between(from, turn);
        integrator.interpolate(turn, stage.states);
        track(turn);
        events.settle(turn);
        stage.restore(turn);
        stage.past.restart(turn, stage.states, Echoes.JUMP);
        observer.at(turn);
        restart(turn, stage.states);
        return turn;
    }

    /** A moment in the last step just after fast reactions would no longer run back to where they are. */
    private double firstLost(double from, double to) {
        double before = from;
        double after = to;
        double[] between = new double[stage.states.length];
        while (after - before > JUST * (to - from)) {
            double middle = before + (after - before) / 2;
            if (middle <= before || middle >= after) {
                break;
            }
            integrator.interpolate(middle, between);
            if (stage.isLost(middle, between)) {
                after = middle;
            } else {
                before = middle;
            }
        }
        return after;
    }

    /**
     * Whether fast reactions find another rest at a moment; the states are changed to it. Just behind the moment at which
     * two rests part they are too near each other to be told apart: then the next steps try again.
     */
    private boolean canLeave(double lost) {
        if (tangent != null) {
            throw new RunFailure(
                    "at time " + Numbers.round(lost, 6) + " the fast reactions go over to another rest, at a"
                            + " moment that moves, and sensitivities do not follow that. Maybe compare two runs");
        }
        integrator.interpolate(lost, stage.states);
        if (stage.leave(lost)) {
            postponed = 0;
            return true;
        }
        if (++postponed == MOST_POSTPONED) {
            throw stage.stuck(lost);
        }
        return false;
    }

    private double leave(double from, double lost) {
        stage.past.keep(from, lost, integrator::interpolate);
        observer.between(from, lost);
        track(lost);
        events.settle(lost);
        stage.past.restart(lost, stage.states, Echoes.KINK);
        observer.at(lost);
        restart(lost, stage.states);
        return lost;
    }

    private double nextStop(double t) {
        while (nextStop < stops.length && stops[nextStop] <= t) {
            nextStop++;
        }
        return nextStop < stops.length ? stops[nextStop] : end;
    }

    double nextMoment(double t) {
        double next = Double.POSITIVE_INFINITY;
        for (double moment : stage.moments.at(t, stage.states)) {
            if (moment > t && moment < next) {
                next = moment;
            }
        }
        return next;
    }

    private double after(double moment) {
        return moment + program.pastMoment * Math.ulp(moment);
    }

    private void track(double t) {
        for (int i = 0; i < lowest.length; i++) {
            double value = stage.states[i];
            if (value < lowest[i]) {
                lowest[i] = value;
                lowestAt[i] = t;
            }
            highest[i] = Math.max(highest[i], value);
        }
    }

    private List<String> remarks() {
        List<String> remarks = new ArrayList<>(stage.remarks());
        List<String> names = program.lowered.layout().states();
        for (int i = 0; i < lowest.length; i++) {
            if (names.get(i).endsWith(AMOUNT) && isBelow(lowest[i], highest[i]) && startedPositive[i]) {
                remarks.add(fell(names.get(i), lowest[i], lowestAt[i]));
            }
        }
        return remarks;
    }

    /** Whether a value is so far below zero that it is worth a remark. */
    static boolean isBelow(double lowest, double highest) {
        return lowest < -BELOW_ZERO * Math.abs(highest);
    }

    static String fell(String name, double lowest, double at) {
        return name + " fell below zero, to " + Numbers.round(lowest, 3) + " at time " + Numbers.round(at, 4);
    }

    /** The failure of a run that cannot start from a value. */
    static RunFailure unset(String name, double value, double t) {
        return new RunFailure("at time " + t + " the value of " + name + " is " + value + (t == Horizon.START
                ? ". Maybe the file gives no initial value for it, or for what it follows from."
                : ". Maybe an event or an intervention put it there."));
    }
}

package org.orrery.dynamics.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Numbers;
import org.orrery.core.RunFailure;
import org.orrery.dynamics.lower.Lowered;

/**
 * The events of one run, by the rules of SBML Level 3 Version 2, section 4.12: an event is triggered when its trigger
 * turns true, is due after its delay, and of those due at one moment the one of highest priority is executed first, ties
 * by chance, after which all triggers are looked at again.
 */
final class EventQueue {
    private static final int MOST_AT_ONE_MOMENT = 10_000;
    private static final int MOST_IN_ONE_MOMENT = 1_000;
    /** What counts as one moment, relative to the time or to a part of the run. */
    private static final double MOMENT = 1e-9;
    private static final double SHARE = 1e-3;
    private static final double[] NONE = {};

    private final Stage stage;
    private final Moves moves;
    private final SplittableRandom chance;
    private final boolean[] last;
    private final double[] metAt;
    private final List<Pending> pending = new ArrayList<>();
    private long executed;
    private final double[] firedSince;
    private final int[] fired;
    private int latest = -1;
    private int other = -1;
    private @Nullable Tangent tangent;

    /**
     * @param values the assignments' values where they are those of the trigger's moment, null otherwise
     * @param moves how the moment moves, and how the values do, for sensitivities
     */
    private record Pending(int event, double due, double @Nullable [] values, double[] moves, double[] tangents) {}

    void watch(@Nullable Tangent beside) {
        tangent = beside;
    }

    EventQueue(Stage stage, Moves moves, long seed) {
        this.stage = stage;
        this.moves = moves;
        chance = new SplittableRandom(seed);
        last = new boolean[stage.events.length];
        metAt = new double[last.length];
        Arrays.fill(metAt, Double.NaN);
        firedSince = new double[last.length];
        fired = new int[last.length];
        for (int i = 0; i < last.length; i++) {
            last[i] = event(i).initialValue();
        }
    }

    private Lowered.Event event(int index) {
        return stage.program.events[index].event();
    }

    boolean isEmpty() {
        return last.length == 0;
    }

    /** How many events have been executed so far. */
    long executed() {
        return executed;
    }

    /** The event executed last, for messages. */
    String lastName() {
        return latest < 0 ? "none" : name(latest);
    }

    /** The trigger's value when last looked at. */
    boolean last(int trigger) {
        return last[trigger];
    }

    /** Whether a trigger has another value now than when last looked at. */
    boolean differs(double[] triggers) {
        for (int i = 0; i < last.length; i++) {
            if (holds(triggers[i]) != last[i]) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(double trigger) {
        return trigger != 0 && !Double.isNaN(trigger);
    }

    /** An equality that an event waits for is met at this moment, between the digits of the numbers. */
    void meet(int event, double t) {
        metAt[event] = t;
    }

    /** When the next waiting event is due; infinity when none waits. */
    double nextDue() {
        double next = Double.POSITIVE_INFINITY;
        for (Pending waiting : pending) {
            next = Math.min(next, waiting.due());
        }
        return next;
    }

    /** Looks at all triggers and executes all that is due; whether anything was executed. */
    boolean settle(double t) {
        if (isEmpty()) {
            return false;
        }
        int now = 0;
        while (true) {
            look(t);
            Pending next = pick(t);
            if (next == null) {
                if (forgetMet(t)) {
                    continue;
                }
                if (tangent != null) {
                    tangent.leave(t);
                }
                return now > 0;
            }
            pending.remove(next);
            execute(next, t);
            executed++;
            now++;
            count(next.event(), t);
            if (now > MOST_AT_ONE_MOMENT) {
                throw tooOften(next.event(), t);
            }
        }
    }

    private boolean forgetMet(double t) {
        boolean any = false;
        for (int i = 0; i < metAt.length; i++) {
            any |= metAt[i] == t;
            metAt[i] = Double.NaN;
        }
        return any;
    }

    /** Ends a run in which time stands still though each event lets some of it pass. */
    private void count(int i, double t) {
        double moment = MOMENT * Math.max(Math.abs(t), SHARE * stage.program.end);
        if (t - firedSince[i] > moment) {
            firedSince[i] = t;
            fired[i] = 0;
        }
        fired[i]++;
        if (fired[i] > MOST_IN_ONE_MOMENT) {
            throw tooOften(i, t);
        }
        if (latest != i) {
            other = latest;
            latest = i;
        }
    }

    private RunFailure tooOften(int i, double t) {
        int partner = latest == i ? other : latest;
        return new RunFailure("Event " + name(i) + " fires again and again at time " + Numbers.round(t, 6)
                + ": what it sets turns its trigger on, at once or after ever shorter times"
                + (partner < 0 || partner == i ? "." : ", with event " + name(partner) + " in turns.")
                + " Maybe give its trigger a distance between on and off, or a delay.");
    }

    private void look(double t) {
        double[] triggers = stage.triggers.at(t, stage.states);
        for (int i = 0; i < last.length; i++) {
            boolean holds = holds(triggers[i]) || metAt[i] == t;
            if (holds && !last[i]) {
                trigger(i, t);
            } else if (!holds && last[i] && !event(i).persistent()) {
                int lapsed = i;
                pending.removeIf(waiting -> waiting.event() == lapsed);
            }
            last[i] = holds;
        }
    }

    private void trigger(int i, double t) {
        double delay = stage.events[i].delay().at(t, stage.states)[0];
        if (!(delay >= 0)) {
            throw new RunFailure("Event " + name(i) + " has the delay " + Numbers.round(delay, 6) + " at time "
                    + Numbers.round(t, 6) + "; a delay must not be negative.");
        }
        boolean keep = event(i).valuesFromTriggerTime();
        double[] values = keep ? stage.events[i].values().at(t, stage.states).clone() : null;
        if (tangent == null) {
            pending.add(new Pending(i, t + delay, values, NONE, NONE));
        } else {
            double[] moment = tangent.moment(i, t);
            pending.add(new Pending(i, t + delay, values, tangent.due(i, moment, t),
                    keep ? tangent.values(i, moment, t) : NONE));
        }
    }

    private @Nullable Pending pick(double t) {
        Pending best = null;
        double highest = Double.NEGATIVE_INFINITY;
        int ties = 0;
        for (Pending waiting : pending) {
            if (waiting.due() <= t) {
                double priority = stage.events[waiting.event()].priority().at(t, stage.states)[0];
                if (best == null || priority > highest) {
                    best = waiting;
                    highest = priority;
                    ties = 1;
                } else if (priority == highest && priority > Double.NEGATIVE_INFINITY && chance.nextInt(++ties) == 0) {
                    best = waiting;
                }
            }
        }
        return best;
    }

    private void execute(Pending due, double t) {
        Stage.EventValues code = stage.events[due.event()];
        double[] kept = due.values();
        double[] values = kept == null ? code.values().at(t, stage.states).clone() : kept;
        double[] tangents = NONE;
        if (tangent != null) {
            tangent.enter(due.moves(), t);
            tangents = kept == null ? tangent.values(due.event(), due.moves(), t) : due.tangents();
        }
        List<Lowered.Assignment> assignments = event(due.event()).assignments();
        for (int k = 0; k < values.length; k++) {
            if (assignments.get(k).volume() == null) {
                assign(assignments.get(k), values[k], tangents, k);
            }
        }
        stage.parametersChanged();
        double[] volumes = code.volumes().at(t, stage.states).clone();
        double[] volumeTangents = tangent == null ? NONE : tangent.volumes(due.event(), t);
        for (int k = 0; k < values.length; k++) {
            if (assignments.get(k).volume() != null) {
                assign(assignments.get(k), values[k] * volumes[k], tangent == null
                        ? NONE
                        : tangent.product(values[k], tangents, volumes[k], volumeTangents, k), k);
            }
        }
        stage.parametersChanged();
        stage.restore(t);
    }

    private void assign(Lowered.Assignment assignment, double value, double[] tangents, int row) {
        if (!moves.holds(assignment.symbol())) {
            stage.set(assignment.target(), value);
            if (tangent != null) {
                tangent.assign(assignment.target(), tangents, row);
            }
        }
    }

    private String name(int i) {
        return event(i).id().isEmpty() ? "number " + (i + 1) : event(i).id();
    }
}

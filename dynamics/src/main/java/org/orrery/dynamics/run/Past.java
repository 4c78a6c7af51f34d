package org.orrery.dynamics.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.orrery.core.Numbers;
import org.orrery.core.RunFailure;
import org.orrery.dynamics.history.Course;
import org.orrery.dynamics.history.History;

/**
 * Delayed values of one run, by the method of steps: what is asked of the past is computed from the states and the
 * parameters as they were. At a moment of change the values after it count. Before the start the states and parameters
 * have their start values, and assignments hold with the time as it was then (SBML Level 3 Version 2, sections 3.4.6,
 * 4.8 and 4.11): an intervention or an event at the start is not known there.
 */
final class Past {
    private static final int[] NONE = {};

    private final DelayCode[] codes;
    private final int dimension;
    private final double[] parameters;
    private final Evaluator start;
    private final boolean startMoves;
    private final double[] startStates;
    private final History history;
    private final Epoch live;
    private final Epoch beginning;
    private final List<Epoch> epochs = new ArrayList<>();
    private final Echoes echoes = new Echoes();
    private final int[] watched;
    private final double[] delays;
    private final double reach;
    private final List<double[]> frames = new ArrayList<>();
    private final List<double[]> memories = new ArrayList<>();
    private double smoothSince = Horizon.START;

    /**
     * @param start the start values of states and parameters by the time
     * @param states at the start
     * @param parameters of the run; read whenever something is asked
     */
    Past(Program program, Evaluator start, double[] states, double[] parameters) {
        codes = program.delays;
        dimension = states.length;
        this.parameters = parameters;
        this.start = start;
        startMoves = program.startMoves;
        startStates = states.clone();
        history = new History(codes.length == 0 ? 0 : dimension, Horizon.START, states);
        live = new Epoch(Horizon.START, parameters, 2 * codes.length);
        beginning = new Epoch(Double.NEGATIVE_INFINITY, parameters.clone(), 2 * codes.length);
        epochs.add(beginning);
        watched = isEmpty() ? NONE : Arrays.stream(program.watchedDelays).filter(k -> codes[k].fixed()).toArray();
        delays = new double[watched.length];
        reach = isEmpty() ? 0 : Arrays.stream(codes).mapToDouble(DelayCode::reach).max().orElse(0);
    }

    /** Whether nothing is ever asked of the past. */
    boolean isEmpty() {
        return codes.length == 0;
    }

    History history() {
        return history;
    }

    /** The run begins with these states, which are those before its start too. */
    void begin(double[] states) {
        System.arraycopy(states, 0, startStates, 0, startStates.length);
        correct(Horizon.START, states);
    }

    /** The states are slightly others, as algebraic ones that drifted. */
    void correct(double t, double[] states) {
        if (!isEmpty()) {
            history.jump(t, states);
        }
    }

    void parametersChanged() {
        live.parametersChanged();
    }

    /** Notes that the run goes on from here, with states or parameters or rates that may be others than before. */
    void restart(double t, double[] states, int kind) {
        if (isEmpty()) {
            return;
        }
        history.jump(t, states);
        smoothSince = t;
        if (!Arrays.equals(epochs.getLast().parameters, parameters)) {
            epochs.add(new Epoch(t, parameters.clone(), 2 * codes.length));
        }
        for (int i = 0; i < watched.length; i++) {
            delays[i] = duration(watched[i], t, states, live, 0);
        }
        echoes.add(t, kind, delays);
    }

    /** Keeps the last step, or the part of it that was really taken. */
    void keep(double from, double to, Course course) {
        if (isEmpty()) {
            return;
        }
        history.add(from, to, course);
        if (reach < Double.POSITIVE_INFINITY) {
            double oldest = from - reach;
            history.forgetBefore(oldest - Echoes.width(from));
            while (epochs.size() > 1 && epochs.get(1).from < oldest) {
                epochs.removeFirst();
            }
        }
    }

    /** When something last happened to the run, or came back from its past. */
    double smoothSince() {
        return smoothSince;
    }

    /** When the next echo of something in the past comes. */
    double nextEcho() {
        return echoes.next();
    }

    /** The kind of the echoes that come by now. */
    int takeEchoes(double t) {
        return echoes.take(t);
    }

    /** The states with the delayed values behind them that a kernel uses, in an array that the next call overwrites. */
    double[] widened(double t, double[] states, int[] uses) {
        return widened(t, states, uses, live, 0);
    }

    private double[] widened(double t, double[] states, int[] uses, Epoch epoch, int depth) {
        double[] wide = frame(frames, depth, dimension + codes.length);
        System.arraycopy(states, 0, wide, 0, dimension);
        for (int k : uses) {
            wide[dimension + k] = value(k, t, wide, epoch, depth + 1);
        }
        return wide;
    }

    private double[] frame(List<double[]> frames, int depth, int length) {
        while (frames.size() <= depth) {
            frames.add(new double[length]);
        }
        return frames.get(depth);
    }

    private double duration(int k, double t, double[] states, Epoch epoch, int depth) {
        double duration = epoch.value(2 * k, codes[k].duration(), t,
                widened(t, states, codes[k].durationUses(), epoch, depth));
        if (!(duration >= 0)) {
            throw new RunFailure("at time " + Numbers.round(t, 6) + " the delay in " + codes[k].text() + " is "
                    + Numbers.round(duration, 6)
                    + ". Maybe its sign is wrong: a delay looks back, so it must not be negative.");
        }
        return duration;
    }

    private double value(int k, double t, double[] states, Epoch epoch, int depth) {
        DelayCode code = codes[k];
        double duration = duration(k, t, states, epoch, depth);
        double then = echoes.meant(t - duration, t);
        if (duration == 0 || then >= t) {
            return epoch.value(2 * k + 1, code.value(), t, widened(t, states, code.valueUses(), epoch, depth));
        }
        if (then < Horizon.START) {
            return beforeStart(k, then, depth);
        }
        double[] memory = frame(memories, depth, dimension);
        history.read(then, code.states(), memory);
        Epoch old = epochAt(then);
        return old.value(2 * k + 1, code.value(), then, widened(then, memory, code.valueUses(), old, depth));
    }

    private double beforeStart(int k, double then, int depth) {
        double[] states = startStates;
        Epoch old = beginning;
        if (startMoves) {
            double[] values = start.at(then, new double[0]);
            states = Arrays.copyOfRange(values, 0, dimension);
            old = new Epoch(then, Arrays.copyOfRange(values, dimension, values.length), 2 * codes.length);
        }
        return old.value(2 * k + 1, codes[k].value(), then,
                widened(then, states, codes[k].valueUses(), old, depth));
    }

    private Epoch epochAt(double t) {
        int low = 0;
        int high = epochs.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (epochs.get(middle).from <= t) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return epochs.get(low);
    }
}

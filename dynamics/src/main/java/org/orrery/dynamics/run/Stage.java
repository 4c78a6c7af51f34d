package org.orrery.dynamics.run;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.orrery.core.RunFailure;
import org.orrery.core.World;
import org.orrery.dynamics.solve.OdeSystem;
import org.orrery.dynamics.solve.Tolerances;
import org.orrery.equation.Kernel;

/** The arrays of one run: where every value stands now, and what is computed from them. */
final class Stage {
    final Program program;
    final double[] states;
    final double[] parameters;
    final Past past;
    final CompiledSystem system;
    final Evaluator triggers;
    final Evaluator triggerCurves;
    final Evaluator equalities;
    final Evaluator moments;
    final Evaluator moved;
    final Evaluator movedVolumes;
    final Evaluator readings;
    final Evaluator courses;
    final EventValues[] events;
    private final @Nullable Consistency consistency;

    /** One event's own values. */
    record EventValues(Evaluator delay, Evaluator priority, Evaluator values, Evaluator volumes) {}

    /** Sets every value to where the world starts. */
    Stage(Program program, World world, int[] inputIndex) {
        this.program = program;
        int n = program.lowered.layout().states().size();
        parameters = new double[program.lowered.layout().parameters().size()];
        double[] declared = program.lowered.declaredValues().clone();
        for (int i = 0; i < inputIndex.length; i++) {
            declared[inputIndex[i]] = world.inputs()[i];
        }
        Evaluator starts = new Evaluator(program.start, declared, null, new int[0]);
        double[] start = starts.at(Horizon.START, new double[0]);
        states = Arrays.copyOfRange(start, 0, n);
        System.arraycopy(start, n, parameters, 0, parameters.length);
        past = new Past(program, starts, states, parameters);
        system = new CompiledSystem(program, parameters, past);
        triggers = evaluator(program.triggers);
        triggerCurves = evaluator(program.triggerCurves);
        equalities = evaluator(program.equalConditions);
        moments = evaluator(program.moments);
        moved = evaluator(program.moved);
        movedVolumes = evaluator(program.movedVolumes);
        readings = evaluator(program.readings);
        courses = evaluator(program.courses);
        events = new EventValues[program.events.length];
        for (int i = 0; i < events.length; i++) {
            Program.EventCode code = program.events[i];
            events[i] = new EventValues(evaluator(code.delay()),
                    evaluator(code.priority()), evaluator(code.values()),
                    evaluator(code.volumes()));
        }
        consistency = program.lowered.algebra().isEmpty() ? null : new Consistency(this);
        if (consistency != null) {
            consistency.begin(Horizon.START);
            past.begin(states);
        }
    }

    /** Puts the algebraic states where their equations hold; to be called after every disturbance. */
    void restore(double t) {
        if (consistency != null) {
            consistency.restore(t);
        }
    }

    /** Puts the derivatives of algebraic states where their equations hold; the states stay. */
    void follow(double t) {
        if (consistency != null) {
            consistency.follow(t);
        }
    }

    /** Whether it is time to restore and restart although nothing was disturbed. */
    boolean isStrained() {
        return consistency != null && consistency.isStrained();
    }

    /** Whether fast reactions would no longer run back to where they are. */
    boolean isLost(double t, double[] at) {
        return consistency != null && consistency.isLost(t, at);
    }

    /** Lets fast reactions run to another rest than the one they are at; says whether there is one. */
    boolean leave(double t) {
        return consistency == null || consistency.leave(t);
    }

    /** Why a run ends that cannot leave such a rest. */
    RunFailure stuck(double t) {
        return Objects.requireNonNull(consistency).stuck(t);
    }

    /** Whether a switch in time turns at this very moment. */
    boolean hasMoment(double t) {
        for (double moment : moments.at(t, states)) {
            if (moment == t) {
                return true;
            }
        }
        return false;
    }

    /** How much of each state is one unit of its symbol now; 1 where that is not known. */
    double[] volumes() {
        double[] volumes = evaluator(program.volumes()).at(Horizon.START, states);
        for (int i = 0; i < volumes.length; i++) {
            volumes[i] = volumes[i] > 0 && volumes[i] < Double.POSITIVE_INFINITY ? volumes[i] : 1;
        }
        return volumes;
    }

    Tolerances loosened(Tolerances tolerances) {
        return consistency == null ? tolerances : consistency.loosened(tolerances);
    }

    List<String> remarks() {
        return consistency == null ? List.of() : consistency.remarks();
    }

    private Evaluator evaluator(Kernel kernel) {
        return new Evaluator(kernel, parameters, past, program.uses(kernel));
    }

    /** What the solver is to solve. */
    OdeSystem equations() {
        return past.isEmpty() ? system : new DelayedSystem(system, past);
    }

    void parametersChanged() {
        past.parametersChanged();
        system.parametersChanged();
        triggers.parametersChanged();
        triggerCurves.parametersChanged();
        equalities.parametersChanged();
        moments.parametersChanged();
        moved.parametersChanged();
        movedVolumes.parametersChanged();
        readings.parametersChanged();
        courses.parametersChanged();
        for (EventValues event : events) {
            event.delay().parametersChanged();
            event.priority().parametersChanged();
            event.values().parametersChanged();
            event.volumes().parametersChanged();
        }
    }

    /** Gives a base symbol a value; {@link #parametersChanged} must follow. */
    void set(String base, double value) {
        Integer state = program.stateIndex.get(base);
        if (state != null) {
            states[state] = value;
        } else {
            parameters[program.parameter(base)] = value;
        }
    }
}

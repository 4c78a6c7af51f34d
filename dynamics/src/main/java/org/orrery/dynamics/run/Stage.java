package org.orrery.dynamics.run;

import java.util.Arrays;
import org.orrery.core.World;

/** The arrays of one run: where every value stands now, and what is computed from them. */
final class Stage {
    final Program program;
    final double[] states;
    final double[] parameters;
    final CompiledSystem system;
    final Evaluator triggers;
    final Evaluator moments;
    final Evaluator moved;
    final Evaluator movedVolumes;
    final Evaluator readings;
    final Evaluator courses;
    final EventValues[] events;

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
        double[] start = new Evaluator(program.start, declared).at(Horizon.START, new double[0]);
        states = Arrays.copyOfRange(start, 0, n);
        System.arraycopy(start, n, parameters, 0, parameters.length);
        system = new CompiledSystem(program, parameters);
        triggers = new Evaluator(program.triggers, parameters);
        moments = new Evaluator(program.moments, parameters);
        moved = new Evaluator(program.moved, parameters);
        movedVolumes = new Evaluator(program.movedVolumes, parameters);
        readings = new Evaluator(program.readings, parameters);
        courses = new Evaluator(program.courses, parameters);
        events = new EventValues[program.events.length];
        for (int i = 0; i < events.length; i++) {
            Program.EventCode code = program.events[i];
            events[i] = new EventValues(new Evaluator(code.delay(), parameters),
                    new Evaluator(code.priority(), parameters), new Evaluator(code.values(), parameters),
                    new Evaluator(code.volumes(), parameters));
        }
    }

    void parametersChanged() {
        system.parametersChanged();
        triggers.parametersChanged();
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

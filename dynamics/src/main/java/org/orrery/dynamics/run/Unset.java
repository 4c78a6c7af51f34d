package org.orrery.dynamics.run;

import java.util.List;
import java.util.Set;
import org.orrery.core.RunFailure;
import org.orrery.equation.Symbols;

/** Why a run cannot start: the parameter without a value, rather than the rate that cannot be computed without it. */
final class Unset {
    private Unset() {}

    /** @throws RunFailure where a rate is not a number for want of a parameter's value */
    static void check(Stage stage, double t) {
        List<String> names = stage.program.lowered.layout().parameters();
        double[] rates = new double[0];
        for (int i = 0; i < names.size(); i++) {
            if (Double.isNaN(stage.parameters[i])) {
                if (rates.length == 0) {
                    rates = new double[stage.states.length];
                    stage.system.derivative(t, stage.states, rates);
                }
                check(stage, names.get(i), rates, t);
            }
        }
    }

    private static void check(Stage stage, String parameter, double[] rates, double t) {
        for (int i = 0; i < rates.length; i++) {
            if (Double.isNaN(rates[i])) {
                Set<String> read = Symbols.of(stage.program.lowered.derivatives().get(i)).names();
                if (read.contains(parameter)) {
                    throw new RunFailure("at time " + t + " the rate of change of "
                            + stage.program.lowered.layout().states().get(i) + " is NaN, because " + parameter
                            + " has no value. Maybe give it one: --set " + parameter + "=1.");
                }
            }
        }
    }
}

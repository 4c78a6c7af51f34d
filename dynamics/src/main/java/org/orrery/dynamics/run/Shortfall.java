package org.orrery.dynamics.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.orrery.core.Numbers;
import org.orrery.core.RunFailure;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.dynamics.moiety.Moieties;
import org.orrery.dynamics.moiety.Moiety;

/** Totals that are smaller than what the species hold that do not absorb the change. */
final class Shortfall {
    private static final double ROUNDING = 1e-9;

    private Shortfall() {}

    /** The state that absorbs each total among the inputs. */
    static Map<String, String> absorbing(Mechanism mechanism, List<String> inputs) {
        Map<String, String> states = new HashMap<>();
        if (inputs.stream().anyMatch(input -> input.startsWith(Moiety.PREFIX))) {
            for (Moiety moiety : Moieties.of(mechanism).conserved()) {
                if (inputs.contains(moiety.name())) {
                    states.put(moiety.name(), moiety.dependent() + ".amount");
                }
            }
        }
        return states;
    }

    /** The totals that a world brought, just before its run. */
    static void check(Map<String, String> absorbing, List<String> inputs, double[] given, Stage stage) {
        for (int i = 0; i < given.length && !absorbing.isEmpty(); i++) {
            String state = absorbing.get(inputs.get(i));
            if (state != null) {
                check(inputs.get(i), given[i], state, stage.states[stage.program.state(state)], given[i]);
            }
        }
    }

    /** @param size what the amount is large or small beside */
    static void check(String total, double wanted, String state, double amount, double size) {
        if (amount < -ROUNDING * Math.abs(size)) {
            throw new RunFailure(
                    total + " cannot be " + Numbers.round(wanted, 6) + ": the other species of the total hold"
                            + " more, and " + state + " would be " + Numbers.round(amount, 6)
                            + ". Maybe set those species too, or a larger total.");
        }
    }
}

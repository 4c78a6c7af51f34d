package org.orrery.causal.estimate;

import java.util.List;
import org.orrery.core.Claim;
import org.orrery.core.Method;

/**
 * An effect from data, beside what seeing alone would have said.
 *
 * @param effect on less off
 * @param on with the treatment set
 * @param off with the other value set, or nothing
 * @param naive the same difference among those who had these values by themselves: association, not effect
 * @param estimator that made it
 * @param why this one, in plain words
 * @param rows that it rests on
 * @param left what was left out for missing values, empty where nothing was
 * @param assumptions beyond the graph's, each with its state
 * @param checks what was looked at: overlap, weights, strength of instruments
 */
public record Effect(Measured effect, Measured on, Measured off, Measured naive, Estimator estimator, String why,
        int rows,
        String left, List<Claim.Assumption> assumptions, List<Claim.Check> checks) {
    public Effect {
        assumptions = List.copyOf(assumptions);
        checks = List.copyOf(checks);
    }

    /** The method and where it comes from. */
    public Method method() {
        return estimator.method();
    }
}

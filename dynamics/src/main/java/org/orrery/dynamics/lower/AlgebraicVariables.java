package org.orrery.dynamics.lower;

import java.util.HashSet;
import java.util.Set;
import org.orrery.core.OrreryException;
import org.orrery.dynamics.mechanism.Mechanism;

/**
 * The variables that a mechanism's algebraic rules determine.
 *
 * @param solved have a formula, so that their declared values say nothing
 * @param searched are found in a run, from their declared values
 */
public record AlgebraicVariables(Set<String> solved, Set<String> searched) {
    /** What the rules of a mechanism are for; nothing where they make no sense, which a run will say. */
    public static AlgebraicVariables of(Mechanism mechanism) {
        Set<String> solved = new HashSet<>();
        Set<String> searched = new HashSet<>();
        if (mechanism.rules().stream().anyMatch(Mechanism.Rule.Algebraic.class::isInstance)) {
            try {
                Definitions definitions = new Definitions(mechanism, Set.of());
                searched.addAll(definitions.residuals().keySet());
                solved.addAll(definitions.solved());
            } catch (OrreryException _) {
                return new AlgebraicVariables(Set.of(), Set.of());
            }
        }
        return new AlgebraicVariables(solved, searched);
    }
}

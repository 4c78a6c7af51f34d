package org.orrery.causal.estimate;

import java.util.List;
import java.util.Map;
import org.orrery.core.Value;

/**
 * What it does to change everybody's treatment from where it is, for covariates that a graph licenses.
 *
 * @param seen values of columns that keep some of the population, which the treatment does not change; may be empty
 */
public record ChangeQuestion(Target target, String treatment, Change change, List<String> covariates,
        Map<String, Value> seen) {
    public ChangeQuestion {
        covariates = List.copyOf(covariates);
        seen = Map.copyOf(seen);
    }

    ChangeQuestion without() {
        return new ChangeQuestion(target, treatment, change, List.of(), seen);
    }

    /** The same change of nothing. */
    public ChangeQuestion idle() {
        return new ChangeQuestion(target, treatment, new Change(1, 0), covariates, seen);
    }
}

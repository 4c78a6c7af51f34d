package org.orrery.causal.scm.fit;

import java.util.List;
import org.orrery.core.Claim;

/**
 * What one case would have been.
 *
 * @param factual what the outcome was, to the bit
 * @param counterfactual what it would have been
 * @param interval of the counterfactual value, over models refitted to resampled rows
 * @param effectInterval of what the moves changed
 * @param assumptions on which it stands
 * @param checks that were made
 * @param method by which it was made, for the provenance
 * @param sentence for people
 */
public record UnitCounterfactual(double factual, double counterfactual, Claim.Interval interval,
        Claim.Interval effectInterval, List<Claim.Assumption> assumptions, List<Claim.Check> checks, String method,
        String sentence) {
    public UnitCounterfactual {
        assumptions = List.copyOf(assumptions);
        checks = List.copyOf(checks);
    }

    /** On minus off. */
    public double effect() {
        return counterfactual - factual;
    }
}

package org.orrery.causal.scm.attribution;

import java.util.List;
import org.orrery.core.Claim;

/**
 * A number shared out among mechanisms.
 *
 * @param total what was shared out; the parts sum to it
 * @param interval of it, over resampled rows and refitted models
 * @param parts one a mechanism, the largest first
 * @param assumptions on which it stands
 * @param checks what was looked at
 * @param method by which it was made
 */
public record Attributed(double total, Claim.Interval interval, List<Part> parts, List<Claim.Assumption> assumptions,
        List<Claim.Check> checks, String method) {
    public Attributed {
        parts = List.copyOf(parts);
        assumptions = List.copyOf(assumptions);
        checks = List.copyOf(checks);
    }

    /**
     * The share of one mechanism.
     *
     * @param interval over resampled rows and refitted models
     * @param p how often a part as large comes about where there is nothing to attribute
     */
    public record Part(String variable, double value, Claim.Interval interval, double p) {}

    /** The part of a variable. */
    public Part part(String variable) {
        return parts.stream().filter(part -> part.variable().equals(variable)).findFirst().orElseThrow(
                () -> new IllegalArgumentException("nothing is attributed to " + variable));
    }
}

package org.orrery.causal.estimate;

import org.orrery.core.Claim;

/**
 * One number of a regression.
 *
 * @param name of the column, {@code (intercept)} for the constant
 * @param error standard error
 * @param interval 95 %
 */
public record Coefficient(String name, double estimate, double error, Claim.Interval interval) {
    /** How many standard errors it is away from zero. */
    public double ratio() {
        return estimate / error;
    }
}

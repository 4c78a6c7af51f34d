package org.orrery.causal.estimate;

import org.orrery.core.Claim;

/**
 * A number from data.
 *
 * @param error standard error
 * @param interval 95 %
 */
public record Measured(double value, double error, Claim.Interval interval) {
    static Measured of(double value, double error, double degrees) {
        return new Measured(value, error, Quantiles.around(value, error, degrees));
    }
}

package org.orrery.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a claim.
 *
 * @param value what is asked for: on minus off where something was moved
 * @param off null where nothing was moved
 * @param on null where nothing was moved
 * @param interval null without an ensemble
 * @param shares of the variance
 * @param table null without an ensemble, and where it does not fit the quantity
 * @param members one for each healthy member
 * @param method how the interval was made, empty without one
 */
record Estimate(double value, @Nullable Double off, @Nullable Double on, Claim.@Nullable Interval interval,
        List<Claim.Share> shares, Claim.@Nullable Table table, List<Answer.Member> members, String method) {}

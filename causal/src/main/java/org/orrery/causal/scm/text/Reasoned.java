package org.orrery.causal.scm.text;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Claim;

/**
 * What came out.
 *
 * @param off of the case or the population as seen
 * @param on operated; the same as off where nothing is moved
 * @param interval around what is asked for, null where there is none
 * @param checks that were made
 * @param method for the provenance
 */
record Reasoned(double off, double on, Claim.@Nullable Interval interval, List<Claim.Check> checks, String method) {}

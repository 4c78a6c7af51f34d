package org.orrery.report;

import org.orrery.core.Claim;

/**
 * A claim with the name by which its study calls it.
 *
 * @param id unique within the study, the same in every version
 * @param claim the answer
 */
public record NamedClaim(String id, Claim claim) {}

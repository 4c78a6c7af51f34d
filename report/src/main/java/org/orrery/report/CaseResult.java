package org.orrery.report;

import java.util.List;

/**
 * What came out of a case.
 *
 * @param claims each with an id, for {@code --json}
 * @param page the story
 */
public record CaseResult(List<NamedClaim> claims, Page page) {
    public CaseResult {
        claims = List.copyOf(claims);
    }
}

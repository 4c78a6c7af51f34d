package org.orrery.report;

import java.util.List;
import org.orrery.core.Claim;

/**
 * What a report says, in the order in which it is read.
 *
 * @param title the question, or the name of the study
 * @param lead the answer in one sentence
 * @param sections what stands behind it
 * @param reproduce the command that makes this page again
 * @param references of the methods used; a {@code doi:10...} in them becomes a link
 * @param claims all claims told here, embedded as JSON for machines
 */
public record Page(String title, String lead, List<Section> sections, String reproduce, List<String> references,
        List<Claim> claims) {
    public Page {
        sections = List.copyOf(sections);
        references = List.copyOf(references);
        claims = List.copyOf(claims);
    }
}

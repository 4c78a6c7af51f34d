package org.orrery.report;

import java.util.List;

/**
 * A part of a page.
 *
 * @param title its heading; empty for none
 * @param blocks in reading order
 */
public record Section(String title, List<Block> blocks) {
    public Section {
        blocks = List.copyOf(blocks);
    }

    public static Section of(String title, Block... blocks) {
        return new Section(title, List.of(blocks));
    }

    /** All claims of a study, each under its id. */
    public static Section everyClaim(List<NamedClaim> claims) {
        return new Section("Every claim",
                claims.stream().map(named -> (Block) new Block.ClaimBlock(named.id(), named.claim())).toList());
    }
}

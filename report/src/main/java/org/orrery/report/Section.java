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
}

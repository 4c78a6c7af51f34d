package org.orrery.report;

import java.util.List;
import org.orrery.core.Claim;

/** One thing on a page. */
public sealed interface Block {
    /**
     * Sentences; an empty line parts paragraphs. {@code *so*} is emphasised, {@code **so**} strong and {@code `so`} code,
     * where the marks stand at the borders of words; everything else is shown as it is.
     */
    record Prose(String text) implements Block {}

    /**
     * A whole claim: sentence, numbers, uncertainty, and folded away its assumptions and checks.
     *
     * @param id by which the study calls it, shown and linkable; empty for none
     * @param claim to be told
     */
    record ClaimBlock(String id, Claim claim) implements Block {}

    /** Only the numbers of a claim, large; or, of a refused one, the reason. */
    record Headline(Claim claim) implements Block {}

    /** What is taken for granted, each with its state. */
    record Assumptions(List<Claim.Assumption> assumptions) implements Block {
        public Assumptions {
            assumptions = List.copyOf(assumptions);
        }
    }

    /** What was looked at, each with its outcome. */
    record Checks(List<Claim.Check> checks) implements Block {
        public Checks {
            checks = List.copyOf(checks);
        }
    }

    /**
     * A picture drawn by Vega-Lite.
     *
     * @param spec Vega-Lite 6 as JSON text, its data inline; a {@code width} of "container" and a {@code concat} fit the page
     * @param caption what is shown and how to read it
     * @param alternative what the picture shows, for those who do not see it
     */
    record Picture(String spec, String caption, String alternative) implements Block {
        public Picture {
            Spec.requireJson(spec);
        }

        public Picture withCaption(String words) {
            return new Picture(spec, words, alternative);
        }
    }

    /**
     * Numbers in rows.
     *
     * @param caption what the rows are
     * @param table columns and rows
     * @param folded whether a reader opens it first; on paper it is always open
     */
    record TableBlock(String caption, Claim.Table table, boolean folded) implements Block {
        public TableBlock(String caption, Claim.Table table) {
            this(caption, table, table.rows().size() > 12);
        }
    }
}

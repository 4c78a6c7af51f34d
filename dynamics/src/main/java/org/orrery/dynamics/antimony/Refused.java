package org.orrery.dynamics.antimony;

import java.util.Map;

/** What Antimony can say and this reader cannot take, each by its name. */
final class Refused {
    private static final Map<String, String> WORDS = Map.of("DNA", "a strand of DNA", "gene", "a gene");

    private Refused() {}

    /** Looks at the first words of a statement. */
    static void check(Source source, Tokens tokens) {
        Token first = tokens.peek();
        String what = first.isWord() ? WORDS.get(first.text()) : null;
        boolean strand = first.is("--") || first.isWord() && tokens.peek(tokens.pathLength(0)).is("--");
        if (what != null && (tokens.peek(1).is("=") || tokens.peek(1).is(":="))) {
            what = null;
        }
        if (what != null || strand) {
            throw source.refused(first.start(), (what == null ? "a strand of DNA (--)" : what)
                    + " is not supported yet.", "Write the model without it; everything else of the file can stay.");
        }
    }
}

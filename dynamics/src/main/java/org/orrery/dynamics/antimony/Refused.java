package org.orrery.dynamics.antimony;

import java.util.Map;
import org.orrery.core.Refusal;

/** What Antimony can say and this reader cannot take, each by its name. */
final class Refused {
    private static final Map<String, String> WORDS = Map.of("import", "import", "delete", "delete", "DNA",
            "a strand of DNA", "gene", "a gene",
            "maximize", "maximize: a flux balance objective", "minimize", "minimize: a flux balance objective");

    private Refused() {}

    /** Looks at the first word of a statement. */
    static void check(Source source, Tokens tokens) {
        Token first = tokens.peek();
        String what = first.isWord() ? WORDS.get(first.text()) : null;
        if (what != null && !tokens.peek(1).is("=") && !tokens.peek(1).is(":=")) {
            throw refusal(source, first, what);
        }
        if (first.is("--") || tokens.peek(1).is("--")) {
            throw refusal(source, first, "a strand of DNA (--)");
        }
    }

    /** Looks at what follows {@code name:}. */
    static void labelled(Source source, Tokens tokens) {
        check(source, tokens);
        if (tokens.peek().isWord() && tokens.peek(1).is("(")) {
            throw refusal(source, tokens.peek(), "the submodel " + tokens.peek().text() + "(...)");
        }
    }

    static Refusal interaction(Source source, Token arrow) {
        return refusal(source, arrow, "an interaction (" + arrow.text() + ")");
    }

    private static Refusal refusal(Source source, Token token, String what) {
        return source.refused(token.start(), what + " is not supported yet.",
                "Write the model without it; everything else of the file can stay.");
    }
}

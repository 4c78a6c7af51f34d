package org.orrery.core;

import java.util.List;

/** The gap in a question, written {@code _}, that a sweep fills with one site after the other. */
final class Gap {
    static final String SIGN = "_";

    private final String text;
    private final List<Token> tokens;

    /** @throws InvalidInput if the question has no gap */
    Gap(String text) {
        this.text = text;
        this.tokens = new Lexer("question", text).tokens();
        if (tokens.stream().noneMatch(token -> token.isWord(SIGN))) {
            throw new InvalidInput("The question has no gap for what is swept over: " + text,
                    "Maybe write _ for it: 'y | do(_ = 0)' --over 'hidden[*]', or 'y | do(x = _)' --over '_ = 0..1 by 0.1'");
        }
    }

    /** The question with the site in the gap; a window goes to the end of the move that the gap stands in. */
    Question filled(Site site) {
        StringBuilder filled = new StringBuilder();
        int at = 0;
        int open = 0;
        boolean owed = false;
        for (Token token : tokens) {
            open += token.is("[") ? 1 : token.is("]") ? -1 : 0;
            if (owed && open == 0 && (token.is(",") || token.is(")"))) {
                filled.append(text, at, token.start()).append(" @ ").append(site.window());
                at = token.start();
                owed = false;
            }
            if (token.isWord(SIGN)) {
                filled.append(text, at, token.start()).append(site.text());
                at = token.end();
                owed = !site.window().isAlways();
            }
        }
        return Question.parse(filled.append(text.substring(at)).toString());
    }

    /**
     * What stands in the gap.
     *
     * @param text an address or a number
     * @param window added to the move, ALWAYS for none
     */
    record Site(String text, Window window) {
        @Override
        public String toString() {
            return text + (window.isAlways() ? "" : " @ " + window);
        }
    }
}

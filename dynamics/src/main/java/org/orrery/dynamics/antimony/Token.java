package org.orrery.dynamics.antimony;

/**
 * A word of the text.
 *
 * @param text the characters themselves; of a string those between the quotes
 * @param start offset in the source
 * @param end offset just behind it
 */
record Token(Kind kind, String text, int start, int end) {
    /** What kind of word it is. */
    enum Kind {
        WORD, NUMBER, STRING, SYMBOL, LINE_END, END
    }

    boolean is(String symbol) {
        return (kind == Kind.SYMBOL || kind == Kind.WORD) && text.equals(symbol);
    }

    boolean isWord() {
        return kind == Kind.WORD;
    }

    /** Whether a statement may stop here. */
    boolean ends() {
        return kind == Kind.LINE_END || kind == Kind.END;
    }

    /** The token in a message. */
    String shown() {
        return switch (kind) {
            case LINE_END -> text.equals(";") ? "\";\"" : "the end of the line";
            case END -> "the end of the file";
            case STRING -> "the text \"" + text + "\"";
            case WORD, NUMBER, SYMBOL -> "\"" + text + "\"";
        };
    }
}

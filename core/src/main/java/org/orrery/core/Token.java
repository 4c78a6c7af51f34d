package org.orrery.core;

/**
 * A piece of a question.
 *
 * @param kind what it is
 * @param text the name without quotes, the string without escapes, or the characters as written
 * @param number the value of a number, NaN otherwise
 * @param start where it begins in the text
 * @param end where it ends
 */
record Token(Kind kind, String text, double number, int start, int end) {
    /** The kinds of pieces. */
    enum Kind {
        NUMBER, NAME, QUOTED_NAME, STRING, SIGN, END
    }

    boolean is(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    /** Whether this is the word itself, not a name in back-quotes. */
    boolean isWord(String word) {
        return kind == Kind.NAME && text.equals(word);
    }

    boolean isName() {
        return kind == Kind.NAME || kind == Kind.QUOTED_NAME;
    }

    String describe() {
        return switch (kind) {
            case END -> "the end";
            case STRING -> "the text \"" + shorten(text) + "\"";
            case NUMBER, NAME, QUOTED_NAME, SIGN -> "'" + shorten(text) + "'";
        };
    }

    private static String shorten(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= 40 ? line : line.substring(0, line.offsetByCodePoints(0, 30)) + "...";
    }
}

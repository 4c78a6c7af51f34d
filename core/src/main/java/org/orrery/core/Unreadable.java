package org.orrery.core;

/** Draws the error of a text that cannot be read: what was expected, the line, and a caret under the place. */
final class Unreadable {
    private static final int BEFORE = 60;
    private static final int AFTER = 40;

    private Unreadable() {}

    /**
     * The error.
     *
     * @param what the text should be: "question", "address"
     * @param text all of it
     * @param place index of the first character that is wrong
     * @param problem one clause, without a full stop
     * @param advice one line
     */
    static InvalidInput at(String what, String text, int place, String problem, String advice) {
        int[] points = text.codePoints().map(c -> isDrawable(c) ? c : ' ').toArray();
        int caret = text.codePointCount(0, Math.min(place, text.length()));
        int from = Math.max(0, caret - BEFORE);
        int to = Math.min(points.length, caret + AFTER);
        String lead = from > 0 ? "... " : "";
        String line = lead + new String(points, from, to - from) + (to < points.length ? " ..." : "");
        return new InvalidInput("Cannot read the " + what + ": " + problem + ".\n  " + line + "\n  "
                + " ".repeat(lead.length() + caret - from) + "^", advice);
    }

    /** Control characters, line ends and halves of pairs would break the picture. */
    private static boolean isDrawable(int c) {
        return !Character.isISOControl(c) && !Character.isWhitespace(c) && Character.getType(c) != Character.SURROGATE;
    }
}

package org.orrery.causal.discrete;

import org.orrery.core.InvalidInput;

/** Cuts a BIF text into words and signs; comments are skipped. */
final class BifTokens {
    private static final String SIGNS = "{}()[]|,;";

    private final String text;
    private final String file;
    private int at;
    private int start;
    private String token = "";
    private boolean word;

    BifTokens(String text, String file) {
        this.text = text;
        this.file = file;
        next();
    }

    /** The token here; empty at the end. */
    String token() {
        return token;
    }

    boolean is(String sign) {
        return !word && token.equals(sign);
    }

    boolean isWord() {
        return word;
    }

    boolean isWord(String wanted) {
        return word && token.equals(wanted);
    }

    boolean atEnd() {
        return !word && token.isEmpty();
    }

    void next() {
        skip();
        start = at;
        word = false;
        if (at >= text.length()) {
            token = "";
            return;
        }
        char c = text.charAt(at);
        if (SIGNS.indexOf(c) >= 0) {
            token = String.valueOf(c);
            at++;
            return;
        }
        word = true;
        if (c == '"') {
            int end = text.indexOf('"', at + 1);
            if (end < 0) {
                throw error("the quotes are never closed", "Maybe a \" is missing.");
            }
            token = text.substring(at + 1, end);
            at = end + 1;
            return;
        }
        while (at < text.length() && !Character.isWhitespace(text.charAt(at)) && SIGNS.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        token = text.substring(start, at);
    }

    private void skip() {
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else if (text.startsWith("//", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at);
                at = end < 0 ? text.length() : end + 2;
            } else {
                return;
            }
        }
    }

    /** Passes over a property: free text up to a semicolon. */
    void skipProperty() {
        boolean quoted = false;
        for (int end = at; end < text.length(); end++) {
            quoted ^= text.charAt(end) == '"';
            if (text.charAt(end) == ';' && !quoted) {
                at = end + 1;
                next();
                return;
            }
        }
        throw error("the property is never ended", "Maybe a ';' is missing.");
    }

    boolean takeIf(String sign) {
        boolean here = is(sign);
        if (here) {
            next();
        }
        return here;
    }

    void expect(String sign) {
        if (!takeIf(sign)) {
            throw error("expected '" + sign + "'" + found(), "Maybe look at the line before, too.");
        }
    }

    String takeWord(String what) {
        if (!word || token.isEmpty()) {
            throw error("expected " + what + found(), "Maybe a name is missing.");
        }
        String taken = token;
        next();
        return taken;
    }

    double takeNumber() {
        String taken = takeWord("a number");
        try {
            return Double.parseDouble(taken);
        } catch (NumberFormatException e) {
            throw error("'" + taken + "' is no number", "Maybe a comma is missing.");
        }
    }

    String found() {
        return atEnd() ? ", and the file ends" : ", not '" + token + "'";
    }

    InvalidInput error(String problem, String advice) {
        long line = 1 + text.substring(0, Math.min(start, text.length())).chars().filter(c -> c == '\n').count();
        return new InvalidInput(file + ", line " + line + ": " + problem + ".", advice);
    }
}

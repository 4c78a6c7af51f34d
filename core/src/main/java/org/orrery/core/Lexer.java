package org.orrery.core;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into tokens. Two dots are a token of their own wherever they stand, so that {@code 0..300} is a window; a
 * single dot belongs to a number or joins the parts of a name.
 */
final class Lexer {
    private static final List<String> SIGNS = List.of("..", "+=", "*=", "<=", ">=", "!=", "==", "+", "-", "*", "/", "^",
            "(", ")", "[", "]", ",", "|", "@", "=", "<", ">", ":");

    private final String what;
    private final String text;
    private int at;

    Lexer(String what, String text) {
        this.what = what;
        this.text = text;
    }

    List<Token> tokens() {
        List<Token> tokens = new ArrayList<>();
        while (true) {
            while (at < text.length() && isSpace(text.codePointAt(at))) {
                at += Character.charCount(text.codePointAt(at));
            }
            if (at == text.length()) {
                tokens.add(new Token(Token.Kind.END, "", Double.NaN, at, at));
                return tokens;
            }
            tokens.add(token());
        }
    }

    private Token token() {
        int start = at;
        int c = text.codePointAt(at);
        if (isDigit(at) || c == '.' && isDigit(at + 1)) {
            return number(start);
        }
        if (Character.isLetter(c) || c == '_') {
            return name(start);
        }
        if (c == '`') {
            String name = quoted(start, '`');
            return new Token(Token.Kind.QUOTED_NAME, name, Double.NaN, start, at);
        }
        if (c == '"') {
            String string = quoted(start, '"');
            return new Token(Token.Kind.STRING, string, Double.NaN, start, at);
        }
        for (String sign : SIGNS) {
            if (text.startsWith(sign, at)) {
                at += sign.length();
                return new Token(Token.Kind.SIGN, sign, Double.NaN, start, at);
            }
        }
        throw error(start, "the character " + show(c) + " means nothing here",
                "Maybe put a name with unusual characters in back-quotes: `my name`.");
    }

    private Token number(int start) {
        skipDigits();
        if (at < text.length() && text.charAt(at) == '.' && isDigit(at + 1)) {
            at++;
            skipDigits();
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            int sign = at + 1 < text.length() && "+-".indexOf(text.charAt(at + 1)) >= 0 ? 1 : 0;
            if (isDigit(at + 1 + sign)) {
                at += 1 + sign;
                skipDigits();
            }
        }
        String digits = text.substring(start, at);
        if (at < text.length() && isNamePart(text.codePointAt(at))) {
            throw error(at, "a name follows the number " + digits + " without a sign between",
                    "Maybe write: " + digits + " * ..., or put a name that begins with a digit in back-quotes.");
        }
        double value = Double.parseDouble(digits);
        if (Double.isInfinite(value)) {
            throw error(start, "the number " + digits + " is too large", "The largest is about 1.8e308.");
        }
        return new Token(Token.Kind.NUMBER, digits, value, start, at);
    }

    private Token name(int start) {
        skipNamePart();
        while (at + 1 < text.length() && text.charAt(at) == '.' && isNamePart(text.codePointAt(at + 1))) {
            at++;
            skipNamePart();
        }
        return new Token(Token.Kind.NAME, text.substring(start, at), Double.NaN, start, at);
    }

    /** A back-quote inside a name is doubled; in a string a backslash stands before a quote or a backslash. */
    private String quoted(int start, char quote) {
        StringBuilder inside = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            char next = at < text.length() ? text.charAt(at) : 0;
            if (quote == '"' && c == '\\' && (next == '"' || next == '\\') || quote == '`' && c == '`' && next == '`') {
                inside.append(next);
                at++;
            } else if (c == quote) {
                return inside.toString();
            } else {
                inside.append(c);
            }
        }
        throw error(start, "the " + quote + " is never closed",
                "Maybe a " + quote + " is missing at the end of the name.");
    }

    private void skipDigits() {
        while (isDigit(at)) {
            at++;
        }
    }

    private void skipNamePart() {
        while (at < text.length() && isNamePart(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
    }

    private boolean isDigit(int place) {
        return place < text.length() && text.charAt(place) >= '0' && text.charAt(place) <= '9';
    }

    private static boolean isNamePart(int c) {
        return Character.isLetter(c) || Character.isDigit(c) || c == '_';
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static String show(int c) {
        return Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE
                ? "U+%04X".formatted(c)
                : "'" + Character.toString(c) + "'";
    }

    private InvalidInput error(int place, String problem, String advice) {
        return Unreadable.at(what, text, place, problem, advice);
    }
}

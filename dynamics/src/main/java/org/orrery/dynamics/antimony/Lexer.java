package org.orrery.dynamics.antimony;

import java.util.ArrayList;
import java.util.List;
import org.orrery.dynamics.antimony.Token.Kind;

/** Cuts the text into tokens. */
final class Lexer {
    /** Longest first. */
    private static final List<String> SYMBOLS = List.of("<=>", "...", "->", "=>", "-|", "--", ":=", "<=", ">=", "==",
            "!=", "&&",
            "||");
    private static final String SINGLE = "+-*/^%!<>=()[]{},:.'$@&|";

    private final Source source;
    private final String text;
    private final List<Token> tokens = new ArrayList<>();

    private Lexer(Source source) {
        this.source = source;
        text = source.text();
    }

    static List<Token> tokens(Source source) {
        Lexer lexer = new Lexer(source);
        for (int i = 0; i < lexer.text.length();) {
            i = lexer.token(i);
        }
        int end = lexer.text.length();
        lexer.tokens.add(new Token(Kind.END, "", end, end));
        return lexer.tokens;
    }

    private int token(int start) {
        char c = text.charAt(start);
        if (c == '\\') {
            return continuation(start);
        }
        if (c == '\n' || c == ';') {
            return add(Kind.LINE_END, start, start + 1);
        }
        if (Character.isWhitespace(c) || c == '\ufeff') {
            return start + 1;
        }
        if (isLetter(c)) {
            int end = start;
            while (end < text.length() && (isLetter(text.charAt(end)) || isDigit(text, end))) {
                end++;
            }
            return add(Kind.WORD, start, end);
        }
        if (isDigit(text, start) || c == '.' && isDigit(text, start + 1)) {
            return add(Kind.NUMBER, start, behindNumber(text, start));
        }
        if (text.startsWith("```", start)) {
            int end = text.indexOf("```", start + 3);
            tokens.add(new Token(Kind.STRING, text.substring(start + 3, end), start, end + 3));
            return end + 3;
        }
        if (c == '"') {
            int end = text.indexOf('"', start + 1);
            tokens.add(new Token(Kind.STRING, text.substring(start + 1, end), start, end + 1));
            return end + 1;
        }
        for (String symbol : SYMBOLS) {
            if (text.startsWith(symbol, start)) {
                return add(Kind.SYMBOL, start, start + symbol.length());
            }
        }
        if (SINGLE.indexOf(c) >= 0) {
            return add(Kind.SYMBOL, start, start + 1);
        }
        throw source.invalid(start, "the character \"" + c + "\" has no meaning in Antimony.",
                "Outside of texts and comments only ASCII is read.");
    }

    /** A backslash at the end of a line joins it with the next. */
    private int continuation(int start) {
        int end = start + 1;
        while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\r')) {
            end++;
        }
        if (end < text.length() && text.charAt(end) == '\n') {
            return end + 1;
        }
        throw source.invalid(start, "a backslash inside a line.", "It joins lines and stands at the end of one.");
    }

    /** Where the number ends that begins here; at least one character on. */
    static int behindNumber(String text, int start) {
        int end = digits(text, start);
        if (end < text.length() && text.charAt(end) == '.') {
            end = digits(text, end + 1);
        }
        if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
            int exponent = end + 1;
            if (exponent < text.length() && (text.charAt(exponent) == '+' || text.charAt(exponent) == '-')) {
                exponent++;
            }
            if (isDigit(text, exponent)) {
                end = digits(text, exponent);
            }
        }
        return Math.max(end, start + 1);
    }

    private static int digits(String text, int from) {
        int end = from;
        while (isDigit(text, end)) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(String text, int index) {
        return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private int add(Kind kind, int start, int end) {
        tokens.add(new Token(kind, text.substring(start, end), start, end));
        return end;
    }
}

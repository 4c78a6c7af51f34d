package org.orrery.core;

import java.util.List;

/** A place in the tokens of a text, and the errors that point at it. */
final class Tokens {
    private static final int LONGEST = 100_000;

    private final String what;
    private final String text;
    private final List<Token> tokens;
    private int next;

    /** @param what the text should be, for errors: "question" */
    Tokens(String what, String text) {
        this.what = what;
        this.text = text;
        if (text.length() > LONGEST) {
            throw Unreadable.at(what, text, LONGEST, "it is longer than " + LONGEST + " characters",
                    "Maybe ask in several questions.");
        }
        this.tokens = new Lexer(what, text).tokens();
    }

    Token peek() {
        return tokens.get(next);
    }

    /** The token after the next one; the end has no successor but itself. */
    Token second() {
        return tokens.get(Math.min(next + 1, tokens.size() - 1));
    }

    /** The one after that. */
    Token third() {
        return tokens.get(Math.min(next + 2, tokens.size() - 1));
    }

    Token take() {
        Token token = tokens.get(next);
        next = Math.min(next + 1, tokens.size() - 1);
        return token;
    }

    /** Takes the sign if it comes next. */
    boolean takeIf(String sign) {
        boolean here = peek().is(sign);
        if (here) {
            take();
        }
        return here;
    }

    /** Takes the sign or says that it is missing. */
    void expect(String sign, String where, String advice) {
        if (!takeIf(sign)) {
            throw expected("'" + sign + "' " + where, advice);
        }
    }

    /** Takes a number with an optional sign before it. */
    double signedNumber(String expected, String advice) {
        boolean negative = peek().is("-");
        if (negative || peek().is("+")) {
            take();
        }
        if (peek().kind() != Token.Kind.NUMBER) {
            throw expected(expected, advice);
        }
        double value = take().number();
        return negative ? -value : value;
    }

    /** Whether a number, signed or not, comes next. */
    boolean atNumber() {
        return peek().kind() == Token.Kind.NUMBER
                || (peek().is("-") || peek().is("+")) && second().kind() == Token.Kind.NUMBER;
    }

    void end(String advice) {
        if (peek().kind() != Token.Kind.END) {
            throw error("the text should end before " + peek().describe(), advice);
        }
    }

    InvalidInput expected(String expected, String advice) {
        return error("expected " + expected
                + (peek().kind() == Token.Kind.END ? "" : ", not " + peek().describe()), advice);
    }

    /** An error at the next token. */
    InvalidInput error(String problem, String advice) {
        return error(peek(), problem, advice);
    }

    InvalidInput error(Token place, String problem, String advice) {
        return Unreadable.at(what, text, place.start(), problem, advice);
    }

    /** The text from a token's start to the next token, to be quoted in advice. */
    String since(Token first) {
        return text.substring(first.start(), peek().start()).strip();
    }
}

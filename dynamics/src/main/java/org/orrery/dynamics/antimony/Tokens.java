package org.orrery.dynamics.antimony;

import java.util.List;
import java.util.Set;
import org.orrery.core.InvalidInput;
import org.orrery.dynamics.antimony.Token.Kind;

/** A place in the list of tokens, and the small steps that every statement is made of. */
final class Tokens {
    final Source source;
    private final List<Token> tokens;
    private int at;

    Tokens(Source source) {
        this.source = source;
        tokens = Lexer.tokens(source);
    }

    Token peek() {
        return tokens.get(at);
    }

    /** The token so many places ahead. */
    Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    int place() {
        return at;
    }

    void goTo(int place) {
        at = place;
    }

    Token next() {
        Token token = peek();
        if (token.kind() != Kind.END) {
            at++;
        }
        return token;
    }

    boolean take(String symbol) {
        if (!peek().is(symbol)) {
            return false;
        }
        at++;
        return true;
    }

    Token expect(String symbol, String where) {
        if (!peek().is(symbol)) {
            throw unexpected("\"" + symbol + "\" " + where);
        }
        return next();
    }

    Token word(String what) {
        if (!peek().isWord()) {
            throw unexpected(what);
        }
        return next();
    }

    /** A name, or a path into a submodel: {@code A.B.S1} as one word. */
    Token path(String what) {
        Token first = word(what);
        Token last = first;
        while (peek().is(".") && peek(1).isWord()) {
            next();
            last = next();
        }
        return first == last
                ? first
                : new Token(Kind.WORD, source.text().substring(first.start(), last.end()).replaceAll("\\s+", ""),
                        first.start(), last.end());
    }

    /** How many tokens the path takes that begins so many places ahead. */
    int pathLength(int ahead) {
        int length = 1;
        while (peek(ahead + length).is(".") && peek(ahead + length + 1).isWord()) {
            length += 2;
        }
        return length;
    }

    Span span(Token token) {
        return new Span(source, token.start(), token.end());
    }

    /** Line ends up to the next word. */
    void skipLineEnds() {
        while (peek().kind() == Kind.LINE_END) {
            at++;
        }
    }

    /** Line ends that are no semicolons. */
    void skipNewlines() {
        while (peek().kind() == Kind.LINE_END && !peek().text().equals(";")) {
            at++;
        }
    }

    void endOfStatement() {
        if (!peek().ends() && !peek().is("end")) {
            throw unexpected("the end of the statement");
        }
    }

    /** As {@link #formula}, or nothing: a blank takes back what was said before. */
    Span formulaOrBlank(Set<String> stops, String what) {
        Token first = peek();
        return first.ends() || isStop(first, stops)
                ? new Span(source, first.start(), first.start())
                : formula(stops, what);
    }

    /** A formula: all tokens up to a line's end or, outside of parentheses, one of the stops. */
    Span formula(Set<String> stops, String what) {
        Token first = peek();
        int depth = 0;
        int end = first.start();
        for (;; at++) {
            Token token = peek();
            boolean inside = depth > 0 && token.kind() == Kind.LINE_END && !token.text().equals(";");
            if (token.ends() && !inside || depth == 0 && isStop(token, stops)) {
                break;
            }
            if (token.is("(")) {
                depth++;
            } else if (token.is(")")) {
                depth--;
            }
            end = inside ? end : token.end();
        }
        if (end == first.start()) {
            throw unexpected(what);
        }
        return new Span(source, first.start(), end);
    }

    private static boolean isStop(Token token, Set<String> stops) {
        return (token.kind() == Kind.SYMBOL || token.isWord()) && stops.contains(token.text());
    }

    InvalidInput unexpected(String expected) {
        return source.invalid(peek().start(), "found " + peek().shown() + " where " + expected + " belongs.",
                "Correct the statement; every statement ends with its line or with a semicolon.");
    }
}

package org.orrery.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads quantities by recursive descent. From loose to tight: {@code + -}, {@code * /}, the sign, {@code ^} (to the
 * right), {@code @}. A sign right before a plain number belongs to the number: {@code -2} is a number, {@code -(2)} and
 * {@code -2 ^ 2} are negations.
 */
final class QuantityParser {
    private static final int DEEPEST = 200;
    private static final int MOST_SIGNS = 1_000;

    private final Tokens tokens;
    private final PlaceParser places;
    private int depth;
    private int signs;

    QuantityParser(Tokens tokens) {
        this.tokens = tokens;
        this.places = new PlaceParser(tokens);
    }

    Quantity quantity() {
        Quantity left = product();
        while (tokens.peek().is("+") || tokens.peek().is("-")) {
            left = new Quantity.Binary(operator(), left, product());
        }
        return left;
    }

    private Quantity product() {
        Quantity left = signed();
        while (tokens.peek().is("*") || tokens.peek().is("/")) {
            left = new Quantity.Binary(operator(), left, signed());
        }
        return left;
    }

    private Quantity.Operator operator() {
        if (++signs > MOST_SIGNS) {
            throw tokens.error("more than " + MOST_SIGNS + " operators", "Maybe ask in several questions.");
        }
        String sign = tokens.take().text();
        return Stream.of(Quantity.Operator.values()).filter(o -> o.toString().equals(sign)).findFirst().orElseThrow();
    }

    private Quantity signed() {
        if (++depth > DEEPEST) {
            throw tokens.error("more than " + DEEPEST + " levels of nesting", "Maybe ask in several questions.");
        }
        Quantity result;
        if (!tokens.peek().is("-")) {
            result = power();
        } else if (tokens.second().kind() == Token.Kind.NUMBER && !tokens.third().is("^") && !tokens.third().is("@")) {
            result = new Quantity.Num(tokens.signedNumber("a number", ""));
        } else {
            tokens.take();
            result = new Quantity.Apply(Quantity.Function.NEGATE, signed());
        }
        depth--;
        return result;
    }

    private Quantity power() {
        Quantity base = timed();
        return tokens.peek().is("^") ? new Quantity.Binary(operator(), base, signed()) : base;
    }

    private Quantity timed() {
        Token first = tokens.peek();
        Quantity of = operand();
        if (!tokens.peek().is("@")) {
            return of;
        }
        String text = tokens.since(first);
        tokens.take();
        if (tokens.peek().isWord("inf") || tokens.peek().isWord("infinity")) {
            throw tokens.expected("a time after '@'", "Maybe what it comes to rest at is meant: steady(" + text + ")");
        }
        if (!tokens.atNumber() && !tokens.peek().is("..")) {
            throw tokens.expected("a time after '@'", "Maybe write: " + text + " @ 300");
        }
        Token start = tokens.peek();
        double time = tokens.peek().is("..") ? Double.NaN : places.time();
        if (tokens.peek().is("..")) {
            throw tokens.error(start, "expected one time after '@', not a stretch of time",
                    "Maybe write: max(" + text + ") over 0..30 (or mean, min, integral).");
        }
        if (tokens.peek().is("@")) {
            throw tokens.error("a second time after '@'", "A quantity is read at one time: " + text + " @ 300");
        }
        return new Quantity.At(of, time);
    }

    private Quantity operand() {
        Token token = tokens.peek();
        if (token.kind() == Token.Kind.NUMBER) {
            return new Quantity.Num(tokens.take().number());
        }
        if (tokens.takeIf("(")) {
            Quantity inner = quantity();
            close(token, ")");
            return inner;
        }
        if (token.isWord("E") && tokens.second().is("[")) {
            tokens.take();
            Token open = tokens.take();
            Quantity inner = quantity();
            close(open, "]");
            return new Quantity.Expectation(inner);
        }
        if (token.kind() == Token.Kind.NAME && tokens.second().is("(")) {
            tokens.take();
            return call(token, tokens.take());
        }
        if (token.isName()) {
            return new Quantity.Read(places.address());
        }
        throw tokens.expected("a variable, a number or '('", "Maybe write: T @ 300, or max(T) over 0..300");
    }

    private Quantity call(Token word, Token open) {
        if (word.text().equals("P")) {
            Quantity.Probability probability = new Quantity.Probability(comparisons());
            close(open, ")");
            return probability;
        }
        if (word.text().equals("steady")) {
            Quantity of = quantity();
            close(open, ")");
            return new Quantity.Steady(of);
        }
        if (word.text().equals("sensitivity")) {
            Quantity of = quantity();
            if (!tokens.takeIf(",")) {
                throw tokens.expected("a comma and a parameter", "Maybe write: sensitivity(T @ 300, a1)");
            }
            Address to = places.address();
            close(open, ")");
            return new Quantity.Sensitivity(of, to);
        }
        Optional<Quantity.Fold> fold = Stream.of(Quantity.Fold.values()).filter(f -> f.toString().equals(word.text()))
                .findFirst();
        Optional<Quantity.Function> function = Stream.of(Quantity.Function.values())
                .filter(f -> f != Quantity.Function.NEGATE && f.toString().equals(word.text())).findFirst();
        if (fold.isEmpty() && function.isEmpty()) {
            throw unknown(word);
        }
        Quantity of = quantity();
        close(open, ")");
        if (function.isPresent()) {
            return new Quantity.Apply(function.get(), of);
        }
        boolean over = tokens.peek().isWord("over");
        if (over) {
            tokens.take();
        }
        return new Quantity.Over(fold.orElseThrow(), of, over ? places.window() : Window.ALWAYS);
    }

    private InvalidInput unknown(Token word) {
        String functions = Stream.of(Quantity.Function.values()).filter(f -> f != Quantity.Function.NEGATE)
                .map(Quantity.Function::toString).collect(Collectors.joining(", "));
        if (Words.CONDITIONS.contains(word.text().toLowerCase(Locale.ROOT))) {
            return tokens.error(word, word.describe() + " stands behind the bar",
                    "Maybe write: T @ 300 | " + word.text() + "(x = 1)");
        }
        return tokens.error(word, "there is no function " + word.describe(),
                "The functions are " + functions
                        + "; over time: mean, max, min, integral, steady; sensitivity(x @ 3, k); over the ensemble: E[x], P(x > 1).");
    }

    private List<Quantity.Comparison> comparisons() {
        List<Quantity.Comparison> all = new ArrayList<>();
        do {
            Quantity left = quantity();
            Quantity.Relation relation = relation();
            all.add(new Quantity.Comparison(left, relation, quantity()));
        } while (takeSeparator());
        return all;
    }

    private boolean takeSeparator() {
        if (tokens.peek().isWord("and")) {
            tokens.take();
            return true;
        }
        return tokens.takeIf(",");
    }

    private Quantity.Relation relation() {
        String sign = tokens.peek().is("==") ? "=" : tokens.peek().text();
        Quantity.Relation relation = tokens.peek().kind() != Token.Kind.SIGN
                ? null
                : Stream.of(Quantity.Relation.values()).filter(r -> r.toString().equals(sign)).findFirst().orElse(null);
        if (relation == null) {
            throw tokens.expected("a comparison (=, !=, <, <=, >, >=)", "Maybe write: P(T @ 300 > 1)");
        }
        tokens.take();
        return relation;
    }

    private void close(Token open, String sign) {
        if (tokens.takeIf(sign)) {
            return;
        }
        if (tokens.peek().kind() == Token.Kind.END || tokens.peek().is("|")) {
            throw tokens.error(open, "this " + open.describe() + " is never closed",
                    "Maybe a '" + sign + "' is missing.");
        }
        throw tokens.expected("'" + sign + "' or an operator", "Maybe a '" + sign + "' is missing.");
    }
}

package org.orrery.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the question language: a quantity and, behind a bar, what was seen and what is done. */
final class QuestionParser {
    private static final String EXAMPLE = "Maybe write: T @ 300 | do(x = 0)";

    private final Tokens tokens;

    QuestionParser(String what, String text) {
        if (text.isBlank()) {
            throw new InvalidInput("The " + what + " is empty.", EXAMPLE);
        }
        this.tokens = new Tokens(what, text);
    }

    Question question() {
        Quantity quantity = new QuantityParser(tokens).quantity();
        List<Condition> conditions = new ArrayList<>();
        if (tokens.takeIf("|")) {
            if (tokens.peek().is("|")) {
                throw tokens.error("there is a second bar", "One bar stands between the quantity and its conditions.");
            }
            do {
                conditions.add(condition());
            } while (tokens.takeIf(","));
            if (tokens.peek().is("|")) {
                throw tokens.error("there is a second bar", "Maybe separate the conditions by a comma.");
            }
            tokens.end("Conditions are separated by commas: see(a = 1), do(b = 2)");
        }
        tokens.end(tokens.peek().isWord("over")
                ? "Maybe write: max(T) over 0..300 (or mean, min, integral)."
                : tokens.peek().isName() && tokens.second().is("(")
                        ? "Maybe a bar is missing: T @ 300 | do(x = 0)"
                        : EXAMPLE);
        return new Question(quantity, conditions);
    }

    private Condition condition() {
        Token word = tokens.peek();
        String known = word.isName() ? word.text().toLowerCase(Locale.ROOT) : "";
        if (!Words.CONDITIONS.contains(known)) {
            throw word.isName()
                    ? tokens.error("there is no condition " + word.describe() + "; the conditions are see, do and had",
                            EXAMPLE)
                    : tokens.expected("a condition: see, do or had", EXAMPLE);
        }
        tokens.take();
        tokens.expect("(", "after '" + word.text() + "'", EXAMPLE);
        if (tokens.peek().is(")")) {
            throw tokens.error(
                    "expected " + (known.equals("see") ? "what was seen" : "a move") + " between the brackets of '"
                            + word.text() + "'",
                    "Maybe write: " + word.text() + "(x = 0)");
        }
        MoveParser moves = new MoveParser(tokens);
        Condition condition = switch (known) {
            case "see" -> new Condition.See(moves.observations());
            case "do" -> new Condition.Do(moves.moves());
            default -> new Condition.Had(moves.moves());
        };
        tokens.expect(")", "at the end of '" + word.text() + "'", "Maybe a ')' or a comma is missing.");
        return condition;
    }

    Quantity quantity() {
        Quantity quantity = new QuantityParser(tokens).quantity();
        tokens.end("Maybe write: T @ 300, or max(T) over 0..300");
        return quantity;
    }

    Intervention move() {
        Intervention move = new MoveParser(tokens).move();
        tokens.end("Maybe write: x = 3 @ 50..80");
        return move;
    }

    Address address() {
        Address address = new PlaceParser(tokens).address();
        tokens.end("Maybe put a name with unusual characters in back-quotes: `my name`.");
        return address;
    }
}

package org.orrery.core;

import java.util.ArrayList;
import java.util.List;

/** Reads interventions and observations: what is done, and what was seen. */
final class MoveParser {
    private static final String ACTIONS = "A move is written x = 3, x = yes, x += 1, x *= 2, x = knockout, x = removed, x = baseline, "
            + "x = law \"k*A\", x = mean, x = resample, x = from \"run.npz\" or x += from \"v.npz\", and may end in a window: @ 50..80";

    private final Tokens tokens;
    private final PlaceParser places;

    MoveParser(Tokens tokens) {
        this.tokens = tokens;
        this.places = new PlaceParser(tokens);
    }

    List<Intervention> moves() {
        List<Intervention> moves = new ArrayList<>();
        do {
            moves.add(move());
        } while (tokens.takeIf(","));
        return moves;
    }

    Intervention move() {
        Address address = places.address();
        Token sign = tokens.peek();
        if (tokens.takeIf("+=")) {
            if (tokens.peek().isWord("from")) {
                return new Intervention.Steer(address, from(), window());
            }
            double by = tokens.signedNumber("a number after '+='", ACTIONS);
            return new Intervention.Shift(address, by, window());
        }
        if (tokens.takeIf("*=")) {
            double factor = tokens.signedNumber("a number after '*='", ACTIONS);
            return new Intervention.Scale(address, factor, window());
        }
        if (sign.is("-") || sign.is("/")) {
            throw tokens.error("there is no move '" + sign.text() + "='", sign.is("-")
                    ? "Maybe write: " + address + " += -1"
                    : "Maybe write: " + address + " *= 0.5");
        }
        if (!tokens.takeIf("=")) {
            throw tokens.expected("'=', '+=' or '*=' after the name", ACTIONS);
        }
        if (tokens.atNumber()) {
            double value = tokens.signedNumber("a value", ACTIONS);
            return Intervention.hold(address, value, window());
        }
        Token word = tokens.peek();
        if (word.isWord("knockout")) {
            tokens.take();
            return new Intervention.Knockout(address, window());
        }
        if (word.isWord("removed")) {
            tokens.take();
            return new Intervention.Removal(address, window());
        }
        if (word.isWord("baseline")) {
            tokens.take();
            return new Intervention.Freeze(address, window());
        }
        if (word.isWord("law")) {
            tokens.take();
            String law = quoted("a formula in double quotes after 'law'", "Maybe write: " + address
                    + " = law \"k1*A*B\"");
            return new Intervention.Swap(address, law, window());
        }
        if (word.isName() && !Words.ACTIONS.contains(word.text()) || word.kind() == Token.Kind.QUOTED_NAME) {
            return new Intervention.Enter(address, state(), window());
        }
        return new Intervention.Patch(address, source(word), window());
    }

    private Intervention.Source source(Token word) {
        if (word.isWord("mean")) {
            tokens.take();
            return new Intervention.Source.Mean();
        }
        if (word.isWord("resample")) {
            tokens.take();
            return new Intervention.Source.Resample();
        }
        if (!word.isWord("from")) {
            throw tokens.expected(
                    "a number, the name of a state, knockout, removed, baseline, law, mean, resample or from after '='",
                    ACTIONS);
        }
        return from();
    }

    private Intervention.Source.From from() {
        tokens.take();
        return new Intervention.Source.From(
                quoted("a file name in double quotes after 'from'", "Maybe write: x = from \"run.npz\""));
    }

    private String quoted(String what, String advice) {
        if (tokens.peek().kind() != Token.Kind.STRING || tokens.peek().text().isBlank()) {
            throw tokens.expected(what, advice);
        }
        return tokens.take().text();
    }

    private Value.State state() {
        Token name = tokens.take();
        if (name.text().isEmpty()) {
            throw tokens.error(name, "the name between the back-quotes is empty", "Maybe write: x = yes");
        }
        return new Value.State(name.text());
    }

    private Window window() {
        return tokens.takeIf("@") ? places.window() : Window.ALWAYS;
    }

    List<Condition.Observation> observations() {
        List<Condition.Observation> observations = new ArrayList<>();
        do {
            Address address = places.address();
            if (!tokens.takeIf("=")) {
                throw tokens.expected("'=' after the name", "What was seen is a value: see(x = 1)");
            }
            observations.add(new Condition.Observation(address, tokens.peek().isName()
                    ? state()
                    : new Value.Real(tokens.signedNumber("a number or the name of a state after '='",
                            "What was seen is a value: see(x = 1)"))));
        } while (tokens.takeIf(","));
        return observations;
    }
}

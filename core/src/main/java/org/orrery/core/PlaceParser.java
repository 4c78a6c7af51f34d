package org.orrery.core;

import java.util.ArrayList;
import java.util.List;

/** Reads addresses and windows: where and when. */
final class PlaceParser {
    private static final String TIMES = "Maybe write a time as in 'T @ 300', or a window as in '@ 50..80'.";

    private final Tokens tokens;

    PlaceParser(Tokens tokens) {
        this.tokens = tokens;
    }

    Address address() {
        Token name = tokens.peek();
        if (!name.isName()) {
            throw tokens.expected("the name of a variable", "Maybe list the names with 'orrery open'.");
        }
        tokens.take();
        if (name.text().isEmpty()) {
            throw tokens.error(name, "the name between the back-quotes is empty",
                    "Maybe list the names with 'orrery open'.");
        }
        List<Address.Selector> selectors = new ArrayList<>();
        if (tokens.takeIf("[")) {
            do {
                selectors.add(selector());
            } while (tokens.takeIf(","));
            tokens.expect("]", "after the selectors", "Maybe write: " + name.text() + "[3, :, 2:7]");
        }
        return new Address(name.text(), selectors);
    }

    private Address.Selector selector() {
        if (tokens.takeIf(":")) {
            return new Address.Selector.All();
        }
        if (tokens.peek().isName() && !tokens.peek().text().isEmpty()) {
            return new Address.Selector.Named(tokens.take().text());
        }
        int from = index();
        if (!tokens.takeIf(":")) {
            return new Address.Selector.Index(from);
        }
        Token second = tokens.peek();
        int to = index();
        if (to <= from) {
            throw tokens.error(second, "the range " + from + ":" + to + " is empty",
                    "A range holds the places from the first up to, not including, the second.");
        }
        return new Address.Selector.Range(from, to);
    }

    private int index() {
        Token token = tokens.peek();
        if (token.kind() != Token.Kind.NUMBER || token.number() != Math.rint(token.number())
                || token.number() >= Integer.MAX_VALUE) {
            throw tokens.expected("a place counted from 0, a range 2:7, ':' or the name of a part",
                    "Maybe write: [3], [2:7] or [:] for the whole axis.");
        }
        return (int) tokens.take().number();
    }

    double time() {
        return tokens.signedNumber("a time after '@'", TIMES);
    }

    /** A window after {@code @} or {@code over}: {@code a..b}, {@code a..}, {@code ..b} or {@code a}. */
    Window window() {
        Token start = tokens.peek();
        boolean open = tokens.peek().is("..");
        double from = open ? Double.NEGATIVE_INFINITY : tokens.signedNumber("a time or a window", TIMES);
        if (!tokens.takeIf("..")) {
            return Window.at(from);
        }
        if (open || tokens.atNumber()) {
            double to = tokens.signedNumber("a time after '..'", TIMES);
            if (to < from) {
                throw tokens.error(start, "the window runs backwards", "Maybe swap the two times: "
                        + Numbers.print(to) + ".." + Numbers.print(from));
            }
            return new Window(from, to);
        }
        return new Window(from, Double.POSITIVE_INFINITY);
    }
}

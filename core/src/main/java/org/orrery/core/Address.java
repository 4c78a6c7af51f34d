package org.orrery.core;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A place in a model: a variable's name and, where only part of it is meant, a selector for each axis. Written
 * {@code TGFb}, {@code relu1[17]}, {@code attn.0.pattern[3, :, 5]}, {@code R3[E]}; a name with other characters stands in back-quotes.
 *
 * @param name the variable's name as the model gives it
 * @param selectors one an axis, empty for the whole variable
 */
public record Address(String name, List<Selector> selectors) {
    /** Which part of one axis. */
    public sealed interface Selector {
        /** One place, counted from 0. */
        record Index(int index) implements Selector {
            public Index {
                if (index < 0) {
                    throw new InvalidInput("There is no place " + index + ".", "Places are counted from 0.");
                }
            }

            @Override
            public String toString() {
                return Integer.toString(index);
            }
        }

        /** The places from {@code from} up to, not including, {@code to}. */
        record Range(int from, int to) implements Selector {
            public Range {
                if (from < 0 || to <= from) {
                    throw new InvalidInput("The range " + from + ":" + to + " is empty.",
                            "A range holds the places from the first up to, not including, the second.");
                }
            }

            @Override
            public String toString() {
                return from + ":" + to;
            }
        }

        /** A named part: in {@code R3[E]}, the regulator E as the rate law of R3 sees it. */
        record Named(String part) implements Selector {
            public Named {
                if (part.isEmpty()) {
                    throw new InvalidInput("The name of a part is empty.", "Maybe write: R3[E]");
                }
            }

            @Override
            public String toString() {
                return quoted(part, isPlain(part));
            }
        }

        /** The whole axis. */
        record All() implements Selector {
            @Override
            public String toString() {
                return ":";
            }
        }
    }

    public Address {
        if (name.isEmpty()) {
            throw new InvalidInput("An address needs a name.", "Maybe list the names with 'orrery open'.");
        }
        selectors = List.copyOf(selectors);
    }

    public static Address of(String name) {
        return new Address(name, List.of());
    }

    /**
     * Reads an address. {@code Address.parse(address.toString())} equals the address.
     *
     * @throws InvalidInput with the place of the error under a caret
     */
    public static Address parse(String text) {
        return new QuestionParser("address", text).address();
    }

    @Override
    public String toString() {
        // E[x] is the mean over the ensemble.
        boolean plain = isPlain(name) && !(name.equals("E") && !selectors.isEmpty());
        String text = quoted(name, plain);
        return selectors.isEmpty()
                ? text
                : text + selectors.stream().map(Selector::toString).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quoted(String name, boolean plain) {
        return plain ? name : "`" + name.replace("`", "``") + "`";
    }

    /** Whether a name can be written without quotes: letters, digits and underscores in parts joined by dots. */
    static boolean isPlain(String name) {
        return !Words.RESERVED.contains(name) && name.matches("[\\p{L}_][\\p{L}\\p{Nd}_]*(\\.[\\p{L}\\p{Nd}_]+)*");
    }
}

package org.orrery.causal.data;

import org.orrery.core.InvalidInput;
import org.orrery.core.Value;

/** Values of a question as the columns of a table have them: numbers, or levels by their text. */
public final class Levels {
    private Levels() {}

    /** As a level is called: 1, 0.5, red. */
    public static String text(Value value) {
        return switch (value) {
            case Value.Real(double number) -> Numerals.text(number);
            case Value.State(String name) -> name;
        };
    }

    /** @throws InvalidInput if it is no number and the column, named in the message, holds numbers */
    public static double number(Value value, String column) {
        double number = switch (value) {
            case Value.Real(double given) -> given;
            case Value.State(String name) -> Numerals.number(name, '.');
        };
        if (!Double.isFinite(number)) {
            throw new InvalidInput("'" + text(value) + "' is no number, and column '" + column + "' holds numbers.",
                    "Maybe another column is meant.");
        }
        return number;
    }
}

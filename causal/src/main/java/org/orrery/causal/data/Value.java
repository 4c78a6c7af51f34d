package org.orrery.causal.data;

import org.orrery.core.InvalidInput;

/** What a column is set to: a number, or a level. Either may stand for the other where a column's kind asks for it. */
public sealed interface Value {
    /** A number. */
    record Number(double value) implements Value {}

    /** A level of a factor. */
    record Level(String name) implements Value {}

    static Value of(double value) {
        return new Number(value);
    }

    static Value of(String level) {
        return new Level(level);
    }

    /** As a level is called: 1, 0.5, red. */
    default String text() {
        return switch (this) {
            case Number(double value) -> Numerals.text(value);
            case Level(String name) -> name;
        };
    }

    /** @throws InvalidInput if it is no number and the column, named in the message, holds numbers */
    default double number(String column) {
        double value = switch (this) {
            case Number(double given) -> given;
            case Level(String name) -> Numerals.number(name, '.');
        };
        if (!Double.isFinite(value)) {
            throw new InvalidInput("'" + text() + "' is no number, and column '" + column + "' holds numbers.",
                    "Maybe another column is meant.");
        }
        return value;
    }
}

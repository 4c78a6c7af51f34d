package org.orrery.causal.estimate;

import org.orrery.core.InvalidInput;
import org.orrery.core.Numbers;

/**
 * A move that depends on the case: a number is multiplied, and something is added.
 *
 * @param factor finite
 * @param addend finite
 */
public record Change(double factor, double addend) {
    public Change {
        if (!Double.isFinite(factor) || !Double.isFinite(addend)) {
            throw new InvalidInput("A change by " + factor + " and " + addend + " is not finite.",
                    "Maybe write: x += 1");
        }
    }

    public double of(double value) {
        return value * factor + addend;
    }

    /** In a formula: {@code x + 1}, {@code 2 x}. */
    public String of(String name) {
        String scaled = factor == 1 ? name : Numbers.print(factor) + " " + name;
        return addend == 0
                ? scaled
                : scaled + (addend < 0 ? " - " : " + ") + Numbers.print(Math.abs(addend));
    }

    /** As people write it: {@code x += 1}. */
    public String move(String name) {
        return factor == 1
                ? name + " += " + Numbers.print(addend)
                : addend == 0 ? name + " *= " + Numbers.print(factor) : name + " to " + of(name);
    }
}

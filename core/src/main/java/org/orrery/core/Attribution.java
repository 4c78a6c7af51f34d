package org.orrery.core;

import java.util.List;

/**
 * Asks which parts of a model a number leans on.
 *
 * @param target the number: a quantity of one run
 * @param by variables whose parts share the number out; empty for the model's own choice
 * @param method in the words of {@link Explainer#methods}
 * @param baseline against what: {@code zero}, {@code mean} over the examples, or the number of an example
 * @param row the example that is explained
 * @param steps where the method takes some, 0 for as many as its check needs
 * @param seed of everything random
 * @param version of the program
 */
public record Attribution(Quantity target, List<Address> by, String method, String baseline, int row, int steps,
        long seed,
        String version) {
    public Attribution {
        by = List.copyOf(by);
    }
}

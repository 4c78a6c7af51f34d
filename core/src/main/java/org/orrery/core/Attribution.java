package org.orrery.core;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks which parts of a model a number leans on, or which made it another one.
 *
 * @param target the number: a quantity of one run
 * @param by variables whose parts share the number out; empty for the model's own choice
 * @param method in the words of {@link Explainer#methods}; empty for the model's own choice
 * @param baseline against what: {@code zero}, {@code mean} over the examples, or the number of an example; empty for the
 *        model's own choice
 * @param row the example that is explained, -1 where none was named
 * @param against other data, from which the number changed; null where there are none
 * @param steps where the method takes some, 0 for as many as its check needs
 * @param seed of everything random
 * @param version of the program
 */
public record Attribution(Quantity target, List<Address> by, String method, String baseline, int row,
        @Nullable Path against, int steps, long seed, String version) {
    public Attribution {
        by = List.copyOf(by);
    }

    /** Of an example, and against no other data. */
    public Attribution(Quantity target, List<Address> by, String method, String baseline, int row, int steps, long seed,
            String version) {
        this(target, by, method, baseline, row, null, steps, seed, version);
    }

    /** The same with a method, a baseline and the first example where none was named. */
    public Attribution or(String otherMethod, String otherBaseline) {
        return new Attribution(target, by, method.isEmpty() ? otherMethod : method,
                baseline.isEmpty() ? otherBaseline : baseline, Math.max(0, row), against, steps, seed, version);
    }
}

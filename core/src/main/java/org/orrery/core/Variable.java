package org.orrery.core;

import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A named place of a model that can be read.
 *
 * @param name how a question addresses it
 * @param label the author's longer name, or the name itself
 * @param kind the machine's own term: species, parameter, reaction, tensor ...
 * @param shape the length of each axis, -1 where a run fixes it; empty for a single number
 * @param unit the unit as the model gives it, or null where it gives none
 * @param value the value at the start, where it is fixed before a run; NaN otherwise
 * @param settable whether {@code --set} and {@code --vary} may give it another value at the start
 * @param movable whether an intervention may hold, shift, scale or knock it out
 */
public record Variable(String name, String label, String kind, List<Integer> shape, @Nullable String unit, double value,
        boolean settable, boolean movable) {
    public Variable {
        shape = List.copyOf(shape);
    }

    public OptionalDouble start() {
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}

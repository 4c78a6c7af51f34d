package org.orrery.causal.counterfactual;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.graph.NodeSet;

/**
 * A node in one world or in several at once, where all that it listens to is the same in them.
 *
 * @see Worlds
 */
final class Copy {
    final int node;
    /** What it listens to, by node. */
    final Map<Integer, Input> inputs;
    /** The value that the query gives it, null where it gives none. */
    @Nullable
    Integer value;

    /** What a node hears of a cause: one known value, or whatever a copy of the cause has. */
    sealed interface Input {
        record Known(int value) implements Input {}

        record Heard(Copy copy) implements Input {}
    }

    Copy(int node, Map<Integer, Input> inputs) {
        this.node = node;
        this.inputs = Map.copyOf(inputs);
    }

    Input asInput() {
        return value == null ? new Input.Heard(this) : new Input.Known(value);
    }

    static NodeSet nodes(Iterable<Copy> copies) {
        NodeSet nodes = NodeSet.EMPTY;
        for (Copy copy : copies) {
            nodes = nodes.with(copy.node);
        }
        return nodes;
    }
}

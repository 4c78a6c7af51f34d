package org.orrery.causal;

import java.util.List;
import org.orrery.causal.graph.NodeSet;
import org.orrery.core.Quantity;
import org.orrery.core.Value;

/** What is asked of the outcomes, by the numbers of their nodes. */
sealed interface Target {
    /** {@code E[y]}. */
    record Mean(int node) implements Target {}

    /** {@code P(y = 1, w > 2)}: all the tests hold. */
    record Event(List<Test> tests) implements Target {
        public Event {
            tests = List.copyOf(tests);
        }
    }

    /** {@code y}: how it is distributed, or, of one case, its value. */
    record Whole(int node) implements Target {}

    /** A node compared with a value. */
    record Test(int node, Quantity.Relation relation, Value value) {}

    default NodeSet nodes() {
        return switch (this) {
            case Mean(int node) -> NodeSet.of(node);
            case Whole(int node) -> NodeSet.of(node);
            case Event(List<Test> tests) -> NodeSet.of(tests.stream().mapToInt(Test::node).toArray());
        };
    }
}

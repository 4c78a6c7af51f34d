package org.orrery.causal;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.orrery.causal.estimate.Change;
import org.orrery.causal.graph.NodeSet;
import org.orrery.core.Value;

/**
 * A question in the terms of a graph: nodes by their numbers.
 *
 * @param target what is asked
 * @param seen what is conditioned on
 * @param done what is set
 * @param had what is set for the case that was seen
 * @param changed what is changed from where it is
 * @param hadChanged the same for the case that was seen
 */
record Posed(Target target, Map<Integer, Value> seen, Map<Integer, Value> done, Map<Integer, Value> had,
        Map<Integer, Change> changed, Map<Integer, Change> hadChanged) {
    Posed(Target target, Map<Integer, Value> seen, Map<Integer, Value> done, Map<Integer, Value> had) {
        this(target, seen, done, had, Map.of(), Map.of());
    }

    Posed {
        seen = Collections.unmodifiableMap(new TreeMap<>(seen));
        done = Collections.unmodifiableMap(new TreeMap<>(done));
        had = Collections.unmodifiableMap(new TreeMap<>(had));
        changed = Collections.unmodifiableMap(new TreeMap<>(changed));
        hadChanged = Collections.unmodifiableMap(new TreeMap<>(hadChanged));
    }

    NodeSet outcomes() {
        return target.nodes();
    }

    NodeSet treatments() {
        return nodes(done);
    }

    /** Whether nothing is changed from where it is. */
    boolean isSet() {
        return changed.isEmpty() && hadChanged.isEmpty();
    }

    NodeSet given() {
        return nodes(seen);
    }

    private static NodeSet nodes(Map<Integer, Value> values) {
        return NodeSet.of(values.keySet().stream().mapToInt(Integer::intValue).toArray());
    }
}

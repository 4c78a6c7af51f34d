package org.orrery.causal;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.orrery.causal.graph.NodeSet;
import org.orrery.core.Value;

/**
 * A question in the terms of a graph: nodes by their numbers.
 *
 * @param target what is asked
 * @param seen what is conditioned on
 * @param done what is set
 * @param had what is set for the case that was seen
 */
record Posed(Target target, Map<Integer, Value> seen, Map<Integer, Value> done, Map<Integer, Value> had) {
    Posed {
        seen = Collections.unmodifiableMap(new TreeMap<>(seen));
        done = Collections.unmodifiableMap(new TreeMap<>(done));
        had = Collections.unmodifiableMap(new TreeMap<>(had));
    }

    NodeSet outcomes() {
        return target.nodes();
    }

    NodeSet treatments() {
        return nodes(done);
    }

    NodeSet given() {
        return nodes(seen);
    }

    private static NodeSet nodes(Map<Integer, Value> values) {
        return NodeSet.of(values.keySet().stream().mapToInt(Integer::intValue).toArray());
    }
}

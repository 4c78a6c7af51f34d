package org.orrery.causal.discrete;

import java.util.BitSet;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.orrery.causal.graph.NodeSet;

/** What is known: for some nodes, the states that they may be in. Immutable. */
public final class Evidence {
    public static final Evidence NONE = new Evidence(Map.of());

    private final Map<Integer, BitSet> allowed;

    private Evidence(Map<Integer, BitSet> allowed) {
        this.allowed = Collections.unmodifiableMap(new TreeMap<>(allowed));
    }

    /** That a node is in a state, too. */
    public Evidence and(int node, int state) {
        BitSet one = new BitSet();
        one.set(state);
        return and(node, one);
    }

    /** That a node is in one of some states, too. */
    public Evidence and(int node, BitSet states) {
        Map<Integer, BitSet> more = new TreeMap<>(allowed);
        BitSet both = (BitSet) states.clone();
        BitSet before = more.put(node, both);
        if (before != null) {
            both.and(before);
        }
        return new Evidence(more);
    }

    public NodeSet nodes() {
        return NodeSet.of(allowed.keySet().stream().mapToInt(Integer::intValue).toArray());
    }

    Map<Integer, BitSet> allowed() {
        return allowed;
    }
}

package org.orrery.causal.adjust;

import java.util.List;
import org.orrery.causal.graph.NodeSet;

/** Whether there is a front door. */
public sealed interface Passage {
    /** There is: these mediators; none where the treatments have no effect on the outcomes at all. */
    record Through(NodeSet mediators) implements Passage {}

    /**
     * There is none.
     *
     * @param path by which the effect goes past every node that could be a mediator, as nodes
     * @param drawn the same with its arrows
     * @param reasons why each node on it is none; empty where the effect goes straight
     */
    record Closed(List<Integer> path, String drawn, List<String> reasons) implements Passage {
        public Closed {
            path = List.copyOf(path);
            reasons = List.copyOf(reasons);
        }
    }
}

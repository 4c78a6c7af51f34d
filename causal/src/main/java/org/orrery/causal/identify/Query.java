package org.orrery.causal.identify;

import org.orrery.causal.graph.NodeSet;

/**
 * {@code P(outcomes | do(treatments), given)}: which nodes, not which values. The sets do not overlap.
 *
 * @param outcomes at least one
 * @param treatments what is set; where empty, the query is one of rung see
 * @param given what is observed to be so after the intervention
 */
public record Query(NodeSet outcomes, NodeSet treatments, NodeSet given) {
    public Query {
        if (outcomes.isEmpty()) {
            throw new IllegalArgumentException("a query needs an outcome");
        }
        if (outcomes.intersects(treatments) || outcomes.intersects(given) || treatments.intersects(given)) {
            throw new IllegalArgumentException("outcome, treatment and evidence overlap");
        }
    }
}

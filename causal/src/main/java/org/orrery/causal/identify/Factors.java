package org.orrery.causal.identify;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;

/**
 * Factors Q[D] of a distribution: how the nodes of D are distributed when all others are set. Each is taken out of the district
 * around it by marginalising to ancestors and splitting into districts in turn, until it is reached or a hedge stands in the
 * way. Sources: Tian and Pearl, AAAI 2002; Huang and Valtorta, UAI 2006 (completeness).
 */
public final class Factors {
    private final MixedGraph graph;
    private final NodeSet within;
    private final int[] order;
    private final int[] rank;

    /**
     * @param admg over observed nodes
     * @param set nodes that an experiment sets: factors are then of the experiment's distribution
     */
    public Factors(MixedGraph admg, NodeSet set) {
        this.graph = admg;
        this.within = admg.all().minus(set);
        this.order = admg.topological();
        this.rank = new int[order.length];
        for (int place = 0; place < order.length; place++) {
            rank[order[place]] = place;
        }
    }

    /**
     * One factor, as an expression in the distribution of all nodes that are not set.
     *
     * @param wanted nodes that bidirected edges among them join, none of them set
     */
    public Verdict of(NodeSet wanted) {
        NodeSet around = graph.district(wanted.next(0), within);
        Part part = part(wanted, around, factor(around, new Part(within, null)));
        return part.estimand == null
                ? new Verdict.Hedged(graph, part.nodes, wanted)
                : new Verdict.Identified(graph, part.estimand);
    }

    /**
     * A factor Q[nodes], the distribution of the nodes when all others are set.
     *
     * @param estimand null where it is the observed distribution of them all, or where it cannot be had
     */
    private record Part(NodeSet nodes, @Nullable Estimand estimand) {}

    /** Takes Q[wanted] out of Q[from]. */
    private Part part(NodeSet wanted, NodeSet from, Estimand factor) {
        NodeSet above = graph.ancestors(wanted, from);
        if (above.equals(wanted)) {
            return new Part(wanted, Estimand.sum(from.minus(wanted), factor));
        }
        if (above.equals(from)) {
            return new Part(from, null);
        }
        Part marginal = new Part(above, Estimand.sum(from.minus(above), factor));
        NodeSet around = graph.district(wanted.next(0), above);
        return part(wanted, around, factor(around, marginal));
    }

    /**
     * Q[district] out of Q[whole], of which the district is one: the product of each node's distribution given those before
     * it. Of the observed distribution, what a node does not depend on is left out.
     */
    private Estimand factor(NodeSet district, Part whole) {
        List<Estimand> factors = new ArrayList<>();
        for (int v : order) {
            if (!district.contains(v)) {
                continue;
            }
            NodeSet before = whole.nodes.where(u -> rank[u] < rank[v]);
            if (whole.estimand == null) {
                factors.add(Estimand.conditional(NodeSet.of(v), blanket(v, before)));
            } else {
                NodeSet after = whole.nodes.minus(before);
                factors.add(Estimand.ratio(Estimand.sum(after.without(v), whole.estimand),
                        Estimand.sum(after, whole.estimand)));
            }
        }
        return Estimand.product(factors);
    }

    /** What a node depends on among those before it: its district there, and the parents of that. */
    private NodeSet blanket(int node, NodeSet before) {
        NodeSet district = graph.district(node, before.with(node));
        return district.or(graph.parents(district)).and(before);
    }
}

package org.orrery.causal.identify;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.graph.Projection;
import org.orrery.causal.graph.Separation;
import org.orrery.core.InvalidInput;

/**
 * General identification of {@code P(y | do(x), z)} from a graph and the observed distribution: sound and complete. The
 * effect is a sum over a product of district factors {@code Q[D]}; each is taken out of the district of the whole graph
 * around it by marginalising to ancestors and splitting into districts in turn, until it is reached or a hedge stands in the
 * way. Sources: Tian and Pearl, AAAI 2002; Huang and Valtorta, UAI 2006 (completeness); Shpitser and Pearl, UAI 2006 (IDC).
 */
public final class Identification {
    private final MixedGraph graph;
    private final int[] order;
    private final int[] rank;

    private Identification(MixedGraph admg) {
        this.graph = admg;
        this.order = admg.topological();
        this.rank = new int[order.length];
        for (int place = 0; place < order.length; place++) {
            rank[order[place]] = place;
        }
    }

    /**
     * Whether a query is identified, and how.
     *
     * @param graph of directed and bidirected edges; latent nodes are projected out first
     * @param query over its observed nodes
     * @throws InvalidInput if the graph has a directed cycle or edges of other kinds, or the query names a latent node
     */
    public static Verdict of(MixedGraph graph, Query query) {
        graph.topological();
        if (!graph.isAdmg()) {
            throw new InvalidInput("Identification needs a graph of arrows (->, <->); this one has edges that are"
                    + " undirected or undecided.", "Maybe ask for an adjustment set, which such graphs may have.");
        }
        MixedGraph admg = graph.latent().isEmpty() ? graph : Projection.ofLatent(graph);
        Query onObserved = new Query(moved(graph, admg, query.outcomes()), moved(graph, admg, query.treatments()),
                moved(graph, admg, query.given()));
        return new Identification(admg).conditional(onObserved);
    }

    private static NodeSet moved(MixedGraph from, MixedGraph to, NodeSet nodes) {
        NodeSet moved = NodeSet.EMPTY;
        for (int v = nodes.next(0); v >= 0; v = nodes.next(v + 1)) {
            if (from.latent().contains(v)) {
                throw new InvalidInput("'" + from.name(v) + "' is latent: nobody observes it.",
                        "Maybe ask about a node that is observed.");
            }
            moved = moved.with(to.node(from.name(v)));
        }
        return moved;
    }

    /** IDC: evidence that an intervention could replace is replaced; what is left is a ratio of two effects. */
    private Verdict conditional(Query query) {
        for (int z = query.given().next(0); z >= 0; z = query.given().next(z + 1)) {
            NodeSet others = query.given().without(z);
            MixedGraph cut = graph.withoutInto(query.treatments()).withoutOutOf(NodeSet.of(z));
            if (new Separation(cut).separated(query.outcomes(), NodeSet.of(z), query.treatments().or(others))) {
                return conditional(new Query(query.outcomes(), query.treatments().with(z), others));
            }
        }
        Verdict joint = effect(query.outcomes().or(query.given()), query.treatments());
        if (query.given().isEmpty() || !(joint instanceof Verdict.Identified(MixedGraph _, Estimand estimand))) {
            return joint;
        }
        return new Verdict.Identified(graph, Estimand.ratio(estimand, Estimand.sum(query.outcomes(), estimand)));
    }

    private Verdict effect(NodeSet outcomes, NodeSet treatments) {
        NodeSet relevant = graph.ancestors(outcomes, graph.all().minus(treatments));
        List<Estimand> factors = new ArrayList<>();
        for (NodeSet district : graph.districts(relevant)) {
            NodeSet around = graph.district(district.next(0), graph.all());
            Part part = part(district, around, factor(around, new Part(graph.all(), null)));
            if (part.estimand == null) {
                return new Verdict.Hedged(graph, part.nodes, district);
            }
            factors.add(part.estimand);
        }
        return new Verdict.Identified(graph, Estimand.sum(relevant.minus(outcomes), Estimand.product(factors)));
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

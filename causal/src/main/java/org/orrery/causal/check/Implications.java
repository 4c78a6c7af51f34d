package org.orrery.causal.check;

import java.util.ArrayList;
import java.util.List;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.graph.Projection;
import org.orrery.causal.graph.Separation;
import org.orrery.core.InvalidInput;

/**
 * The independences that a graph implies: one for each pair of observed nodes that is not joined and can be separated. Where
 * the parents of the later node separate the two, they are what is conditioned on; in a DAG they always do, and together
 * these independences imply all others of the graph (in every distribution where two independences of a node make a joint
 * one, as in the normal). Elsewhere it is a minimal separating set, and the list may imply less than the graph does. Source:
 * Pearl, Causality (2009) theorem 1.2.7; van der Zander, Liskiewicz and Textor, Artificial Intelligence 270 (2019) 1.
 *
 * @param graph over the observed nodes, whose numbers the list speaks of
 * @param independences for every pair, in the order of causes
 * @param tied pairs that are not joined and that nothing separates: if the graph constrains them at all, it is by an equality
 *        that is no independence (a Verma constraint), which is not tested here
 */
public record Implications(MixedGraph graph, List<Implication> independences, List<Tie> tied) {
    public Implications {
        independences = List.copyOf(independences);
        tied = List.copyOf(tied);
    }

    /**
     * What a graph implies.
     *
     * @param graph of directed and bidirected edges; what is latent is projected out
     * @throws InvalidInput if it has other edges or a directed cycle
     */
    public static Implications of(MixedGraph graph) {
        graph.topological();
        if (!graph.isAdmg()) {
            throw new InvalidInput("Implications are read off a graph of arrows (->, <->); this one has edges that are"
                    + " undirected or undecided.", "Maybe give one graph of the class.");
        }
        MixedGraph seen = graph.latent().isEmpty() ? graph : Projection.ofLatent(graph);
        Separation separation = new Separation(seen);
        List<Implication> independences = new ArrayList<>();
        List<Tie> tied = new ArrayList<>();
        int[] order = seen.topological();
        for (int later = 0; later < order.length; later++) {
            int b = order[later];
            NodeSet joined = seen.parents(b).or(seen.spouses(b));
            NodeSet open = separation.connected(NodeSet.of(b), seen.parents(b));
            for (int earlier = 0; earlier < later; earlier++) {
                int a = order[earlier];
                if (joined.contains(a)) {
                    continue;
                }
                if (!open.contains(a)) {
                    independences.add(new Implication(a, b, seen.parents(b)));
                    continue;
                }
                NodeSet ancestors = seen.ancestors(NodeSet.of(a, b)).without(a).without(b);
                if (separation.separated(NodeSet.of(a), NodeSet.of(b), ancestors)) {
                    NodeSet near = separation.blocking(NodeSet.of(a), ancestors);
                    independences.add(new Implication(a, b, separation.blocking(NodeSet.of(b), near)));
                } else {
                    tied.add(new Tie(a, b));
                }
            }
        }
        return new Implications(seen, independences, tied);
    }
}

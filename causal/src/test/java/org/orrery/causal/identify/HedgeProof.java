package org.orrery.causal.identify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.orrery.causal.graph.Edge;
import org.orrery.causal.graph.Mark;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;

/**
 * Proves a hedge by its two models: each node of the larger district is the parity of its causes there, latent ones
 * included; in the second model nodes of the smaller one do not listen to those outside it. Both give the same distribution
 * of what is observed and different effects. Source: Shpitser and Pearl, AAAI 2006, theorem 4.
 */
final class HedgeProof {
    private final MixedGraph graph;
    private final Verdict.Hedged hedge;
    private final List<Edge> forest = new ArrayList<>();
    private final List<Edge> latents = new ArrayList<>();

    HedgeProof(Verdict.Hedged hedge) {
        this.graph = hedge.graph();
        this.hedge = hedge;
        thin();
    }

    /** The two models agree in what is observed and differ in what setting the rest does to the smaller district. */
    boolean holds(Query query) {
        NodeSet between = hedge.larger().minus(hedge.smaller());
        if (!between.intersects(query.treatments().or(query.given()))
                || !hedge.larger().containsAll(hedge.smaller())
                || !Arrays.equals(joint(true, NodeSet.EMPTY, 0), joint(false, NodeSet.EMPTY, 0))) {
            return false;
        }
        for (int values = 0; values < 1 << graph.size(); values++) {
            double[] first = joint(false, between, values);
            double[] second = joint(true, between, values);
            for (int bits = 0; bits < first.length; bits++) {
                if (BinaryModel.chance(first, hedge.smaller(), bits) != BinaryModel.chance(second, hedge.smaller(),
                        bits)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Keeps one way down for each node and a tree of bidirected edges: in both districts, so that parities cancel. */
    private void thin() {
        NodeSet smaller = hedge.smaller();
        NodeSet larger = hedge.larger();
        tree(smaller);
        NodeSet joined = smaller;
        for (boolean grown = true; grown;) {
            grown = false;
            for (Edge edge : graph.edges()) {
                if (edge.atFrom() == Mark.ARROW && larger.contains(edge.from()) && larger.contains(edge.to())
                        && joined.contains(edge.from()) != joined.contains(edge.to())) {
                    latents.add(edge);
                    joined = joined.with(edge.from()).with(edge.to());
                    grown = true;
                }
            }
        }
        NodeSet down = smaller;
        for (boolean grown = true; grown;) {
            grown = false;
            for (Edge edge : graph.edges()) {
                if (edge.atFrom() == Mark.TAIL && larger.contains(edge.from()) && !down.contains(edge.from())
                        && down.contains(edge.to())) {
                    forest.add(edge);
                    down = down.with(edge.from());
                    grown = true;
                }
            }
        }
    }

    private void tree(NodeSet nodes) {
        NodeSet joined = NodeSet.of(nodes.next(0));
        for (boolean grown = true; grown;) {
            grown = false;
            for (Edge edge : graph.edges()) {
                if (edge.atFrom() == Mark.ARROW && nodes.contains(edge.from()) && nodes.contains(edge.to())
                        && joined.contains(edge.from()) != joined.contains(edge.to())) {
                    latents.add(edge);
                    joined = joined.with(edge.from()).with(edge.to());
                    grown = true;
                }
            }
        }
    }

    /** The distribution of the larger district, by the bits of its nodes, when some nodes are set. */
    double[] joint(boolean second, NodeSet set, int values) {
        double[] joint = new double[1 << graph.size()];
        int[] order = graph.topological();
        for (int world = 0; world < 1 << latents.size(); world++) {
            int bits = 0;
            for (int v : order) {
                if (!hedge.larger().contains(v)) {
                    continue;
                }
                int value;
                if (set.contains(v)) {
                    value = values >> v & 1;
                } else {
                    value = 0;
                    boolean deaf = second && hedge.smaller().contains(v);
                    for (Edge edge : forest) {
                        if (edge.to() == v && !(deaf && !hedge.smaller().contains(edge.from()))) {
                            value ^= bits >> edge.from() & 1;
                        }
                    }
                    for (int l = 0; l < latents.size(); l++) {
                        Edge edge = latents.get(l);
                        boolean outside = !(hedge.smaller().contains(edge.from())
                                && hedge.smaller().contains(edge.to()));
                        if ((edge.from() == v || edge.to() == v) && !(deaf && outside)) {
                            value ^= world >> l & 1;
                        }
                    }
                }
                bits |= value << v;
            }
            joint[bits] += 1.0 / (1 << latents.size());
        }
        return joint;
    }
}

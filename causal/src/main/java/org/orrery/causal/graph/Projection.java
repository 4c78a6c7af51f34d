package org.orrery.causal.graph;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes latent nodes out of a graph of directed and bidirected edges and keeps what they do: the ADMG over what is observed
 * has the same independences and the same identified effects. Source: Verma, UCLA Cognitive Systems Laboratory R-191 (1993).
 */
public final class Projection {
    private Projection() {}

    /** The graph over the observed nodes, in the author's order. */
    public static MixedGraph ofLatent(MixedGraph graph) {
        Set<Edge> edges = new LinkedHashSet<>(graph.edges());
        NodeSet latent = graph.latent();
        for (int v = latent.next(0); v >= 0; v = latent.next(v + 1)) {
            eliminate(v, edges);
        }
        int[] observed = graph.observed().toArray();
        int[] place = new int[graph.size()];
        List<String> names = new ArrayList<>();
        for (int node : observed) {
            place[node] = names.size();
            names.add(graph.name(node));
        }
        return MixedGraph.of(names,
                edges.stream().map(e -> new Edge(place[e.from()], e.atFrom(), e.atTo(), place[e.to()])).toList());
    }

    private static void eliminate(int node, Set<Edge> edges) {
        List<Edge> touching = edges.stream().filter(e -> e.from() == node || e.to() == node)
                .map(e -> e.from() == node ? e : e.turned()).toList();
        edges.removeIf(e -> e.from() == node || e.to() == node);
        for (Edge in : touching) {
            for (Edge out : touching) {
                // in: node - other; a path other - node - another is open unless both end at the node with an arrow.
                boolean collider = in.atFrom() == Mark.ARROW && out.atFrom() == Mark.ARROW;
                if (in != out && !collider && in.to() != out.to()) {
                    edges.add(normal(new Edge(in.to(), in.atTo(), out.atTo(), out.to())));
                }
            }
        }
    }

    private static Edge normal(Edge edge) {
        boolean turn = edge.atFrom() == edge.atTo()
                ? edge.from() > edge.to()
                : edge.atFrom().compareTo(edge.atTo()) > 0;
        return turn ? edge.turned() : edge;
    }
}

package org.orrery.causal.adjust;

import java.util.ArrayList;
import java.util.List;
import org.orrery.causal.graph.Edge;
import org.orrery.causal.graph.Mark;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.graph.Separation;
import org.orrery.core.InvalidInput;

/**
 * One graph of a class. What both ends leave open is ordered by maximum cardinality search, which makes no new collider
 * where the open part is chordal, as it is in every CPDAG and PAG; a circle opposite an arrow becomes a tail. Sources: Tarjan
 * and Yannakakis, SIAM J. Comput. 13 (1984) 566; Zhang, Artificial Intelligence 172 (2008) 1873, lemma 7.
 */
final class Member {
    private Member() {}

    /** A DAG of the class of a CPDAG. */
    static MixedGraph ofCpdag(MixedGraph graph) {
        for (Edge edge : graph.edges()) {
            if (edge.atFrom() != Mark.TAIL || edge.atTo() == Mark.CIRCLE) {
                throw new InvalidInput("A CPDAG has edges -> and -- only; " + text(graph, edge) + " is neither.",
                        "Maybe it is a PAG.");
            }
        }
        MixedGraph dag = ordered(graph, Mark.TAIL);
        if (dag.cycle() != null) {
            throw new InvalidInput("The graph is no CPDAG: no DAG has its arrows and its undirected edges.",
                    "Maybe an arrow is turned.");
        }
        requireSame(graph, Compelled.cpdag(dag), "CPDAG");
        return dag;
    }

    /** A MAG of the class of a PAG. */
    static MixedGraph ofPag(MixedGraph graph) {
        List<Edge> edges = new ArrayList<>();
        for (Edge edge : ordered(graph, Mark.CIRCLE).edges()) {
            edges.add(new Edge(edge.from(), open(edge.atFrom()), open(edge.atTo()), edge.to()));
        }
        MixedGraph mag = ancestral(MixedGraph.of(graph.names(), edges, graph.latent()), "PAG");
        requireSame(graph, Circled.pag(mag), "PAG");
        return mag;
    }

    private static Mark open(Mark mark) {
        return mark == Mark.CIRCLE ? Mark.TAIL : mark;
    }

    private static void requireSame(MixedGraph graph, MixedGraph completed, String kind) {
        for (Edge edge : graph.edges()) {
            if (!completed.adjacent(edge.from(), edge.atFrom(), edge.atTo()).contains(edge.to())) {
                Edge wanted = completed.edges().stream().filter(e -> NodeSet.of(e.from(), e.to())
                        .equals(NodeSet.of(edge.from(), edge.to()))).findFirst().orElseThrow();
                throw new InvalidInput("The graph is no " + kind + ": the class of its members has "
                        + text(completed, wanted) + " where it has " + text(graph, edge) + ".",
                        "Maybe it holds background knowledge, or a search on few data left it inconsistent.");
            }
        }
    }

    /** The graph itself, if it is ancestral and maximal: any two nodes that no edge joins can be separated. */
    static MixedGraph ancestral(MixedGraph graph, String kind) {
        for (Edge edge : graph.edges()) {
            if (edge.atTo() != Mark.ARROW || edge.atFrom() == Mark.CIRCLE) {
                throw new InvalidInput("A " + kind + " without selection has no edge such as " + text(graph, edge)
                        + ".", "Maybe it is a " + (kind.equals("MAG") ? "PAG or a CPDAG." : "CPDAG."));
            }
            if (edge.atFrom() == Mark.ARROW && (above(graph, edge.from(), edge.to())
                    || above(graph, edge.to(), edge.from()))) {
                throw new InvalidInput("The graph is no " + kind + ": of " + text(graph, edge)
                        + " one node is a cause of the other.",
                        "Maybe it is meant as a causal graph with latent causes.");
            }
        }
        if (graph.cycle() != null) {
            throw new InvalidInput("The graph is no " + kind + ": it has a cycle of causes.",
                    "Maybe an edge is turned.");
        }
        requireMaximal(graph, kind);
        return graph;
    }

    /** Only common causes of at least two nodes keep nodes together that no edge joins. */
    private static void requireMaximal(MixedGraph graph, String kind) {
        Separation separation = new Separation(graph);
        for (NodeSet district : graph.districts(graph.all())) {
            int[] around = district.size() > 1 ? district.or(graph.parents(district)).toArray() : new int[0];
            for (int a : around) {
                for (int b : around) {
                    if (a < b && !joined(graph, a, b) && !separable(graph, separation, a, b)) {
                        throw new InvalidInput("The graph is no " + kind + ": nothing separates " + graph.name(a)
                                + " and " + graph.name(b) + ", and no edge joins them.",
                                "Maybe it is meant as a causal graph with latent causes.");
                    }
                }
            }
        }
    }

    private static boolean joined(MixedGraph graph, int a, int b) {
        return graph.parents(a).or(graph.children(a)).or(graph.spouses(a)).contains(b);
    }

    private static boolean separable(MixedGraph graph, Separation separation, int a, int b) {
        NodeSet ancestors = graph.ancestors(NodeSet.of(a, b)).without(a).without(b);
        return separation.separated(NodeSet.of(a), NodeSet.of(b), ancestors);
    }

    private static boolean above(MixedGraph graph, int cause, int effect) {
        return graph.ancestors(NodeSet.of(effect)).contains(cause);
    }

    /** An edge for people, its arrow to the right. */
    static String text(MixedGraph graph, Edge edge) {
        Edge drawn = edge.atFrom() == Mark.ARROW && edge.atTo() != Mark.ARROW ? edge.turned() : edge;
        return graph.name(drawn.from()) + " " + drawn.arrow() + " " + graph.name(drawn.to());
    }

    /** The graph with the edges that have this mark at both ends directed. */
    private static MixedGraph ordered(MixedGraph graph, Mark both) {
        int n = graph.size();
        int[] place = new int[n];
        int[] placed = new int[n];
        NodeSet left = graph.all();
        for (int next = 0; next < n; next++) {
            int best = left.next(0);
            for (int v = best; v >= 0; v = left.next(v + 1)) {
                best = placed[v] > placed[best] ? v : best;
            }
            place[best] = next;
            left = left.without(best);
            NodeSet others = graph.adjacent(best, both, both);
            for (int u = others.next(0); u >= 0; u = others.next(u + 1)) {
                placed[u]++;
            }
        }
        return MixedGraph.of(graph.names(), graph.edges().stream()
                .map(e -> e.atFrom() != both || e.atTo() != both
                        ? e
                        : place[e.from()] < place[e.to()]
                                ? Edge.directed(e.from(), e.to())
                                : Edge.directed(e.to(), e.from()))
                .toList(), graph.latent());
    }
}

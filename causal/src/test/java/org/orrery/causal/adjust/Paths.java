package org.orrery.causal.adjust;

import java.util.ArrayList;
import java.util.List;
import org.orrery.causal.graph.Edge;
import org.orrery.causal.graph.Mark;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;

/** Paths one by one, as definitions speak of them. */
final class Paths {
    private Paths() {}

    /** Every path that visits no node twice. */
    static List<List<Edge>> between(MixedGraph graph, int from, int to) {
        List<Edge> edges = new ArrayList<>();
        graph.edges().forEach(e -> edges.addAll(List.of(e, e.turned())));
        List<List<Edge>> found = new ArrayList<>();
        walk(edges, List.of(), from, to, NodeSet.of(from), found);
        return found;
    }

    private static void walk(List<Edge> edges, List<Edge> path, int at, int to, NodeSet seen, List<List<Edge>> found) {
        if (at == to) {
            found.add(path);
            return;
        }
        for (Edge edge : edges) {
            if (edge.from() == at && !seen.contains(edge.to())) {
                List<Edge> longer = new ArrayList<>(path);
                longer.add(edge);
                walk(edges, longer, edge.to(), to, seen.with(edge.to()), found);
            }
        }
    }

    /** Whether each collider has a descendant among the given and nothing else on the way is given. */
    static boolean open(MixedGraph graph, List<Edge> path, NodeSet given) {
        for (int i = 0; i + 1 < path.size(); i++) {
            int node = path.get(i).to();
            boolean collider = path.get(i).atTo() == Mark.ARROW && path.get(i + 1).atFrom() == Mark.ARROW;
            if (collider ? !graph.descendants(NodeSet.of(node)).intersects(given) : given.contains(node)) {
                return false;
            }
        }
        return true;
    }
}

package org.orrery.causal.adjust;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.orrery.causal.graph.Edge;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;

/**
 * The CPDAG of a DAG: directed are the edges that every DAG with the same independences has. They follow from the colliders
 * whose parents are not joined. Source: Meek, UAI 1995, rules 1 to 3.
 */
final class Compelled {
    private final NodeSet[] joined;
    private final NodeSet[] into;
    private final NodeSet[] open;

    private Compelled(MixedGraph dag) {
        int n = dag.size();
        joined = new NodeSet[n];
        into = new NodeSet[n];
        open = new NodeSet[n];
        for (int v = 0; v < n; v++) {
            joined[v] = dag.parents(v).or(dag.children(v));
            open[v] = joined[v];
        }
        Arrays.fill(into, NodeSet.EMPTY);
        for (int v = 0; v < n; v++) {
            NodeSet parents = dag.parents(v);
            for (int a = parents.next(0); a >= 0; a = parents.next(a + 1)) {
                if (!joined[a].with(a).containsAll(parents)) {
                    direct(a, v);
                }
            }
        }
    }

    static MixedGraph cpdag(MixedGraph dag) {
        Compelled all = new Compelled(dag);
        all.close();
        List<Edge> edges = new ArrayList<>();
        for (Edge edge : dag.edges()) {
            edges.add(all.into[edge.to()].contains(edge.from())
                    ? edge
                    : new Edge(edge.from(), edge.atFrom(), edge.atFrom(), edge.to()));
        }
        return MixedGraph.of(dag.names(), edges, dag.latent());
    }

    private void direct(int cause, int effect) {
        into[effect] = into[effect].with(cause);
        open[effect] = open[effect].without(cause);
        open[cause] = open[cause].without(effect);
    }

    private void close() {
        for (boolean changed = true; changed;) {
            changed = false;
            for (int a = 0; a < open.length; a++) {
                for (int b = open[a].next(0); b >= 0; b = open[a].next(b + 1)) {
                    if (compelled(a, b)) {
                        direct(a, b);
                        changed = true;
                    }
                }
            }
        }
    }

    private boolean compelled(int a, int b) {
        if (!joined[b].containsAll(into[a])) {
            return true;
        }
        NodeSet before = into[b];
        for (int c = before.next(0); c >= 0; c = before.next(c + 1)) {
            boolean through = into[c].contains(a);
            if (through || open[a].contains(c) && !joined[c].with(c).containsAll(before.and(open[a]))) {
                return true;
            }
        }
        return false;
    }
}

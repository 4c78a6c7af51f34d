package org.orrery.causal.adjust;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.graph.Edge;
import org.orrery.causal.graph.Mark;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;

/**
 * What may be a cause of what, in a graph that stands for a class: along a possibly directed path no edge has an arrow at
 * the end it is left by.
 */
final class Possible {
    private final MixedGraph graph;
    /** Whether an arrow may also hide a common cause. */
    private final boolean confounded;

    Possible(MixedGraph graph, boolean confounded) {
        this.graph = graph;
        this.confounded = confounded;
    }

    /** The nodes that an edge may lead to as from a cause to its effect. */
    NodeSet effects(int node) {
        return graph.adjacent(node, Mark.TAIL, Mark.ARROW).or(graph.adjacent(node, Mark.CIRCLE, Mark.ARROW))
                .or(graph.adjacent(node, Mark.CIRCLE, Mark.CIRCLE)).or(graph.adjacent(node, Mark.TAIL, Mark.CIRCLE))
                .or(graph.adjacent(node, Mark.TAIL, Mark.TAIL));
    }

    NodeSet descendants(NodeSet start, NodeSet within) {
        NodeSet found = start.and(within);
        for (NodeSet fresh = found; !fresh.isEmpty();) {
            NodeSet next = NodeSet.EMPTY;
            for (int v = fresh.next(0); v >= 0; v = fresh.next(v + 1)) {
                next = next.or(effects(v));
            }
            fresh = next.and(within).minus(found);
            found = found.or(fresh);
        }
        return found;
    }

    /** The nodes outside {@code treatments} on paths by which they may have an effect on the outcomes. */
    NodeSet onPaths(NodeSet treatments, NodeSet outcomes) {
        NodeSet others = graph.all().minus(treatments);
        NodeSet first = NodeSet.EMPTY;
        for (int x = treatments.next(0); x >= 0; x = treatments.next(x + 1)) {
            first = first.or(effects(x));
        }
        return descendants(first, others).where(v -> descendants(NodeSet.of(v), others).intersects(outcomes));
    }

    /** The first edge that is not surely a cause's own on such a path; null where the class is amenable. */
    Advice.@Nullable NotAmenable obstacle(NodeSet treatments, NodeSet outcomes) {
        NodeSet onPaths = onPaths(treatments, outcomes);
        for (int x = treatments.next(0); x >= 0; x = treatments.next(x + 1)) {
            NodeSet next = effects(x).and(onPaths);
            for (int v = next.next(0); v >= 0; v = next.next(v + 1)) {
                String edge = graph.name(x) + " " + edge(x, v).arrow() + " " + graph.name(v);
                if (!graph.children(x).contains(v)) {
                    return new Advice.NotAmenable(path(x, v, outcomes, treatments), edge(x, v), edge
                            + doubt(x, v));
                }
                if (confounded && !visible(x, v)) {
                    return new Advice.NotAmenable(path(x, v, outcomes, treatments), edge(x, v),
                            edge + " may be confounded: no other node shows that it is not");
                }
            }
        }
        return null;
    }

    private String doubt(int x, int v) {
        boolean isNoCause = edge(x, v).atTo() == Mark.ARROW;
        return !confounded
                ? " may point either way"
                : isNoCause ? " may be an effect or confounded" : " may be an effect, a cause or confounded";
    }

    private Edge edge(int a, int b) {
        for (Mark here : Mark.values()) {
            for (Mark there : Mark.values()) {
                if (graph.adjacent(a, here, there).contains(b)) {
                    return new Edge(a, here, there, b);
                }
            }
        }
        throw new IllegalArgumentException("not joined");
    }

    private List<Integer> path(int from, int first, NodeSet outcomes, NodeSet treatments) {
        int[] cameFrom = new int[graph.size()];
        Arrays.fill(cameFrom, -1);
        cameFrom[first] = from;
        Deque<Integer> open = new ArrayDeque<>(List.of(first));
        int at = first;
        while (!outcomes.contains(at = open.remove())) {
            NodeSet next = effects(at).minus(treatments);
            for (int v = next.next(0); v >= 0; v = next.next(v + 1)) {
                if (cameFrom[v] < 0) {
                    cameFrom[v] = at;
                    open.add(v);
                }
            }
        }
        List<Integer> path = new ArrayList<>();
        for (; at != from; at = cameFrom[at]) {
            path.add(at);
        }
        path.add(from);
        return path.reversed();
    }

    /**
     * Whether x -> v cannot be confounded: a node that is not joined with v has an arrow into x, or into the far end of a
     * chain of common causes that ends in x and all of whose nodes are parents of v. Source: Zhang, Journal of Machine
     * Learning Research 9 (2008) 1437, definition 8.
     */
    private boolean visible(int x, int v) {
        NodeSet chain = NodeSet.of(x);
        for (NodeSet fresh = chain; !fresh.isEmpty();) {
            NodeSet next = NodeSet.EMPTY;
            for (int s = fresh.next(0); s >= 0; s = fresh.next(s + 1)) {
                next = next.or(graph.spouses(s));
                NodeSet into = graph.parents(s).or(graph.spouses(s)).or(graph.adjacent(s, Mark.ARROW, Mark.CIRCLE));
                if (!joined(v).containsAll(into)) {
                    return true;
                }
            }
            fresh = next.and(graph.parents(v)).minus(chain);
            chain = chain.or(fresh);
        }
        return false;
    }

    private NodeSet joined(int node) {
        NodeSet all = NodeSet.of(node);
        for (Mark here : Mark.values()) {
            for (Mark there : Mark.values()) {
                all = all.or(graph.adjacent(node, here, there));
            }
        }
        return all;
    }
}

package org.orrery.causal.adjust;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;

/**
 * Minimal separators as vertex cuts. A minimal set that separates and holds {@code included} lies among the ancestors of
 * start, goal and {@code included}; there, separation is plain disconnection in the graph that joins every district and its
 * parents. Listing branches on whether the next node of the cut nearest to the start goes to the side of the start: every
 * branch is looked at only if a cut lies in it, so the time between two cuts is polynomial. Sources: van der Zander,
 * Liskiewicz and Textor, Artificial Intelligence 270 (2019) 1; Takata, Discrete Applied Mathematics 158 (2010) 1660.
 */
final class Cuts {
    private final NodeSet within;
    private final NodeSet start;
    private final NodeSet goal;
    private final NodeSet allowed;
    private final NodeSet[] neighbours;

    /** The cuts of allowed nodes, to be taken together with {@code included}, which lies apart from start and goal. */
    Cuts(MixedGraph graph, NodeSet start, NodeSet goal, NodeSet included, NodeSet allowed) {
        this.start = start;
        this.goal = goal;
        NodeSet ancestors = graph.ancestors(start.or(goal).or(included));
        this.within = ancestors.minus(included);
        this.allowed = allowed.and(within).minus(start).minus(goal);
        this.neighbours = new NodeSet[graph.size()];
        Arrays.fill(neighbours, NodeSet.EMPTY);
        for (NodeSet district : graph.districts(ancestors)) {
            NodeSet joined = district.or(graph.parents(district)).minus(included);
            for (int v = joined.next(0); v >= 0; v = joined.next(v + 1)) {
                neighbours[v] = neighbours[v].or(joined);
            }
        }
    }

    /** A cut, with the start's side of it. */
    private record Cut(NodeSet nodes, NodeSet near) {}

    private NodeSet reached(NodeSet from, NodeSet blocked) {
        NodeSet found = from;
        NodeSet fresh = from;
        while (!fresh.isEmpty()) {
            fresh = around(fresh).minus(blocked).minus(found);
            found = found.or(fresh);
        }
        return found;
    }

    private NodeSet around(NodeSet nodes) {
        NodeSet all = NodeSet.EMPTY;
        for (int v = nodes.next(0); v >= 0; v = nodes.next(v + 1)) {
            all = all.or(neighbours[v]);
        }
        return all;
    }

    /** The cut nearest to the start among those that leave these nodes on its side; null where there is none. */
    private @Nullable Cut nearest(NodeSet inside) {
        NodeSet filled = reached(inside, allowed.minus(inside));
        if (filled.intersects(goal)) {
            return null;
        }
        NodeSet border = around(filled).minus(filled);
        NodeSet cut = around(reached(goal, border)).and(border);
        return new Cut(cut, reached(start, cut));
    }

    /** The minimal cut nearest to the start, null where there is none. */
    @Nullable
    NodeSet nearest() {
        Cut cut = nearest(start);
        return cut == null ? null : cut.nodes;
    }

    /** Nodes that are on the start's side, and nodes that are not. */
    private record Branch(NodeSet inside, NodeSet outside) {}

    Listing list(NodeSet included, Budget budget) {
        List<NodeSet> found = new ArrayList<>();
        Deque<Branch> open = new ArrayDeque<>();
        open.push(new Branch(start, NodeSet.EMPTY));
        long steps = 0;
        while (!open.isEmpty()) {
            if (steps == budget.steps()) {
                return listing(found, false, steps);
            }
            steps++;
            Branch branch = open.pop();
            Cut cut = nearest(branch.inside);
            if (cut == null || cut.near.intersects(branch.outside)) {
                continue;
            }
            int next = cut.nodes.minus(branch.outside).next(0);
            if (next >= 0) {
                open.push(new Branch(cut.near.with(next), branch.outside));
                open.push(new Branch(cut.near, branch.outside.with(next)));
            } else if (found.size() == budget.sets()) {
                return listing(found, false, steps);
            } else {
                found.add(cut.nodes.or(included));
            }
        }
        return listing(found, true, steps);
    }

    private static Listing listing(List<NodeSet> found, boolean complete, long steps) {
        found.sort(Comparator.comparingInt(NodeSet::size)
                .thenComparing(NodeSet::toArray, Arrays::compare));
        return new Listing(found, complete, steps);
    }

    /** The cut of the least cost, by maximum flow; null where there is none. */
    @Nullable
    NodeSet cheapest(double[] cost) {
        int n = neighbours.length;
        // Node v is entered at v and left at n + v; what may not be cut lets everything through.
        Flow flow = new Flow(2 * n + 2);
        for (int v = within.next(0); v >= 0; v = within.next(v + 1)) {
            flow.add(v, n + v, allowed.contains(v) ? cost[v] : Double.POSITIVE_INFINITY);
            NodeSet next = neighbours[v].without(v);
            for (int u = next.next(0); u >= 0; u = next.next(u + 1)) {
                flow.add(n + v, u, Double.POSITIVE_INFINITY);
            }
            if (start.contains(v)) {
                flow.add(2 * n, v, Double.POSITIVE_INFINITY);
            }
            if (goal.contains(v)) {
                flow.add(n + v, 2 * n + 1, Double.POSITIVE_INFINITY);
            }
        }
        if (!flow.saturate(2 * n, 2 * n + 1)) {
            return null;
        }
        return allowed.where(v -> flow.reached(v) && !flow.reached(n + v));
    }
}

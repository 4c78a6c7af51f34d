package org.orrery.causal.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * m-separation in graphs of directed and bidirected edges; in a DAG it is d-separation. A path is open given Z when each
 * collider on it has a descendant in Z (or is in it) and no other node on it is in Z. Found by walking from node to node with
 * the mark by which each was entered, so the cost is linear in the edges. Source: Richardson, Scand. J. Statist. 30 (2003) 145.
 */
public final class Separation {
    private final MixedGraph graph;

    /** Over a graph of directed, bidirected and undirected edges without directed cycles. */
    public Separation(MixedGraph graph) {
        this.graph = graph;
    }

    /** Whether every path between {@code a} and {@code b} is blocked given {@code given}. The sets do not overlap. */
    public boolean separated(NodeSet a, NodeSet b, NodeSet given) {
        return !connected(a, given).intersects(b);
    }

    /** Everything outside {@code given} to which an open path leads from {@code start}, with the start itself. */
    public NodeSet connected(NodeSet start, NodeSet given) {
        return new Walk(start, given).reached;
    }

    /** Those of {@code given} at which an open path from {@code start} ends: the nodes that block it. */
    public NodeSet blocking(NodeSet start, NodeSet given) {
        return new Walk(start, given).blocking;
    }

    /** One open path from {@code a} to {@code b}, as nodes, a shortest one; empty where they are separated. */
    public List<Integer> openPath(NodeSet a, NodeSet b, NodeSet given) {
        return new Walk(a, given).pathTo(b);
    }

    /** A breadth-first walk over pairs of a node and whether it was entered by an arrow. */
    private final class Walk {
        private final NodeSet given;
        private final NodeSet above;
        private final int[] cameFrom = new int[2 * graph.size()];
        private final Deque<Integer> open = new ArrayDeque<>();
        private final List<Integer> order = new ArrayList<>();
        private NodeSet reached;
        private NodeSet blocking = NodeSet.EMPTY;

        Walk(NodeSet start, NodeSet given) {
            this.given = given;
            this.above = graph.ancestors(given);
            this.reached = start;
            Arrays.fill(cameFrom, -2);
            for (int v = start.next(0); v >= 0; v = start.next(v + 1)) {
                // Out of a start every edge may be taken.
                for (Mark here : Mark.values()) {
                    leave(v, here, -1);
                }
            }
            while (!open.isEmpty()) {
                int state = open.remove();
                int node = state >> 1;
                boolean byArrow = (state & 1) == 1;
                boolean passes = !given.contains(node);
                if (passes) {
                    leave(node, Mark.TAIL, state);
                }
                if (byArrow ? above.contains(node) : passes) {
                    leave(node, Mark.ARROW, state);
                }
            }
        }

        private void leave(int node, Mark here, int from) {
            for (Mark there : Mark.values()) {
                NodeSet next = graph.adjacent(node, here, there);
                for (int v = next.next(0); v >= 0; v = next.next(v + 1)) {
                    int state = 2 * v + (there == Mark.ARROW ? 1 : 0);
                    if (cameFrom[state] == -2) {
                        cameFrom[state] = from == -1 ? -1 - node - 2 : from;
                        open.add(state);
                        order.add(state);
                        if (given.contains(v)) {
                            blocking = blocking.with(v);
                        } else {
                            reached = reached.with(v);
                        }
                    }
                }
            }
        }

        List<Integer> pathTo(NodeSet goal) {
            for (int state : order) {
                if (goal.contains(state >> 1)) {
                    List<Integer> path = new ArrayList<>();
                    int at = state;
                    while (at >= 0) {
                        path.add(at >> 1);
                        at = cameFrom[at];
                    }
                    path.add(-at - 3);
                    Collections.reverse(path);
                    return path;
                }
            }
            return List.of();
        }
    }
}

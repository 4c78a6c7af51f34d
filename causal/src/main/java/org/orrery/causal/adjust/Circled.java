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
 * The PAG of a MAG: every mark that all MAGs with the same independences share, circles elsewhere. Source: Zhang, Artificial
 * Intelligence 172 (2008) 1873, rules R0 to R4 and R8 to R10 (without selection the others never apply).
 */
final class Circled {
    private final MixedGraph mag;
    private final NodeSet[] joined;
    /** The mark at the first node of the edge to the second. */
    private final @Nullable Mark[][] at;
    private boolean changed;

    private Circled(MixedGraph mag) {
        this.mag = mag;
        int n = mag.size();
        joined = new NodeSet[n];
        at = new @Nullable Mark[n][n];
        for (int v = 0; v < n; v++) {
            joined[v] = mag.parents(v).or(mag.children(v)).or(mag.spouses(v));
            for (int u : joined[v].toArray()) {
                at[v][u] = Mark.CIRCLE;
            }
        }
    }

    static MixedGraph pag(MixedGraph mag) {
        Circled circled = new Circled(mag);
        circled.colliders();
        do {
            circled.changed = false;
            circled.pass();
        } while (circled.changed);
        return circled.graph();
    }

    private MixedGraph graph() {
        List<Edge> edges = new ArrayList<>();
        for (Edge edge : mag.edges()) {
            Mark from = at[edge.from()][edge.to()];
            Mark to = at[edge.to()][edge.from()];
            if (from != null && to != null) {
                edges.add(new Edge(edge.from(), from, to, edge.to()));
            }
        }
        return MixedGraph.of(mag.names(), edges, mag.latent());
    }

    private boolean is(int node, int other, Mark mark) {
        return at[node][other] == mark;
    }

    private boolean directed(int cause, int effect) {
        return is(cause, effect, Mark.TAIL) && is(effect, cause, Mark.ARROW);
    }

    private void mark(int node, int other, Mark mark) {
        changed |= at[node][other] != mark;
        at[node][other] = mark;
    }

    private void direct(int cause, int effect) {
        mark(cause, effect, Mark.TAIL);
        mark(effect, cause, Mark.ARROW);
    }

    /** R0. */
    private void colliders() {
        for (int b = 0; b < joined.length; b++) {
            NodeSet into = mag.parents(b).or(mag.spouses(b));
            for (int a : into.toArray()) {
                if (!joined[a].with(a).containsAll(into)) {
                    mark(b, a, Mark.ARROW);
                }
            }
        }
    }

    /** Looks at each edge a *-* c once, for the mark at c where it is a circle. */
    private void pass() {
        for (int c = 0; c < joined.length; c++) {
            for (int a : joined[c].toArray()) {
                if (is(c, a, Mark.CIRCLE)) {
                    if (forced(c, a)) {
                        direct(c, a);
                    } else if (arrow(a, c)) {
                        mark(c, a, Mark.ARROW);
                    } else {
                        discriminated(c, a);
                    }
                }
                if (is(c, a, Mark.CIRCLE) && is(a, c, Mark.ARROW) && tail(c, a)) {
                    mark(c, a, Mark.TAIL);
                }
            }
        }
    }

    /** R1: an arrow from a node that is not joined with the other end would make a collider. */
    private boolean forced(int b, int c) {
        return Arrays.stream(joined[b].minus(joined[c]).without(c).toArray()).anyMatch(a -> is(b, a, Mark.ARROW));
    }

    /** R2 and R3: whether c is no cause of a. */
    private boolean arrow(int a, int c) {
        int[] between = joined[a].and(joined[c]).toArray();
        for (int b : between) {
            if (is(c, b, Mark.ARROW) && (directed(a, b) || is(b, a, Mark.ARROW) && is(b, c, Mark.TAIL))) {
                return true;
            }
        }
        int[] into = Arrays.stream(between).filter(b -> is(c, b, Mark.ARROW) && is(a, b, Mark.CIRCLE)).toArray();
        NodeSet all = NodeSet.of(into);
        return Arrays.stream(into).anyMatch(b -> !joined[b].with(b).containsAll(all));
    }

    /** R4: a path of colliders, all of them parents of c, that starts where c is not joined and ends in a, then b. */
    private void discriminated(int b, int c) {
        Deque<int[]> open = new ArrayDeque<>();
        NodeSet seen = NodeSet.of(b, c);
        for (int a : joined[b].toArray()) {
            if (directed(a, c) && is(a, b, Mark.ARROW)) {
                open.add(new int[]{a, a});
                seen = seen.with(a);
            }
        }
        while (!open.isEmpty()) {
            int[] step = open.remove();
            int a = step[0];
            for (int d : joined[a].minus(seen).toArray()) {
                if (!is(a, d, Mark.ARROW)) {
                    continue;
                }
                if (!joined[c].contains(d)) {
                    settle(step[1], b, c);
                    return;
                }
                if (directed(d, c) && is(d, a, Mark.ARROW)) {
                    open.add(new int[]{d, step[1]});
                    seen = seen.with(d);
                }
            }
        }
    }

    /** The last node of such a path is a collider, or is not, in every MAG of the class. */
    private void settle(int a, int b, int c) {
        if (mag.children(b).contains(c)) {
            direct(b, c);
            return;
        }
        mark(b, a, Mark.ARROW);
        mark(b, c, Mark.ARROW);
        mark(c, b, Mark.ARROW);
    }

    /** R8 to R10: whether a o-> c begins with a tail. */
    private boolean tail(int a, int c) {
        int[] causes = Arrays.stream(joined[c].without(a).toArray()).filter(b -> directed(b, c)).toArray();
        for (int b : causes) {
            if (is(a, b, Mark.TAIL) && !is(b, a, Mark.TAIL)) {
                return true;
            }
        }
        if (!firsts(a, c).minus(joined[c]).without(c).isEmpty()) {
            return true;
        }
        for (int i = 0; i < causes.length; i++) {
            NodeSet one = firsts(a, causes[i]).without(c);
            for (int j = 0; j < i; j++) {
                NodeSet other = firsts(a, causes[j]).without(c);
                if (Arrays.stream(one.toArray()).anyMatch(m -> !joined[m].with(m).containsAll(other))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The first nodes after a of paths to an end that may be directed and have no two nodes joined that are two apart. */
    private NodeSet firsts(int a, int end) {
        NodeSet firsts = NodeSet.EMPTY;
        for (int first : joined[a].toArray()) {
            if (possible(a, first) && (first == end || reaches(a, first, end))) {
                firsts = firsts.with(first);
            }
        }
        return firsts;
    }

    private boolean possible(int from, int to) {
        return !is(from, to, Mark.ARROW) && !is(to, from, Mark.TAIL);
    }

    private boolean reaches(int a, int first, int end) {
        NodeSet[] seen = new NodeSet[joined.length];
        Arrays.fill(seen, NodeSet.EMPTY);
        Deque<int[]> open = new ArrayDeque<>();
        open.add(new int[]{a, first});
        while (!open.isEmpty()) {
            int[] step = open.remove();
            for (int next : joined[step[1]].minus(joined[step[0]]).without(step[0]).without(a).toArray()) {
                if (possible(step[1], next) && !seen[step[1]].contains(next)) {
                    if (next == end) {
                        return true;
                    }
                    seen[step[1]] = seen[step[1]].with(next);
                    open.add(new int[]{step[1], next});
                }
            }
        }
        return false;
    }
}

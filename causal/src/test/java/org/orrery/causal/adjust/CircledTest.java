package org.orrery.causal.adjust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.orrery.causal.graph.Edge;
import org.orrery.causal.graph.Graphs;
import org.orrery.causal.graph.Mark;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.graph.Separation;

/** Against the marks that all MAGs with the same independences share, one by one. */
class CircledTest {
    private static final int MOST_EDGES = 7;

    @Test
    void onFiveAndSixNodesMarksAreThoseThatTheClassShares() {
        SplittableRandom random = new SplittableRandom(81);
        int tails = 0;
        int compared = 0;
        while (compared < 200) {
            int n = 5 + random.nextInt(2);
            MixedGraph mag = mag(Graphs.random(n, 0.25, 0.2, random));
            if (mag.edges().size() > MOST_EDGES || mag.edges().size() < 5) {
                continue;
            }
            MixedGraph pag = Circled.pag(mag);
            assertThat(pag).as(mag.toString()).isEqualTo(common(mag));
            compared++;
            tails += (int) pag.edges().stream().filter(e -> e.atFrom() == Mark.TAIL).count();
        }
        assertThat(tails).isGreaterThan(20);
    }

    private static MixedGraph mag(MixedGraph graph) {
        Separation separation = new Separation(graph);
        List<Edge> edges = new ArrayList<>();
        for (int a = 0; a < graph.size(); a++) {
            for (int b = a + 1; b < graph.size(); b++) {
                NodeSet above = graph.ancestors(NodeSet.of(a, b)).without(a).without(b);
                if (!separation.separated(NodeSet.of(a), NodeSet.of(b), above)) {
                    edges.add(graph.ancestors(NodeSet.of(b)).contains(a)
                            ? Edge.directed(a, b)
                            : graph.ancestors(NodeSet.of(a)).contains(b)
                                    ? Edge.directed(b, a)
                                    : Edge.bidirected(a, b));
                }
            }
        }
        return MixedGraph.of(graph.names(), edges);
    }

    private static MixedGraph common(MixedGraph mag) {
        List<Edge> edges = mag.edges();
        List<NodeSet> independences = independences(mag);
        boolean[][] seen = new boolean[edges.size()][4];
        for (int code = 0; code < Math.pow(3, edges.size()); code++) {
            List<Edge> other = new ArrayList<>();
            int rest = code;
            for (Edge edge : edges) {
                int a = edge.from();
                int b = edge.to();
                other.add(rest % 3 == 0
                        ? Edge.directed(a, b)
                        : rest % 3 == 1 ? Edge.directed(b, a) : Edge.bidirected(a, b));
                rest /= 3;
            }
            MixedGraph graph = MixedGraph.of(mag.names(), other);
            if (isAncestral(graph) && independences(graph).equals(independences)) {
                rest = code;
                for (int e = 0; e < edges.size(); e++, rest /= 3) {
                    seen[e][rest % 3 == 0 ? 0 : 1] = true;
                    seen[e][rest % 3 == 1 ? 2 : 3] = true;
                }
            }
        }
        List<Edge> shared = new ArrayList<>();
        for (int e = 0; e < edges.size(); e++) {
            shared.add(new Edge(edges.get(e).from(), mark(seen[e][0], seen[e][1]), mark(seen[e][2], seen[e][3]),
                    edges.get(e).to()));
        }
        return MixedGraph.of(mag.names(), shared);
    }

    private static Mark mark(boolean tail, boolean arrow) {
        return tail && arrow ? Mark.CIRCLE : tail ? Mark.TAIL : Mark.ARROW;
    }

    private static boolean isAncestral(MixedGraph graph) {
        return graph.cycle() == null && graph.edges().stream().noneMatch(e -> e.atFrom() == Mark.ARROW
                && (graph.ancestors(NodeSet.of(e.from())).contains(e.to())
                        || graph.ancestors(NodeSet.of(e.to())).contains(e.from())));
    }

    /** For each node and set of others, what open paths lead to. */
    private static List<NodeSet> independences(MixedGraph graph) {
        int n = graph.size();
        Separation separation = new Separation(graph);
        List<NodeSet> all = new ArrayList<>();
        for (int set = 0; set < 1 << n; set++) {
            int bits = set;
            NodeSet given = NodeSet.upTo(n).where(v -> (bits >> v & 1) == 1);
            NodeSet others = NodeSet.upTo(n).minus(given);
            for (int a : others.toArray()) {
                all.add(separation.connected(NodeSet.of(a), given));
            }
        }
        return all;
    }
}

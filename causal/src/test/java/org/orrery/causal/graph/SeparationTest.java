package org.orrery.causal.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SeparationTest {
    @Test
    void agreesWithTheMoralGraphOfTheAncestors() {
        SplittableRandom random = new SplittableRandom(1);
        int separated = 0;
        for (int trial = 0; trial < 5000; trial++) {
            int n = 2 + random.nextInt(6);
            MixedGraph graph = Graphs.random(n, 0.4, 0.25, random);
            NodeSet given = graph.all().where(v -> v > 1 && random.nextBoolean());
            boolean is = new Separation(graph).separated(NodeSet.of(0), NodeSet.of(1), given);
            assertThat(is).as("%s given %s", graph, given).isEqualTo(moral(graph, given));
            separated += is ? 1 : 0;
        }
        assertThat(separated).isBetween(500, 4500);
    }

    /** Among the ancestors, nodes are joined where a path of colliders joins them; then plain reachability. */
    private static boolean moral(MixedGraph graph, NodeSet given) {
        NodeSet within = graph.ancestors(given.with(0).with(1));
        NodeSet reached = NodeSet.of(0);
        for (NodeSet before = NodeSet.EMPTY; !before.equals(reached);) {
            before = reached;
            for (int v : before.toArray()) {
                NodeSet next = NodeSet.EMPTY;
                List<NodeSet> cliques = new ArrayList<>();
                for (NodeSet district : graph.districts(within)) {
                    cliques.add(district.or(graph.parents(district).and(within)));
                }
                for (NodeSet clique : cliques) {
                    next = clique.contains(v) ? next.or(clique) : next;
                }
                reached = reached.or(next.minus(given));
            }
        }
        return !reached.contains(1);
    }

    @Test
    void theOpenPathIsAPathOfTheGraph() {
        MixedGraph graph = Graphs.of("a -> b", "c -> b", "c -> d");
        Separation separation = new Separation(graph);
        assertThat(separation.openPath(NodeSet.of(0), NodeSet.of(3), NodeSet.EMPTY)).isEmpty();
        assertThat(separation.openPath(NodeSet.of(0), NodeSet.of(3), NodeSet.of(1))).containsExactly(0, 1, 2, 3);
    }

    @Test
    void projectionKeepsTheIndependencesOfWhatIsObserved() {
        SplittableRandom random = new SplittableRandom(7);
        for (int trial = 0; trial < 2000; trial++) {
            int n = 4 + random.nextInt(4);
            MixedGraph whole = Graphs.random(n, 0.4, 0.1, random);
            NodeSet hidden = whole.all().where(_ -> random.nextInt(3) == 0);
            if (whole.all().minus(hidden).size() < 2) {
                continue;
            }
            MixedGraph seen = Projection.ofLatent(whole.hiding(hidden));
            for (int bits = 0; bits < 1 << seen.size(); bits++) {
                int set = bits;
                NodeSet given = seen.all().where(v -> v > 1 && (set >> v & 1) == 1);
                boolean is = new Separation(seen).separated(NodeSet.of(0), NodeSet.of(1), given);
                int a = whole.node(seen.name(0));
                int b = whole.node(seen.name(1));
                NodeSet there = NodeSet.of(java.util.Arrays.stream(given.toArray())
                        .map(v -> whole.node(seen.name(v))).toArray());
                assertThat(new Separation(whole).separated(NodeSet.of(a), NodeSet.of(b), there))
                        .as("%s hiding %s", whole, hidden).isEqualTo(is);
            }
        }
    }
}

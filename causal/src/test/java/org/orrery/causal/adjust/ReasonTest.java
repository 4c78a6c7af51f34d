package org.orrery.causal.adjust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.orrery.causal.graph.Graphs;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;

class ReasonTest {
    private static Adjustment of(MixedGraph graph) {
        return new Adjustment(graph, graph.nodes(List.of("x")), graph.nodes(List.of("y")));
    }

    @Test
    void drawsThePathThatACovariateBlocks() {
        MixedGraph graph = Graphs.of("z -> x", "z -> y", "x -> y", "o -> y");
        assertThat(of(graph).why(graph.nodes(List.of("z", "o")))).extracting(Reason::drawn)
                .containsExactly("x <- z -> y", "");
    }

    @Test
    void aColliderThatIsAdjustedForStandsInBrackets() {
        MixedGraph graph = Graphs.of("x -> y", "a -> x", "a -> m", "b -> m", "b -> y", "m -> x", "m -> y");
        List<Reason> reasons = of(graph).why(graph.nodes(List.of("m", "a")));
        assertThat(reasons).extracting(Reason::drawn).containsExactly("x <- a -> [m] <- b -> y", "x <- m -> y");
    }

    @Test
    void aPathThatIsNotOpenIsDrawnAllTheSame() {
        MixedGraph graph = Graphs.of("x -> c", "y -> c", "x -> y");
        assertThat(of(graph).drawn(List.of(0, 1, 2), NodeSet.EMPTY)).isEqualTo("x -> [c] <- y");
        assertThat(of(graph).drawn(List.of(0, 1, 2), NodeSet.of(1))).isEqualTo("x -> [c] <- y");
        assertThat(of(graph).drawn(List.of(0, 2), NodeSet.EMPTY)).isEqualTo("x ... y");
    }

    @Test
    void betweenTwoEdgesTheOpenOneIsDrawn() {
        MixedGraph graph = Graphs.of("m -> x", "m <-> x", "y <-> m", "x -> y");
        Adjustment adjustment = of(graph);
        List<Integer> path = adjustment.openPath(NodeSet.EMPTY);
        assertThat(adjustment.drawn(path, NodeSet.EMPTY)).isEqualTo("x <- m <-> y");
    }

    @Test
    void everyMemberOfAMinimalSetHasAPathThatIsDrawnOpen() {
        SplittableRandom random = new SplittableRandom(13);
        int reasons = 0;
        for (int trial = 0; trial < 2000; trial++) {
            MixedGraph graph = Graphs.random(6, 0.45, 0.15, random);
            Adjustment adjustment = new Adjustment(graph, NodeSet.of(0), NodeSet.of(1));
            for (NodeSet set : adjustment.minimal(Budget.USUAL).sets()) {
                for (Reason reason : adjustment.why(set)) {
                    assertThat(reason.path()).startsWith(0).endsWith(1).doesNotHaveDuplicates();
                    assertThat(reason.drawn()).doesNotContain("...");
                    reasons++;
                }
            }
        }
        assertThat(reasons).isGreaterThan(500);
    }
}

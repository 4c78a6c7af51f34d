package org.orrery.causal.adjust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.orrery.causal.graph.Graphs;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;

class AdjustmentTest {
    private static Adjustment of(MixedGraph graph, String x, String y) {
        return new Adjustment(graph, graph.nodes(List.of(x)), graph.nodes(List.of(y)));
    }

    @Test
    void aConfounderIsAdjustedForAndAMediatorOrColliderIsNot() {
        MixedGraph graph = Graphs.of("z -> x", "z -> y", "x -> m", "m -> y", "x -> c", "y -> c");
        Adjustment adjustment = of(graph, "x", "y");
        assertThat(adjustment.advice()).isEqualTo(new Advice.Adjust(graph.nodes(List.of("z"))));
        assertThat(adjustment.isValid(graph.nodes(List.of("z", "m")))).isFalse();
        assertThat(adjustment.isValid(graph.nodes(List.of("z", "c")))).isFalse();
    }

    @Test
    void nothingNeededIsNotNothingPossible() {
        assertThat(of(Graphs.of("x -> y"), "x", "y").advice()).isEqualTo(new Advice.NoneNeeded());
        MixedGraph bow = Graphs.of("x -> y", "x <-> y");
        assertThat(of(bow, "x", "y").advice()).isEqualTo(new Advice.Impossible(List.of(0, 1)));
    }

    @Test
    void theOptimalSetIsNearTheOutcome() {
        MixedGraph graph = Graphs.of("a -> x", "a -> b", "b -> y", "x -> y", "o -> y");
        assertThat(of(graph, "x", "y").optimal()).isEqualTo(new Advice.Adjust(graph.nodes(List.of("b", "o"))));
    }

    @Test
    void advisesASetExactlyWhereSomeSetIsValidAndNoPartOfItIs() {
        SplittableRandom random = new SplittableRandom(3);
        int possible = 0;
        for (int trial = 0; trial < 4000; trial++) {
            int n = 3 + random.nextInt(4);
            MixedGraph graph = Graphs.random(n, 0.45, 0.2, random);
            graph = graph.hiding(graph.all().where(v -> v > 1 && random.nextInt(6) == 0));
            Adjustment adjustment = new Adjustment(graph, NodeSet.of(0), NodeSet.of(1));
            boolean any = subsets(n).stream().anyMatch(adjustment::isValid);
            switch (adjustment.advice()) {
                case Advice.NoneNeeded _ -> assertThat(adjustment.isValid(NodeSet.EMPTY)).isTrue();
                case Advice.Impossible(List<Integer> path) -> {
                    assertThat(any).as(graph.toString()).isFalse();
                    assertThat(path).startsWith(0).endsWith(1);
                }
                case Advice.NotAmenable doubt -> throw new AssertionError(doubt);
                case Advice.Adjust(NodeSet covariates) -> {
                    possible++;
                    assertThat(adjustment.isValid(covariates)).as(graph.toString()).isTrue();
                    assertThat(subsets(n).stream()
                            .filter(z -> covariates.containsAll(z) && !z.equals(covariates)))
                            .as("%s: %s", graph, covariates).noneMatch(adjustment::isValid);
                }
            }
        }
        assertThat(possible).isGreaterThan(400);
    }

    static List<NodeSet> subsets(int n) {
        return java.util.stream.IntStream.range(0, 1 << n)
                .mapToObj(bits -> NodeSet.upTo(n).where(v -> (bits >> v & 1) == 1)).toList();
    }
}

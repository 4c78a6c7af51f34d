package org.orrery.causal.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.orrery.causal.graph.Graphs;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.graph.Separation;
import org.orrery.core.InvalidInput;

class ImplicationsTest {
    private static List<String> texts(MixedGraph graph) {
        Implications implications = Implications.of(graph);
        return implications.independences().stream().map(each -> each.text(implications.graph())).toList();
    }

    @Test
    void aChainImpliesThatItsEndsAreIndependentGivenTheMiddle() {
        assertThat(texts(Graphs.of("a -> b", "b -> c"))).containsExactly("a _||_ c | b");
        assertThat(texts(Graphs.of("a -> b", "c -> b"))).containsExactly("a _||_ c");
    }

    @Test
    void whatVermaFoundIsNoIndependence() {
        MixedGraph graph = Graphs.of("a -> b", "b -> c", "c -> d", "b <-> d");
        Implications implications = Implications.of(graph);
        assertThat(texts(graph)).containsExactly("a _||_ c | b");
        assertThat(implications.tied()).containsExactly(new Tie(0, 3));
    }

    @Test
    void latentNodesAreNotSpokenOf() {
        MixedGraph graph = Graphs.of("u -> x", "u -> y", "z -> x");
        assertThat(texts(graph.hiding(NodeSet.of(0)))).containsExactly("y _||_ z");
    }

    @Test
    void everyPairIsJoinedOrSeparatedOrTied() {
        SplittableRandom random = new SplittableRandom(51);
        int separated = 0;
        int tied = 0;
        for (int trial = 0; trial < 1500; trial++) {
            int n = 3 + random.nextInt(4);
            MixedGraph graph = Graphs.random(n, 0.35, trial % 3 == 0 ? 0 : 0.25, random);
            Implications implications = Implications.of(graph);
            Separation separation = new Separation(graph);
            for (int a = 0; a < n; a++) {
                for (int b = a + 1; b < n; b++) {
                    NodeSet pair = NodeSet.of(a, b);
                    boolean joined = graph.parents(a).or(graph.spouses(a)).or(graph.children(a)).contains(b);
                    NodeSet one = NodeSet.of(a);
                    NodeSet other = NodeSet.of(b);
                    boolean separable = !joined && IntStream.range(0, 1 << n)
                            .mapToObj(bits -> NodeSet.upTo(n).where(v -> (bits >> v & 1) == 1))
                            .anyMatch(z -> !z.intersects(pair) && separation.separated(one, other, z));
                    List<Implication> own = implications.independences().stream()
                            .filter(each -> NodeSet.of(each.a(), each.b()).equals(pair)).toList();
                    assertThat(own).hasSize(separable ? 1 : 0);
                    for (Implication each : own) {
                        assertThat(separation.separated(one, other, each.given())).isTrue();
                        if (graph.isDag()) {
                            assertThat(each.given()).isEqualTo(graph.parents(each.b()));
                        }
                    }
                    long ties = implications.tied().stream()
                            .filter(tie -> NodeSet.of(tie.a(), tie.b()).equals(pair)).count();
                    assertThat(ties).isEqualTo(!joined && !separable ? 1 : 0);
                    separated += own.size();
                    tied += (int) ties;
                }
            }
        }
        assertThat(separated).isGreaterThan(3000);
        assertThat(tied).isGreaterThan(50);
    }

    @Test
    void aClassOfGraphsIsNotRead() {
        assertThatThrownBy(() -> Implications.of(Graphs.of("x -- y"))).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("undirected");
    }
}

package org.orrery.causal.adjust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.orrery.causal.graph.Graphs;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;

class InstrumentsTest {
    @Test
    void aLotteryIsAnInstrumentAndItsConditionIsExplained() {
        MixedGraph graph = Graphs.of("z -> x", "x -> y", "x <-> y");
        Instruments instruments = new Instruments(graph, 1, 2);
        assertThat(instruments.all()).containsExactly(new Instruments.Instrument(0, NodeSet.EMPTY));
        assertThat(instruments.requirements(0, NodeSet.EMPTY)).extracting(Requirement::holds).containsOnly(true);
        MixedGraph other = Graphs.of("z -> x", "x -> y", "x <-> y", "z -> y");
        assertThat(new Instruments(other, 1, 2).all()).isEmpty();
        assertThat(new Instruments(other, 1, 2).requirements(0, NodeSet.EMPTY)).extracting(Requirement::drawn)
                .containsExactly("", "z -> x", "z -> y");
    }

    @Test
    void aConfoundedLotteryNeedsItsCause() {
        MixedGraph graph = Graphs.of("z -> x", "x -> y", "x <-> y", "w -> z", "w -> y");
        assertThat(new Instruments(graph, 1, 2).by(0))
                .isEqualTo(new Instruments.Instrument(0, graph.nodes(List.of("w"))));
    }

    /** In a linear model the ratio of covariances is the effect where, and with chance weights only where, it is valid. */
    @Test
    void agreesWithLinearModels() {
        SplittableRandom random = new SplittableRandom(41);
        int valid = 0;
        int conditional = 0;
        for (int trial = 0; trial < 4000; trial++) {
            int n = 3 + random.nextInt(3);
            MixedGraph graph = Graphs.random(n, 0.45, 0.2, random);
            Instruments instruments = new Instruments(graph, 0, 1);
            LinearModel model = new LinearModel(graph, random);
            double effect = model.effect(0, 1);
            NodeSet excluded = new Adjustment(graph, NodeSet.of(0), NodeSet.of(1)).forbidden();
            boolean anyNode = false;
            for (int z = 2; z < n; z++) {
                int node = z;
                NodeSet above = graph.ancestors(NodeSet.of(1, z));
                boolean any = false;
                boolean bare = false;
                for (NodeSet given : AdjustmentTest.subsets(n)) {
                    if (given.contains(z) || given.with(z).intersects(excluded)) {
                        assertThat(instruments.isValid(node, given)).isFalse();
                        continue;
                    }
                    double moves = model.covariance(z, 0, given);
                    boolean works = Math.abs(moves) > 1e-9
                            && Math.abs(model.covariance(z, 1, given) / moves - effect) < 1e-7;
                    assertThat(instruments.isValid(z, given)).as("%s: v%d given %s", graph, z, given).isEqualTo(works);
                    any |= works && above.containsAll(given);
                    anyNode |= works;
                    bare |= works && given.isEmpty();
                }
                assertThat(instruments.by(z) != null).as("%s: v%d", graph, z).isEqualTo(any);
                valid += any ? 1 : 0;
                conditional += any && !bare ? 1 : 0;
            }
            assertThat(instruments.all().isEmpty()).as(graph.toString()).isEqualTo(!anyNode);
        }
        assertThat(valid).isGreaterThan(300);
        assertThat(conditional).isGreaterThan(30);
    }
}

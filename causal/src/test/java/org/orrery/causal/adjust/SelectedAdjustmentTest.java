package org.orrery.causal.adjust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.orrery.causal.graph.Edge;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.identify.BinaryModel;

/** The oracle is a model that is enumerated: a set is valid where its sum over the selected is the effect in everybody. */
class SelectedAdjustmentTest {
    private static final NodeSet Y = NodeSet.of(1);
    private static final int SELECTED = 2;
    private static final NodeSet S = NodeSet.of(SELECTED);

    private static MixedGraph graph(int size, SplittableRandom random) {
        List<Integer> order = new ArrayList<>();
        for (int v = 0; v < size; v++) {
            order.add(random.nextInt(v + 1), v);
        }
        List<Edge> edges = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            for (int j = i + 1; j < size; j++) {
                if (random.nextDouble() < 0.4) {
                    edges.add(Edge.directed(order.get(i), order.get(j)));
                }
                if (random.nextDouble() < 0.1) {
                    edges.add(Edge.bidirected(order.get(i), order.get(j)));
                }
            }
        }
        return MixedGraph.of(List.of("x", "y", "s", "a", "b").subList(0, size), edges);
    }

    /** {@code sum_z P(y = 1 | x, z, s = 1) P(z | s = 1)} for the bits of x in {@code bits}. */
    private static double sum(double[] joint, NodeSet treatments, NodeSet covariates, int bits) {
        int on = 1 << SELECTED;
        double all = BinaryModel.chance(joint, S, on);
        int[] nodes = covariates.toArray();
        double sum = 0;
        for (int code = 0; code < 1 << nodes.length; code++) {
            int at = bits | 2 | on;
            for (int i = 0; i < nodes.length; i++) {
                at |= (code >> i & 1) << nodes[i];
            }
            NodeSet cell = covariates.or(S);
            sum += BinaryModel.chance(joint, cell.or(treatments).or(Y), at)
                    / BinaryModel.chance(joint, cell.or(treatments), at)
                    * BinaryModel.chance(joint, cell, at) / all;
        }
        return sum;
    }

    /** In two random models of the graph: a set that is not valid would have to be right by chance twice. */
    private static boolean holds(MixedGraph graph, NodeSet treatments, NodeSet covariates, SplittableRandom random) {
        for (int m = 0; m < 2; m++) {
            BinaryModel model = new BinaryModel(graph, 2, random.split());
            double[] seen = model.joint(NodeSet.EMPTY, 0);
            for (int way = 0; way < 1 << treatments.size(); way++) {
                int x = way & 1 | (way & 2) << 2;
                double effect = BinaryModel.chance(model.joint(treatments, x), Y, 2);
                if (Math.abs(effect - sum(seen, treatments, covariates, x)) > 1e-10) {
                    return false;
                }
            }
        }
        return true;
    }

    @Test
    void aSetIsValidJustWhereItsSumIsTheEffect() {
        SplittableRandom random = new SplittableRandom(3);
        int valid = 0;
        for (int trial = 0; trial < 2000; trial++) {
            MixedGraph graph = graph(4 + random.nextInt(2), random);
            NodeSet treatments = random.nextInt(3) == 0 ? NodeSet.of(0, 3) : NodeSet.of(0);
            MixedGraph seen = graph.hiding(NodeSet.of(graph.size() - 1).where(v -> v > 3 && random.nextInt(4) == 0));
            SelectedAdjustment adjustment = new SelectedAdjustment(seen, treatments, Y, S);
            boolean any = false;
            for (int code = 0; code < 1 << (graph.size() - 3); code++) {
                NodeSet covariates = NodeSet.EMPTY;
                for (int v = 3; v < graph.size(); v++) {
                    covariates = (code >> (v - 3) & 1) == 1 ? covariates.with(v) : covariates;
                }
                boolean said = adjustment.isValid(covariates);
                boolean usable = seen.observed().minus(treatments).containsAll(covariates);
                assertThat(said).as("%s by %s given %s", graph, treatments, graph.names(covariates))
                        .isEqualTo(usable && holds(graph, treatments, covariates, random));
                any |= said;
                valid += said ? 1 : 0;
            }
            assertThat(adjustment.minimal().isPresent()).as("%s", graph).isEqualTo(any);
            adjustment.minimal().ifPresent(set -> {
                assertThat(adjustment.isValid(set)).isTrue();
                for (int v = set.next(0); v >= 0; v = set.next(v + 1)) {
                    assertThat(adjustment.isValid(set.without(v))).isFalse();
                }
            });
        }
        assertThat(valid).isGreaterThan(1000);
    }
}

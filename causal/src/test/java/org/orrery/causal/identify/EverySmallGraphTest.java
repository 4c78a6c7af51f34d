package org.orrery.causal.identify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.orrery.causal.graph.Edge;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;

/** No verdict about a graph of up to four nodes is wrong: every one of them is asked everything about one treatment. */
class EverySmallGraphTest {
    private int identified;
    private int hedged;

    @Test
    void everyVerdictIsProved() {
        for (int n = 2; n <= 4; n++) {
            int pairs = n * (n - 1) / 2;
            for (int code = 0; code < 1 << 2 * pairs; code++) {
                everything(graph(n, code));
            }
        }
        assertThat(identified).isGreaterThan(50_000);
        assertThat(hedged).isGreaterThan(5_000);
    }

    /** Up to the names of the nodes, each graph has its causes in the order of their numbers. */
    private static MixedGraph graph(int n, int code) {
        List<String> names = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        int rest = code;
        for (int b = 0; b < n; b++) {
            names.add("v" + b);
            for (int a = 0; a < b; a++) {
                if ((rest & 1) == 1) {
                    edges.add(Edge.directed(a, b));
                }
                if ((rest & 2) == 2) {
                    edges.add(Edge.bidirected(a, b));
                }
                rest >>= 2;
            }
        }
        return MixedGraph.of(names, edges);
    }

    private void everything(MixedGraph graph) {
        BinaryModel model = new BinaryModel(graph, 2, new SplittableRandom(graph.hashCode()));
        double[] observed = model.joint(NodeSet.EMPTY, 0);
        int n = graph.size();
        for (int x = 0; x < n; x++) {
            double[][] operated = {model.joint(NodeSet.of(x), 0), model.joint(NodeSet.of(x), 1 << x)};
            for (int y = 0; y < n; y++) {
                for (int z = 0; z < 1 << n; z++) {
                    if (x != y && (z >> x & 1) == 0 && (z >> y & 1) == 0) {
                        int bits = z;
                        NodeSet given = graph.all().where(v -> (bits >> v & 1) == 1);
                        check(graph, new Query(NodeSet.of(y), NodeSet.of(x), given), observed, operated);
                    }
                }
            }
        }
    }

    private void check(MixedGraph graph, Query query, double[] observed, double[][] operated) {
        switch (Identification.of(graph, query)) {
            case Verdict.Identified(MixedGraph _, Estimand estimand) -> {
                identified++;
                int x = query.treatments().next(0);
                for (int values = 0; values < 1 << graph.size(); values++) {
                    double[] joint = operated[values >> x & 1];
                    double truth = BinaryModel.chance(joint, query.outcomes().or(query.given()), values)
                            / BinaryModel.chance(joint, query.given(), values);
                    double found = BinaryModel.evaluate(estimand, observed, values);
                    if (!(Math.abs(found - truth) <= 1e-10)) {
                        assertThat(found).as("%s of %s: %s", query, graph, estimand).isCloseTo(truth, within(1e-10));
                    }
                }
            }
            case Verdict.Hedged hedge -> {
                hedged++;
                assertThat(new HedgeProof(hedge).holds(query)).as("%s: %s", query, hedge).isTrue();
            }
        }
    }
}

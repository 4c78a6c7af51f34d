package org.orrery.causal.missing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.orrery.causal.graph.Edge;
import org.orrery.causal.graph.Graphs;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;

/** Random graphs in which values are missing for random reasons. */
public final class HoledGraphs {
    private HoledGraphs() {}

    public static MissingGraph random(SplittableRandom random, int most, double bidirected, double amongIndicators) {
        int n = 2 + random.nextInt(most - 1);
        MixedGraph variables = Graphs.random(n, 0.5, bidirected, random);
        List<String> names = new ArrayList<>(variables.names());
        List<Edge> edges = new ArrayList<>(variables.edges());
        Map<Integer, Integer> indicators = new HashMap<>();
        for (int v = 0; v < n; v++) {
            if (!indicators.isEmpty() && random.nextInt(8) == 0) {
                indicators.put(v, names.size() - 1);
            } else if (random.nextInt(3) > 0) {
                int mark = names.size();
                names.add("R_v" + v);
                indicators.put(v, mark);
                for (int cause = 0; cause < mark; cause++) {
                    if (random.nextDouble() < (cause >= n ? amongIndicators : cause == v ? 0.1 : 0.35)) {
                        edges.add(Edge.directed(cause, mark));
                    }
                    if (random.nextDouble() < bidirected / 2) {
                        edges.add(Edge.bidirected(cause, mark));
                    }
                }
            }
        }
        NodeSet latent = random.nextInt(4) == 0 ? NodeSet.of(random.nextInt(n)).minus(keys(indicators)) : NodeSet.EMPTY;
        return new MissingGraph(MixedGraph.of(names, edges, latent), indicators);
    }

    private static NodeSet keys(Map<Integer, Integer> indicators) {
        return NodeSet.of(indicators.keySet().stream().mapToInt(Integer::intValue).toArray());
    }
}

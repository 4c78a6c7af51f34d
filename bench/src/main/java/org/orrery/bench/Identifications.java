package org.orrery.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import org.orrery.causal.adjust.Adjustment;
import org.orrery.causal.graph.Graphs;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.identify.Identification;
import org.orrery.causal.identify.Query;
import org.orrery.causal.identify.RandomQueries;

/** Random queries against enumerated models; then times of an adjustment set and of identification on larger graphs. */
final class Identifications {
    private Identifications() {}

    public static void main(String[] arguments) {
        int wanted = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20_000;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        RandomQueries queries = new RandomQueries(seed);
        queries.run(wanted);
        System.out.printf(Locale.ROOT,
                "queries identified %d (several treatments %d, evidence %d, latent graphs %d): worst error %.2g%n",
                queries.identified(), queries.withSeveralTreatments(), queries.withEvidence(),
                queries.ofLatentGraphs(), queries.worst());
        System.out.printf(Locale.ROOT, "queries not identified %d: hedges without proof %d%n", queries.hedged(),
                queries.unproved().size());

        SplittableRandom random = new SplittableRandom(seed);
        MixedGraph[] dags = new MixedGraph[50];
        Arrays.setAll(dags, _ -> Graphs.random(1000, 6.0 / 999, 0, random));
        int[][] pairs = new int[dags.length][];
        Arrays.setAll(pairs, i -> pair(dags[i]));
        time("adjustment set, DAG of 1,000 nodes, 3 parents on average", 500, i -> {
            int k = i % dags.length;
            new Adjustment(dags[k], NodeSet.of(pairs[k][0]), NodeSet.of(pairs[k][1])).advice();
        });
        for (double spouses : new double[]{0.5, 1, 2, 3, 4}) {
            MixedGraph[] admgs = new MixedGraph[50];
            Arrays.setAll(admgs, _ -> Graphs.random(100, 4.0 / 99, spouses / 99, random));
            time("identification, ADMG of 100 nodes, 2 parents and " + spouses + " spouses on average", 500, i -> {
                MixedGraph graph = admgs[i % admgs.length];
                int[] order = graph.topological();
                int x = order[10 + i % 40];
                int y = order[99 - i % 30];
                Identification.of(graph, new Query(NodeSet.of(y), NodeSet.of(x), NodeSet.EMPTY));
            });
        }
    }

    /** A node from the first half of the causal order and one from the last tenth that it causes, where there is one. */
    private static int[] pair(MixedGraph dag) {
        int[] order = dag.topological();
        for (int i = order.length / 3; i < order.length / 2; i++) {
            NodeSet after = dag.descendants(NodeSet.of(order[i]));
            for (int j = order.length - 1; j > order.length * 9 / 10; j--) {
                if (after.contains(order[j])) {
                    return new int[]{order[i], order[j]};
                }
            }
        }
        return new int[]{order[order.length / 3], order[order.length - 1]};
    }

    private static void time(String what, int runs, IntConsumer work) {
        for (int i = 0; i < runs; i++) {
            work.accept(i);
        }
        long[] times = new long[runs];
        for (int i = 0; i < runs; i++) {
            long start = System.nanoTime();
            work.accept(i);
            times[i] = System.nanoTime() - start;
        }
        Arrays.sort(times);
        System.out.printf(Locale.ROOT, "%s: median %.3f ms, worst of %d %.3f ms%n", what, times[runs / 2] / 1e6, runs,
                times[runs - 1] / 1e6);
    }
}

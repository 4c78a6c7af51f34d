package org.orrery.causal.identify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.orrery.causal.graph.Graphs;
import org.orrery.causal.graph.Mark;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;

/**
 * Random queries with several outcomes, treatments and pieces of evidence, on random graphs of two to six observed nodes:
 * half with bidirected edges, half with latent nodes that have causes of their own. Each estimand is held against the
 * intervention itself in an enumerated model, for all values; each hedge is proved by its two models.
 */
public final class RandomQueries {
    private final SplittableRandom random;
    private final List<String> unproved = new ArrayList<>();
    private double worst;
    private int identified;
    private int hedged;
    private int severalTreatments;
    private int evidence;
    private int latentGraphs;

    public RandomQueries(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Until so many queries were identified. */
    public void run(int wanted) {
        while (identified < wanted) {
            one();
        }
    }

    private void one() {
        int n = 2 + random.nextInt(5);
        MixedGraph graph = random.nextBoolean()
                ? Graphs.random(n, 0.3 + 0.4 * random.nextDouble(), 0.4 * random.nextDouble(), random)
                : latent(n);
        NodeSet[] sets = {NodeSet.EMPTY, NodeSet.EMPTY, NodeSet.EMPTY, NodeSet.EMPTY, NodeSet.EMPTY};
        NodeSet observed = graph.observed();
        for (int v = observed.next(0); v >= 0; v = observed.next(v + 1)) {
            int role = random.nextInt(5);
            sets[role] = sets[role].with(v);
        }
        long latents = graph.edges().stream().filter(e -> e.atFrom() == Mark.ARROW).count();
        if (!sets[0].isEmpty() && !sets[1].isEmpty() && latents <= 6) {
            check(graph, new Query(sets[0], sets[1], sets[2]), latents > 4 ? 2 : 3);
        }
    }

    /** A DAG of which up to three nodes are latent. */
    private MixedGraph latent(int observed) {
        int hidden = 1 + random.nextInt(3);
        MixedGraph graph = Graphs.random(observed + hidden, 0.25 + 0.4 * random.nextDouble(), 0, random);
        NodeSet latent = NodeSet.EMPTY;
        while (latent.size() < hidden) {
            latent = latent.with(random.nextInt(graph.size()));
        }
        return graph.hiding(latent);
    }

    private void check(MixedGraph graph, Query query, int latentValues) {
        Verdict verdict = Identification.of(graph, query);
        switch (verdict) {
            case Verdict.Hedged hedge -> {
                hedged++;
                Query projected = new Query(moved(graph, hedge.graph(), query.outcomes()),
                        moved(graph, hedge.graph(), query.treatments()), moved(graph, hedge.graph(), query.given()));
                if (!new HedgeProof(hedge).holds(projected)) {
                    unproved.add(query + " of " + graph + ", latent " + graph.latent() + ": " + hedge);
                }
            }
            case Verdict.Identified(MixedGraph admg, Estimand estimand) -> {
                identified++;
                severalTreatments += query.treatments().size() > 1 ? 1 : 0;
                evidence += query.given().isEmpty() ? 0 : 1;
                latentGraphs += graph.latent().isEmpty() ? 0 : 1;
                BinaryModel model = new BinaryModel(graph, latentValues, random.split());
                compare(graph, admg, query, estimand, model);
            }
        }
    }

    private void compare(MixedGraph graph, MixedGraph admg, Query query, Estimand estimand, BinaryModel model) {
        double[] joint = new double[1 << admg.size()];
        double[] whole = model.joint(NodeSet.EMPTY, 0);
        for (int bits = 0; bits < whole.length; bits++) {
            joint[moved(graph, admg, bits)] += whole[bits];
        }
        Map<Integer, double[]> operated = new HashMap<>();
        int treatments = mask(query.treatments());
        int latent = mask(graph.latent());
        NodeSet asked = query.outcomes().or(query.given());
        for (int values = 0; values < whole.length; values++) {
            if ((values & latent) != 0) {
                continue;
            }
            double[] set = operated.computeIfAbsent(values & treatments, v -> model.joint(query.treatments(), v));
            double truth = BinaryModel.chance(set, asked, values) / BinaryModel.chance(set, query.given(), values);
            double found = BinaryModel.evaluate(estimand, joint, moved(graph, admg, values));
            double error = Math.abs(found - truth);
            if (!(error <= worst)) {
                worst = Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
            }
        }
    }

    private static NodeSet moved(MixedGraph from, MixedGraph to, NodeSet nodes) {
        return to.nodes(Arrays.stream(nodes.toArray()).mapToObj(from::name).toList());
    }

    private static int moved(MixedGraph from, MixedGraph to, int values) {
        int moved = 0;
        for (int v = 0; v < to.size(); v++) {
            moved |= (values >> from.node(to.name(v)) & 1) << v;
        }
        return moved;
    }

    private static int mask(NodeSet nodes) {
        int mask = 0;
        for (int v = nodes.next(0); v >= 0; v = nodes.next(v + 1)) {
            mask |= 1 << v;
        }
        return mask;
    }

    /** The largest difference between an estimand and what the intervention does; infinite where one is no number. */
    public double worst() {
        return worst;
    }

    public int identified() {
        return identified;
    }

    public int hedged() {
        return hedged;
    }

    public int withSeveralTreatments() {
        return severalTreatments;
    }

    public int withEvidence() {
        return evidence;
    }

    public int ofLatentGraphs() {
        return latentGraphs;
    }

    /** Hedges whose two models do not prove them: there is to be none. */
    public List<String> unproved() {
        return List.copyOf(unproved);
    }
}

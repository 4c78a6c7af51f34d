package org.orrery.causal.counterfactual;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.orrery.causal.graph.Edge;
import org.orrery.causal.graph.Mark;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.identify.Source;

/**
 * A random structural model, all enumerated: bidirected edges are latent bits, each node has a type of its own that says how it
 * responds to causes and latents (two of the four types are deaf, so that everything is possible). The oracle of
 * counterfactuals: it knows what would have been because it runs all worlds on the same latents and types.
 */
final class ResponseModel {
    private static final int TYPES = 4;

    private final MixedGraph graph;
    private final int[] order;
    private final List<Edge> latents;
    private final double[] latentChance;
    private final double[][] typeChance;
    private final boolean[][][] response;
    private final int[][] parents;
    private final int[][] causes;
    private final Map<Long, double[]> joints = new HashMap<>();

    ResponseModel(MixedGraph graph, SplittableRandom random) {
        this.graph = graph;
        this.order = graph.topological();
        this.latents = graph.edges().stream().filter(e -> e.atFrom() == Mark.ARROW).toList();
        this.latentChance = latents.stream().mapToDouble(_ -> 0.25 + 0.5 * random.nextDouble()).toArray();
        int n = graph.size();
        typeChance = new double[n][TYPES];
        response = new boolean[n][TYPES][];
        parents = new int[n][];
        causes = new int[n][];
        for (int v = 0; v < n; v++) {
            parents[v] = graph.parents(v).toArray();
            List<Integer> own = new ArrayList<>();
            for (int l = 0; l < latents.size(); l++) {
                if (latents.get(l).from() == v || latents.get(l).to() == v) {
                    own.add(l);
                }
            }
            causes[v] = own.stream().mapToInt(Integer::intValue).toArray();
            double sum = 0;
            for (int t = 0; t < TYPES; t++) {
                typeChance[v][t] = 0.2 + random.nextDouble();
                sum += typeChance[v][t];
                response[v][t] = new boolean[1 << parents[v].length + causes[v].length];
                for (int i = 0; i < response[v][t].length; i++) {
                    response[v][t][i] = t == 1 || t > 1 && random.nextBoolean();
                }
            }
            for (int t = 0; t < TYPES; t++) {
                typeChance[v][t] /= sum;
            }
        }
    }

    private interface Visit {
        void world(double weight, int latent, int[] types);
    }

    private void all(Visit visit) {
        int[] types = new int[graph.size()];
        for (int latent = 0; latent < 1 << latents.size(); latent++) {
            double weight = 1;
            for (int l = 0; l < latentChance.length; l++) {
                weight *= (latent >> l & 1) == 1 ? latentChance[l] : 1 - latentChance[l];
            }
            descend(0, weight, latent, types, visit);
        }
    }

    private void descend(int v, double weight, int latent, int[] types, Visit visit) {
        if (v == types.length) {
            visit.world(weight, latent, types);
            return;
        }
        for (int t = 0; t < TYPES; t++) {
            types[v] = t;
            descend(v + 1, weight * typeChance[v][t], latent, types, visit);
        }
    }

    private int run(int latent, int[] types, int set, int values) {
        int bits = 0;
        for (int v : order) {
            int value;
            if ((set >> v & 1) == 1) {
                value = values >> v & 1;
            } else {
                int place = 0;
                for (int p : parents[v]) {
                    place = 2 * place + (bits >> p & 1);
                }
                for (int l : causes[v]) {
                    place = 2 * place + (latent >> l & 1);
                }
                value = response[v][types[v]][place] ? 1 : 0;
            }
            bits |= value << v;
        }
        return bits;
    }

    /** The chance that all of the events happen. */
    double chance(List<Event> events) {
        Set<Map<Integer, Integer>> unders = new LinkedHashSet<>();
        events.forEach(event -> unders.add(event.under()));
        int[] sets = unders.stream().mapToInt(ResponseModel::set).toArray();
        int[] values = unders.stream().mapToInt(ResponseModel::values).toArray();
        int[] wantedNodes = new int[sets.length];
        int[] wanted = new int[sets.length];
        List<Map<Integer, Integer>> list = List.copyOf(unders);
        for (Event event : events) {
            int world = list.indexOf(event.under());
            if ((wantedNodes[world] >> event.node() & 1) == 1 && (wanted[world] >> event.node() & 1) != event.value()) {
                return 0;
            }
            wantedNodes[world] |= 1 << event.node();
            wanted[world] |= event.value() << event.node();
        }
        double[] sum = new double[1];
        all((weight, latent, types) -> {
            for (int w = 0; w < sets.length; w++) {
                if ((run(latent, types, sets[w], values[w]) & wantedNodes[w]) != wanted[w]) {
                    return;
                }
            }
            sum[0] += weight;
        });
        return sum[0];
    }

    /** The chance that y is 0 where x is 0 and mediators have the values that they have where x is 1. */
    double acrossMediators(int y, int x, int mediators) {
        double[] sum = new double[1];
        all((weight, latent, types) -> {
            int held = run(latent, types, 1 << x, 1 << x) & mediators;
            sum[0] += (run(latent, types, 1 << x | mediators, held) >> y & 1) == 0 ? weight : 0;
        });
        return sum[0];
    }

    private static int set(Map<Integer, Integer> under) {
        return under.keySet().stream().mapToInt(v -> 1 << v).sum();
    }

    private static int values(Map<Integer, Integer> under) {
        return under.entrySet().stream().mapToInt(e -> e.getValue() << e.getKey()).sum();
    }

    /** What an experiment shows, by the bits of the nodes. */
    double[] joint(Source source, int values) {
        int set = 0;
        NodeSet nodes = source.set();
        for (int v = nodes.next(0); v >= 0; v = nodes.next(v + 1)) {
            set |= 1 << v;
        }
        int mask = set;
        return joints.computeIfAbsent((long) mask << 32 | values & mask, _ -> {
            double[] joint = new double[1 << graph.size()];
            all((weight, latent, types) -> joint[run(latent, types, mask, values)] += weight);
            return joint;
        });
    }
}

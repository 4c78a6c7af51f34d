package org.orrery.causal.bound;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;

/**
 * A population in which everybody is known: each district has a few kinds of people, each kind with a function of the
 * parents for every node of the district. It knows what would have been because it does it.
 */
final class World {
    /** Some people: a share, and by node what it does by the values of its parents, the last changing fastest. */
    record Kind(double share, int[][] functions) {}

    private final MixedGraph graph;
    private final int[] counts;
    private final int[] order;
    private final List<List<Kind>> districts;

    World(MixedGraph graph, int[] counts, List<List<Kind>> districts) {
        this.graph = graph;
        this.counts = counts;
        this.order = graph.topological();
        this.districts = districts;
    }

    /** Each bidirected edge is a latent cause of its two nodes alone, and each node has one of its own. */
    static World random(MixedGraph graph, int[] counts, boolean monotone, SplittableRandom random) {
        List<List<Kind>> districts = new ArrayList<>();
        for (NodeSet district : graph.districts(graph.all())) {
            List<NodeSet> latents = new ArrayList<>();
            for (int v : district.toArray()) {
                latents.add(NodeSet.of(v));
                Arrays.stream(graph.spouses(v).toArray()).filter(u -> u < v)
                        .forEach(u -> latents.add(NodeSet.of(u, v)));
            }
            double[][] shares = new double[latents.size()][];
            for (int l = 0; l < shares.length; l++) {
                shares[l] = shares(2 + random.nextInt(2), random);
            }
            districts.add(kinds(graph, counts, latents, shares, monotone, random));
        }
        return new World(graph, counts, districts);
    }

    private static double[] shares(int values, SplittableRandom random) {
        double[] shares = random.doubles(values, 0.02, 1).toArray();
        double sum = Arrays.stream(shares).sum();
        return Arrays.stream(shares).map(share -> share / sum).toArray();
    }

    private static List<Kind> kinds(MixedGraph graph, int[] counts, List<NodeSet> latents, double[][] shares,
            boolean monotone, SplittableRandom random) {
        Map<List<Integer>, int[]> functions = new HashMap<>();
        List<Kind> kinds = new ArrayList<>();
        int[] at = new int[shares.length];
        for (boolean more = true; more;) {
            double share = 1;
            int[][] own = new int[graph.size()][];
            for (int l = 0; l < at.length; l++) {
                share *= shares[l][at[l]];
                for (int v : latents.get(l).toArray()) {
                    List<Integer> causes = new ArrayList<>(List.of(v));
                    IntStream.range(0, at.length).filter(k -> latents.get(k).contains(v))
                            .forEach(k -> causes.add(at[k]));
                    own[v] = functions.computeIfAbsent(causes, _ -> function(graph, counts, v, monotone, random));
                }
            }
            kinds.add(new Kind(share, own));
            more = false;
            for (int l = 0; l < at.length && !more; l++) {
                at[l] = (at[l] + 1) % shares[l].length;
                more = at[l] > 0;
            }
        }
        return kinds;
    }

    private static int[] function(MixedGraph graph, int[] counts, int v, boolean monotone, SplittableRandom random) {
        int rows = 1;
        for (int p : graph.parents(v).toArray()) {
            rows *= counts[p];
        }
        int[] function = random.ints(rows, 0, counts[v]).toArray();
        if (monotone && graph.parents(v).size() == 1) {
            Arrays.sort(function);
        }
        return function;
    }

    private interface Visit {
        void person(double share, int[][] functions);
    }

    private void people(Visit visit) {
        int[] kind = new int[districts.size()];
        do {
            double share = 1;
            int[][] functions = new int[graph.size()][];
            for (int d = 0; d < kind.length; d++) {
                Kind own = districts.get(d).get(kind[d]);
                share *= own.share();
                for (int v = 0; v < functions.length; v++) {
                    functions[v] = own.functions()[v] == null ? functions[v] : own.functions()[v];
                }
            }
            visit.person(share, functions);
        } while (next(kind));
    }

    /** The mean over all people. */
    private double mean(ToDoubleFunction<int[][]> person) {
        double[] sum = new double[1];
        people((share, functions) -> sum[0] += share * person.applyAsDouble(functions));
        return sum[0];
    }

    private boolean next(int[] kind) {
        for (int d = 0; d < kind.length; d++) {
            if (++kind[d] < districts.get(d).size()) {
                return true;
            }
            kind[d] = 0;
        }
        return false;
    }

    private int[] live(int[][] functions, int node, int set) {
        int[] values = new int[graph.size()];
        for (int v : order) {
            int row = 0;
            for (int p : graph.parents(v).toArray()) {
                row = row * counts[p] + values[p];
            }
            values[v] = v == node && set >= 0 ? set : functions[v][row];
        }
        return values;
    }

    Distribution distribution() {
        int cells = Arrays.stream(counts).reduce(1, (a, b) -> a * b);
        double[] chances = new double[cells];
        people((share, functions) -> {
            int[] values = live(functions, 0, -1);
            int at = 0;
            for (int v = 0; v < values.length; v++) {
                at = at * counts[v] + values[v];
            }
            chances[at] += share;
        });
        return new Distribution(graph, Arrays.stream(counts)
                .mapToObj(n -> IntStream.range(0, n).mapToObj(i -> "l" + i).toList()).toList(), chances);
    }

    /** The frequencies of some rows drawn from the distribution. */
    Distribution sample(int rows, SplittableRandom random) {
        Distribution exact = distribution();
        double[] counts = new double[exact.chances().length];
        for (int row = 0; row < rows; row++) {
            double at = random.nextDouble();
            int cell = 0;
            while (cell + 1 < counts.length && (at -= exact.chances()[cell]) >= 0) {
                cell++;
            }
            counts[cell]++;
        }
        return new Distribution(graph, exact.levels(), Arrays.stream(counts).map(c -> c / rows).toArray(), rows);
    }

    double truth(Target target) {
        return switch (target) {
            case Target.Mean(int x, int set, int y, double[] w) -> mean(f -> w[live(f, x, set)[y]]);
            case Target.Difference(int x, int on, int off, int y, double[] w) ->
                mean(f -> w[live(f, x, on)[y]] - w[live(f, x, off)[y]]);
            case Target.Both(int x, int on, int off, int y, int value) ->
                mean(f -> live(f, x, on)[y] == value && live(f, x, off)[y] != value ? 1 : 0);
            case Target.Necessity(int x, int on, int off, int y, int value) ->
                mean(f -> is(f, x, on, y, value) && live(f, x, off)[y] != value ? 1 : 0)
                        / mean(f -> is(f, x, on, y, value) ? 1 : 0);
            case Target.Sufficiency(int x, int on, int off, int y, int value) ->
                mean(f -> live(f, x, -1)[x] == off && live(f, x, -1)[y] != value && live(f, x, on)[y] == value ? 1 : 0)
                        / mean(f -> live(f, x, -1)[x] == off && live(f, x, -1)[y] != value ? 1 : 0);
        };
    }

    private boolean is(int[][] functions, int x, int on, int y, int value) {
        int[] actual = live(functions, x, -1);
        return actual[x] == on && actual[y] == value;
    }
}

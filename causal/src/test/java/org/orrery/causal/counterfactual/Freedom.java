package org.orrery.causal.counterfactual;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.orrery.causal.graph.Edge;
import org.orrery.causal.graph.Mark;
import org.orrery.causal.graph.MixedGraph;

/**
 * Whether a query may change while all that can be seen stays: at a random model of the graph (for each state of its latent
 * causes a node draws one of all functions of its parents), whether the query's gradient leaves the span of the gradients of
 * what is seen. Where it does, there are models nearby that agree in what is seen and not in the query: a proof that it is not
 * identified. Where it stays inside, the query is constant along what is seen, as it must be if identified.
 */
final class Freedom {
    private static final int MOST = 200_000;

    private final MixedGraph graph;
    private final int[] levels;
    private final int latentLevels;
    private final int[] order;
    private final List<Edge> latents;
    private final int[][] parents;
    private final int[][] causes;
    private final int[] functions;
    private final int[] start;
    private int parameters;
    private double[] theta = new double[0];
    private final List<int[]> simplices = new ArrayList<>();

    Freedom(MixedGraph graph, int[] levels, int latentLevels, SplittableRandom random) {
        this.graph = graph;
        this.levels = levels;
        this.latentLevels = latentLevels;
        this.order = graph.topological();
        this.latents = graph.edges().stream().filter(e -> e.atFrom() == Mark.ARROW).toList();
        int n = graph.size();
        parents = new int[n][];
        causes = new int[n][];
        functions = new int[n];
        start = new int[n];
        for (int l = 0; l < latents.size(); l++) {
            simplex(latentLevels);
        }
        for (int v = 0; v < n; v++) {
            int node = v;
            parents[v] = graph.parents(v).toArray();
            causes[v] = IntStream.range(0, latents.size())
                    .filter(l -> latents.get(l).from() == node || latents.get(l).to() == node).toArray();
            double rows = 1;
            for (int p : parents[v]) {
                rows *= levels[p];
            }
            functions[v] = (int) Math.min(MOST, Math.pow(levels[v], rows));
            start[v] = parameters;
            for (int u = 0; u < Math.pow(latentLevels, causes[v].length); u++) {
                simplex(functions[v]);
            }
        }
        theta = new double[parameters];
        for (int[] simplex : simplices) {
            double sum = 0;
            for (int i = simplex[0]; i < simplex[1]; i++) {
                theta[i] = 0.2 + random.nextDouble();
                sum += theta[i];
            }
            for (int i = simplex[0]; i < simplex[1]; i++) {
                theta[i] /= sum;
            }
        }
    }

    private void simplex(int size) {
        simplices.add(new int[]{parameters, parameters + size});
        parameters += size;
    }

    /** Whether all of it can be gone through. */
    boolean isSmall() {
        double size = Math.pow(latentLevels, latents.size());
        for (int f : functions) {
            size *= f;
        }
        return size <= MOST && parameters <= 1500;
    }

    /** The part of the query's gradient, between 0 and 1, that what is seen does not hold; -1 where it has no gradient. */
    double residual(Imagined query, boolean withExperiments) {
        List<Event> all = new ArrayList<>(query.given());
        all.addAll(query.events());
        int[][] worlds = withExperiments ? everyExperiment() : new int[][]{unset()};
        int cells = 1;
        for (int k : levels) {
            cells *= k;
        }
        double[][] rows = new double[worlds.length * cells][];
        double[] both = new double[parameters];
        double[] given = new double[parameters];
        double[] chance = new double[2];
        int n = graph.size();
        int[] latent = new int[latents.size()];
        int[] function = new int[n];
        int[] used = new int[n + latent.length];
        int[] value = new int[n];
        boolean more = true;
        while (more) {
            double weight = 1;
            for (int l = 0; l < latent.length; l++) {
                used[l] = simplices.get(l)[0] + latent[l];
                weight *= theta[used[l]];
            }
            for (int v = 0; v < n; v++) {
                int u = 0;
                for (int l : causes[v]) {
                    u = latentLevels * u + latent[l];
                }
                used[latent.length + v] = start[v] + u * functions[v] + function[v];
                weight *= theta[used[latent.length + v]];
            }
            for (int w = 0; w < worlds.length; w++) {
                run(function, worlds[w], value);
                int cell = 0;
                for (int v = 0; v < n; v++) {
                    cell = cell * levels[v] + value[v];
                }
                int row = w * cells + cell;
                if (rows[row] == null) {
                    rows[row] = new double[parameters];
                }
                add(rows[row], used, weight);
            }
            if (happens(query.given(), function, value)) {
                chance[0] += weight;
                add(given, used, weight);
                if (happens(all, function, value)) {
                    chance[1] += weight;
                    add(both, used, weight);
                }
            }
            more = next(latent, function);
        }
        if (chance[1] == 0) {
            return -1;
        }
        double[] gradient = new double[parameters];
        for (int i = 0; i < parameters; i++) {
            gradient[i] = both[i] - chance[1] / chance[0] * given[i];
        }
        return outside(rows, gradient);
    }

    private double outside(double[][] rows, double[] gradient) {
        List<double[]> basis = new ArrayList<>();
        for (int[] simplex : simplices) {
            double[] normal = new double[parameters];
            Arrays.fill(normal, simplex[0], simplex[1], 1);
            extend(basis, normal);
        }
        double before = length(rest(basis, gradient));
        if (before < 1e-12) {
            return -1;
        }
        for (double[] row : rows) {
            if (row != null) {
                extend(basis, row);
            }
        }
        return length(rest(basis, gradient)) / before;
    }

    private static void extend(List<double[]> basis, double[] vector) {
        double[] rest = rest(basis, vector);
        double length = length(rest);
        if (length > 1e-9 * length(vector)) {
            for (int i = 0; i < rest.length; i++) {
                rest[i] /= length;
            }
            basis.add(rest);
        }
    }

    /** Twice, for the rounding errors of the first time. */
    private static double[] rest(List<double[]> basis, double[] vector) {
        double[] rest = vector.clone();
        for (int twice = 0; twice < 2; twice++) {
            for (double[] unit : basis) {
                double dot = 0;
                for (int i = 0; i < rest.length; i++) {
                    dot += unit[i] * rest[i];
                }
                for (int i = 0; i < rest.length; i++) {
                    rest[i] -= dot * unit[i];
                }
            }
        }
        return rest;
    }

    private static double length(double[] vector) {
        double sum = 0;
        for (double x : vector) {
            sum += x * x;
        }
        return Math.sqrt(sum);
    }

    private void add(double[] gradient, int[] used, double weight) {
        for (int parameter : used) {
            gradient[parameter] += weight / theta[parameter];
        }
    }

    private int[] unset() {
        int[] set = new int[graph.size()];
        Arrays.fill(set, -1);
        return set;
    }

    private int[][] everyExperiment() {
        List<int[]> all = new ArrayList<>(List.of(unset()));
        for (int v = 0; v < graph.size(); v++) {
            for (int[] before : List.copyOf(all)) {
                for (int value = 0; value < levels[v]; value++) {
                    int[] set = before.clone();
                    set[v] = value;
                    all.add(set);
                }
            }
        }
        return all.toArray(int[][]::new);
    }

    private void run(int[] function, int[] set, int[] value) {
        for (int v : order) {
            if (set[v] >= 0) {
                value[v] = set[v];
            } else {
                int digits = function[v];
                int row = 0;
                for (int p : parents[v]) {
                    row = row * levels[p] + value[p];
                }
                for (; row > 0; row--) {
                    digits /= levels[v];
                }
                value[v] = digits % levels[v];
            }
        }
    }

    private boolean happens(List<Event> events, int[] function, int[] value) {
        for (Event event : events) {
            int[] set = unset();
            for (Map.Entry<Integer, Integer> entry : event.under().entrySet()) {
                set[entry.getKey()] = entry.getValue();
            }
            run(function, set, value);
            if (value[event.node()] != event.value()) {
                return false;
            }
        }
        return true;
    }

    private boolean next(int[] latent, int[] function) {
        for (int l = 0; l < latent.length; l++) {
            if (++latent[l] < latentLevels) {
                return true;
            }
            latent[l] = 0;
        }
        for (int v = 0; v < function.length; v++) {
            if (++function[v] < functions[v]) {
                return true;
            }
            function[v] = 0;
        }
        return false;
    }
}

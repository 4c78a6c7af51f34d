package org.orrery.causal.bound;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.orrery.causal.graph.NodeSet;

/**
 * The linear programme of a quantity. People differ in the joint response functions of some whole districts; their unknown
 * shares must give these districts' distributions, which are known, whatever else is set. All other districts enter the
 * quantity by their own known distributions. Response types that do the same in everything that is observed are one variable
 * with the least and the largest weight among them. Sources: Balke and Pearl, UAI 1994; Sachs, Jonzon, Sjolander and Gabriel,
 * J. Comput. Graph. Stat. 32 (2023) 902.
 */
final class Program {
    private final Distribution distribution;
    private final Target target;
    private final Factors factors;
    /** Those with response functions, and all others, causes first. */
    private final int[] inside;
    private final int[] outside;
    private final int[] setting;
    /** Those outside whose values are gone through, and the values of those that are held. */
    private final int[] free;
    private final int[] held;
    /** The nodes whose values make a setting in a stratum. */
    private final NodeSet fixed;
    private final Response[] responses;
    private final Map<Pattern, Weights> columns = new LinkedHashMap<>();
    private boolean known = true;

    /** What a type does under each setting of its districts' parents. */
    private record Pattern(int[] answers) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Pattern(int[] others) && Arrays.equals(answers, others);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(answers);
        }
    }

    private static final class Weights {
        private double least = Double.POSITIVE_INFINITY;
        private double largest = Double.NEGATIVE_INFINITY;
        private int[] leastType = {};
        private int[] largestType = {};
    }

    /**
     * The programme within one stratum.
     *
     * @param strata nodes that are held: causes of all in the districts, effects of none
     * @param held their values
     */
    Program(Factors factors, Target target, NodeSet districts, NodeSet strata, int[] held, List<Monotone> monotone) {
        this.factors = factors;
        this.distribution = factors.distribution();
        this.target = target;
        int[] order = distribution.graph().topological();
        this.inside = Arrays.stream(order).filter(districts::contains).toArray();
        this.outside = Arrays.stream(order).filter(v -> !districts.contains(v)).toArray();
        this.setting = distribution.graph().parents(districts).minus(districts).minus(strata).toArray();
        this.free = Arrays.stream(outside).filter(v -> !strata.contains(v)).toArray();
        this.held = held.clone();
        this.fixed = strata.or(NodeSet.of(setting));
        this.responses = Arrays.stream(inside).mapToObj(v -> Response.of(distribution, v, strata, monotone))
                .toArray(Response[]::new);
        int[] type = new int[inside.length];
        if (Arrays.stream(responses).allMatch(response -> response.size() > 0)) {
            do {
                take(type);
            } while (known && advance(type));
        }
    }

    private boolean advance(int[] type) {
        for (int i = 0; i < type.length; i++) {
            if (++type[i] < responses[i].size()) {
                return true;
            }
            type[i] = 0;
        }
        return false;
    }

    /** Goes to the next values of some nodes, those of the first changing fastest; false after the last. */
    private boolean advance(int[] nodes, int[] values) {
        for (int v : nodes) {
            if (++values[v] < distribution.count(v)) {
                return true;
            }
            values[v] = 0;
        }
        return false;
    }

    private void take(int[] type) {
        int[] values = held.clone();
        int[] answers = new int[settings()];
        for (int i = 0; i < answers.length; i++) {
            act(type, values, -1);
            answers[i] = code(values);
            advance(setting, values);
        }
        double weight = weight(type);
        Weights column = columns.computeIfAbsent(new Pattern(answers), _ -> new Weights());
        if (weight < column.least) {
            column.least = weight;
            column.leastType = type.clone();
        }
        if (weight > column.largest) {
            column.largest = weight;
            column.largestType = type.clone();
        }
    }

    private int settings() {
        int count = 1;
        for (int v : setting) {
            count *= distribution.count(v);
        }
        return count;
    }

    private int code(int[] values) {
        int code = 0;
        for (int v : inside) {
            code = code * distribution.count(v) + values[v];
        }
        return code;
    }

    /** Lets the nodes with response functions answer, but for one that is set. */
    private void act(int[] type, int[] values, int set) {
        for (int i = 0; i < inside.length; i++) {
            if (inside[i] != set) {
                values[inside[i]] = responses[i].value(type[i], values);
            }
        }
    }

    /** What the quantity is among people of one type. */
    private double weight(int[] type) {
        double sum = 0;
        int[] values = held.clone();
        do {
            sum += term(type, values);
        } while (advance(free, values));
        if (Double.isNaN(sum)) {
            known = false;
        }
        return sum;
    }

    private double term(int[] type, int[] values) {
        return switch (target) {
            case Target.Mean(int x, int set, int y, double[] weights) -> mean(type, values, x, set, y, weights);
            case Target.Difference(int x, int on, int off, int y, double[] weights) ->
                mean(type, values, x, on, y, weights) - mean(type, values, x, off, y, weights);
            case Target.Necessity(int x, int on, int off, int y, int value) -> {
                int[] actual = values.clone();
                act(type, actual, -1);
                yield actual[x] == on && actual[y] == value && after(type, values, x, off)[y] != value
                        ? factors.product(outside, actual)
                        : 0;
            }
            case Target.Sufficiency(int x, int on, int off, int y, int value) -> {
                int[] actual = values.clone();
                act(type, actual, -1);
                yield actual[x] == off && actual[y] != value && after(type, values, x, on)[y] == value
                        ? factors.product(outside, actual)
                        : 0;
            }
            case Target.Both(int x, int on, int off, int y, int value) -> {
                int[] actual = values.clone();
                act(type, actual, -1);
                yield after(type, values, x, on)[y] == value && after(type, values, x, off)[y] != value
                        ? factors.product(outside, actual)
                        : 0;
            }
        };
    }

    private int[] after(int[] type, int[] values, int x, int set) {
        int[] after = values.clone();
        after[x] = set;
        act(type, after, x);
        return after;
    }

    /** The treatment is among the nodes with response functions, so the rest is weighted as it is when it is set. */
    private double mean(int[] type, int[] values, int x, int set, int y, double[] weights) {
        int[] after = after(type, values, x, set);
        double weight = weights[after[y]];
        return weight == 0 ? 0 : weight * factors.product(outside, after);
    }

    /** Whether every weight could be had: not where a value that it needs never occurs. */
    boolean known() {
        return known;
    }

    Response[] responses() {
        return responses.clone();
    }

    /** The chance of each answer in each setting, NaN where it is unknown. */
    private double[][] demanded() {
        int answers = 1;
        for (int v : inside) {
            answers *= distribution.count(v);
        }
        double[][] demanded = new double[settings()][answers];
        int[] values = held.clone();
        for (double[] row : demanded) {
            do {
                row[code(values)] = factors.product(inside, values);
            } while (advance(inside, values));
            advance(setting, values);
        }
        return demanded;
    }

    /** How often each setting occurs. */
    private double[] weights() {
        double[] weights = new double[settings()];
        int[] values = held.clone();
        for (int i = 0; i < weights.length; i++) {
            for (int cell = 0; cell < distribution.chances().length; cell++) {
                int[] there = distribution.values(cell);
                boolean same = true;
                for (int v = 0; v < there.length && same; v++) {
                    same = !fixed.contains(v) || there[v] == values[v];
                }
                weights[i] += same ? distribution.chances()[cell] : 0;
            }
            advance(setting, values);
        }
        return weights;
    }

    private Glop.Demand demand(double miss) {
        return new Glop.Demand(columns.keySet().stream().map(Pattern::answers).toArray(int[][]::new), demanded(),
                weights(), miss);
    }

    /**
     * The least or the largest value of the quantity; shares are those of {@link #types}.
     *
     * @param miss by how much the distribution may be missed
     */
    Glop.Outcome solve(boolean largest, double miss) {
        double[] cost = columns.values().stream().mapToDouble(w -> largest ? w.largest : w.least).toArray();
        return Glop.solve(cost, demand(miss), largest);
    }

    /** The least by which all models miss the distribution, in the sum of absolute differences. */
    double miss() {
        return Glop.miss(columns.size(), demand(0));
    }

    /** By how much frequencies miss a distribution by chance, on average: each by what a normal one does. */
    double chance() {
        double[][] demanded = demanded();
        double[] weights = weights();
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            for (double share : demanded[i]) {
                sum += Double.isNaN(share) || weights[i] == 0
                        ? 0
                        : weights[i]
                                * Math.sqrt(2 * share * (1 - share) / (Math.PI * weights[i] * distribution.rows()));
            }
        }
        return sum;
    }

    /** For each variable the type that has its weight: a response function for each node inside, causes first. */
    int[][] types(boolean largest) {
        return columns.values().stream().map(w -> largest ? w.largestType : w.leastType).toArray(int[][]::new);
    }
}

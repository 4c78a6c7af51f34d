package org.orrery.causal;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.identify.Estimand;

/**
 * Estimands by counting: every conditional probability is the share of the cases that have it (the saturated plug-in
 * estimate, the maximum-likelihood one for variables of a few values). The outcome enters by a number for each case: its
 * value, or 1 where an event holds. Where a share has no case to be counted in, and is needed, the result is NaN: the
 * positivity that the estimand presumes fails in the data. Not to be shared between threads.
 */
final class Counting {
    private final int[][] codes;
    private final int[] sizes;
    private final NodeSet outcomes;
    private final double[] numbers;
    private final double[] weights;

    /**
     * @param codes by node and case, -1 where there is no value; null for nodes that no estimand conditions on
     * @param sizes how many values each node has
     * @param numbers of the outcomes, by case
     * @param weights of the cases
     */
    Counting(int[][] codes, int[] sizes, NodeSet outcomes, double[] numbers, double[] weights) {
        this.codes = codes;
        this.sizes = sizes;
        this.outcomes = outcomes;
        this.numbers = numbers;
        this.weights = weights;
    }

    /** Whether the outcomes stand together on the left of one conditional and nowhere else, so that a mean can take its place. */
    static boolean canAverage(Estimand estimand, NodeSet outcomes) {
        return places(estimand, outcomes) == 1;
    }

    /** How often they stand so; a large number where they stand otherwise. */
    private static int places(Estimand estimand, NodeSet outcomes) {
        return switch (estimand) {
            case Estimand.Conditional(NodeSet of, NodeSet given) ->
                !of.or(given).intersects(outcomes) ? 0 : of.equals(outcomes) && !given.intersects(outcomes) ? 1 : 100;
            case Estimand.Product(List<Estimand> factors) ->
                factors.stream().mapToInt(each -> places(each, outcomes)).sum();
            case Estimand.Ratio(Estimand above, Estimand below) ->
                places(above, outcomes) + 100 * places(below, outcomes);
            case Estimand.Sum(NodeSet over, Estimand of) ->
                over.intersects(outcomes) ? 100 : places(of, outcomes);
            case Estimand.At(Map<Integer, Integer> own, Estimand of) ->
                outcomes.where(own::containsKey).isEmpty() ? places(of, outcomes) : 100;
            case Estimand.In _ -> 100;
        };
    }

    /** The value of an estimand where some nodes have these values; of others that are free, any will do. */
    double value(Estimand estimand, Map<Integer, Integer> values) {
        int[] at = new int[sizes.length];
        values.forEach((node, value) -> at[node] = value);
        return new Walk(estimand).value(at);
    }

    /** One estimand with the tables that it needs, each counted once. */
    private final class Walk {
        private final Estimand estimand;
        private final IdentityHashMap<Estimand, double[]> tables = new IdentityHashMap<>();

        Walk(Estimand estimand) {
            this.estimand = estimand;
        }

        double value(int[] at) {
            return value(estimand, at);
        }

        private double value(Estimand part, int[] at) {
            return switch (part) {
                case Estimand.Conditional conditional -> conditional(conditional, at);
                case Estimand.Product(List<Estimand> factors) -> product(factors, at);
                case Estimand.Ratio(Estimand above, Estimand below) -> value(above, at) / value(below, at);
                case Estimand.Sum(NodeSet over, Estimand of) -> sum(over.toArray(), 0, of, at.clone());
                case Estimand.At(Map<Integer, Integer> own, Estimand of) -> {
                    int[] other = at.clone();
                    own.forEach((node, value) -> other[node] = value);
                    yield value(of, other);
                }
                case Estimand.In _ -> throw new IllegalArgumentException("no estimand of one population");
            };
        }

        /** What is 0 once is 0, even where another factor has nothing to be counted in. */
        private double product(List<Estimand> factors, int[] at) {
            double product = 1;
            boolean zero = false;
            for (Estimand factor : factors) {
                double value = value(factor, at);
                zero |= value == 0;
                product *= value;
            }
            return zero ? 0 : product;
        }

        private double sum(int[] over, int place, Estimand of, int[] at) {
            if (place == over.length) {
                return value(of, at);
            }
            double sum = 0;
            for (int s = 0; s < sizes[over[place]]; s++) {
                at[over[place]] = s;
                sum += sum(over, place + 1, of, at);
            }
            return sum;
        }

        private double conditional(Estimand.Conditional conditional, int[] at) {
            boolean mean = conditional.of().equals(outcomes);
            int[] given = conditional.given().toArray();
            int[] of = mean ? new int[0] : conditional.of().toArray();
            double[] table = tables.computeIfAbsent(conditional, _ -> counted(of, given, mean));
            int below = index(given, at, 0);
            int above = index(of, at, below);
            int half = table.length - cells(given);
            return table[above] / table[half + below];
        }

        /**
         * Sums over the combinations of both, then the weights over those of the latter. A case that lacks a value of the
         * latter is in neither; one that lacks a value of the former alone is not of any combination.
         */
        private double[] counted(int[] of, int[] given, boolean mean) {
            int inner = cells(given);
            int outer = inner * cells(of);
            double[] table = new double[outer + inner];
            int[] at = new int[sizes.length];
            for (int row = 0; row < weights.length; row++) {
                if (weights[row] > 0 && read(given, row, at) && !(mean && Double.isNaN(numbers[row]))) {
                    int below = index(given, at, 0);
                    table[outer + below] += weights[row];
                    if (read(of, row, at)) {
                        table[index(of, at, below)] += mean ? weights[row] * numbers[row] : weights[row];
                    }
                }
            }
            return table;
        }

        /** Whether a case has a value of all nodes, and which. */
        private boolean read(int[] nodes, int row, int[] into) {
            for (int v : nodes) {
                into[v] = codes[v][row];
                if (into[v] < 0) {
                    return false;
                }
            }
            return true;
        }

        private int cells(int[] nodes) {
            return Arrays.stream(nodes).map(v -> sizes[v]).reduce(1, Math::multiplyExact);
        }

        private int index(int[] nodes, int[] at, int start) {
            int index = start;
            for (int v : nodes) {
                index = index * sizes[v] + at[v];
            }
            return index;
        }
    }
}

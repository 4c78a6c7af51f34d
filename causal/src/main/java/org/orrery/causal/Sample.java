package org.orrery.causal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Table;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.identify.Estimand;
import org.orrery.core.Refusal;

/**
 * The complete cases of a question, coded: an estimand and what is seen, in numbers that can be counted.
 *
 * @param codes by node of the estimand's graph, null for nodes that are not conditioned on
 * @param sizes how many values each has
 * @param numbers of the outcome, by case
 */
record Sample(MixedGraph graph, Table table, int[][] codes, int[] sizes, NodeSet outcomes, double[] numbers) {
    private static final long MOST_CELLS = 200_000;

    /**
     * @param needed nodes that are counted
     * @throws Refusal if one of them has too many values, or they have too many combinations
     */
    static Sample of(MixedGraph graph, Table table, NodeSet needed, NodeSet outcomes, double[] numbers) {
        int[][] codes = new int[graph.size()][];
        int[] sizes = new int[graph.size()];
        Arrays.fill(sizes, 1);
        long cells = 1;
        for (int v : needed.toArray()) {
            String name = graph.name(v);
            if (!Observations.isCountable(table, name)) {
                throw new Refusal("'" + name + "' has more than " + Observations.MOST_LEVELS
                        + " different values, and this effect is estimated by counting cases with each.",
                        "Maybe put them into a few classes in the data.");
            }
            Column.Factor factor = table.factor(name);
            codes[v] = factor.codes();
            sizes[v] = factor.levels().size();
            cells *= sizes[v];
            if (cells > MOST_CELLS) {
                throw new Refusal("The values of " + graph.names(needed) + " have more than " + MOST_CELLS
                        + " combinations, too many to count cases in each.",
                        "Maybe put them into fewer classes in the data.");
            }
        }
        return new Sample(graph, table, codes, sizes, outcomes, numbers);
    }

    int rows() {
        return numbers.length;
    }

    Counting counting(double[] weights) {
        return new Counting(codes, sizes, outcomes, numbers, weights);
    }

    double[] once() {
        double[] weights = new double[rows()];
        Arrays.fill(weights, 1);
        return weights;
    }

    /** The mean of the outcome's numbers by an estimand. */
    double mean(Estimand estimand, Map<Integer, Integer> values, double[] weights) {
        if (Counting.canAverage(estimand, outcomes)) {
            return counting(weights).value(estimand, values);
        }
        // Value by value: the number of a combination of values is that of any case that has it.
        Counting counting = new Counting(codes, sizes, NodeSet.EMPTY, numbers, weights);
        Map<Integer, Integer> at = new HashMap<>(values);
        double sum = 0;
        int[] nodes = outcomes.toArray();
        int combinations = Arrays.stream(nodes).map(v -> sizes[v]).reduce(1, Math::multiplyExact);
        double[] number = new double[combinations];
        for (int row = 0; row < numbers.length; row++) {
            int place = 0;
            for (int v : nodes) {
                place = codes[v][row] < 0 || place < 0 ? -1 : place * sizes[v] + codes[v][row];
            }
            if (place >= 0) {
                number[place] = numbers[row];
            }
        }
        for (int place = 0; place < combinations; place++) {
            int rest = place;
            for (int i = nodes.length - 1; i >= 0; i--) {
                at.put(nodes[i], rest % sizes[nodes[i]]);
                rest /= sizes[nodes[i]];
            }
            double chance = number[place] == 0 ? 0 : counting.value(estimand, at);
            sum += number[place] * chance;
        }
        return sum;
    }
}

package org.orrery.causal.discrete;

import java.util.Map;

/**
 * A structural model with the tables of a network of two states: each node has a noise for each combination of its parents'
 * states. They are either independent of each other, or one and the same threshold for all combinations, which is another
 * model of the same tables. Noises are gone through on the grid on which they matter.
 */
final class NoisyModel {
    private final BayesianNetwork network;
    private final boolean independent;
    private final double[][] chances;
    private final int[][] answers;

    NoisyModel(BayesianNetwork network, boolean independent) {
        this.network = network;
        this.independent = independent;
        chances = new double[network.size()][];
        answers = new int[network.size()][];
        for (int v = 0; v < network.size(); v++) {
            responses(v);
        }
    }

    /** All functions from the parents' states to an own state, as bits, each with its chance. */
    private void responses(int v) {
        double[] table = network.mechanism(v).chances().values();
        int rows = table.length / 2;
        chances[v] = new double[1 << rows];
        answers[v] = new int[1 << rows];
        for (int function = 0; function < 1 << rows; function++) {
            answers[v][function] = function;
            double low = 0;
            double high = 1;
            double product = 1;
            for (int row = 0; row < rows; row++) {
                double second = table[2 * row + 1];
                boolean is = (function >> row & 1) == 1;
                product *= is ? second : 1 - second;
                high = is ? Math.min(high, second) : high;
                low = is ? low : Math.max(low, second);
            }
            chances[v][function] = independent ? product : Math.max(0, high - low);
        }
    }

    /** The distribution of an outcome had a node been in another state, among cases in which a witness was seen in one. */
    double[] counterfactual(Map<Integer, Integer> had, int outcome, int witness, int state) {
        double[] sums = new double[2];
        walk(0, new int[network.size()], 1, had, outcome, witness, state, sums);
        double total = sums[0] + sums[1];
        return total == 0 ? new double[]{Double.NaN} : new double[]{sums[0] / total, sums[1] / total};
    }

    private void walk(int v, int[] functions, double chance, Map<Integer, Integer> had, int outcome, int witness,
            int state, double[] sums) {
        if (chance == 0) {
            return;
        }
        if (v == functions.length) {
            if (states(functions, Map.of())[witness] == state) {
                sums[states(functions, had)[outcome]] += chance;
            }
            return;
        }
        for (int function = 0; function < chances[v].length; function++) {
            functions[v] = answers[v][function];
            walk(v + 1, functions, chance * chances[v][function], had, outcome, witness, state, sums);
        }
    }

    private int[] states(int[] functions, Map<Integer, Integer> had) {
        int[] states = new int[functions.length];
        for (int v = 0; v < states.length; v++) {
            int row = 0;
            for (int parent : network.mechanism(v).parents()) {
                row = 2 * row + states[parent];
            }
            states[v] = had.getOrDefault(v, functions[v] >> row & 1);
        }
        return states;
    }
}

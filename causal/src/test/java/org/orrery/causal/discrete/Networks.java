package org.orrery.causal.discrete;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Random networks, and the slow oracle: every combination of all states, one by one. */
final class Networks {
    private Networks() {}

    static BayesianNetwork random(int nodes, int mostStates, double arrow, SplittableRandom random) {
        List<BayesianNetwork.Mechanism> mechanisms = new ArrayList<>();
        for (int v = 0; v < nodes; v++) {
            List<Integer> parents = new ArrayList<>();
            for (int u = v - 1; u >= 0; u--) {
                if (random.nextDouble() < arrow && parents.size() < 4) {
                    parents.add(u);
                }
            }
            int states = 2 + random.nextInt(mostStates - 1);
            int rows = parents.stream().mapToInt(p -> mechanisms.get(p).states().size()).reduce(1, (a, b) -> a * b);
            mechanisms.add(new BayesianNetwork.Mechanism("v" + v,
                    IntStream.range(0, states).mapToObj(s -> "s" + s).toList(), parents,
                    new BayesianNetwork.Chances(rows(rows, states, random))));
        }
        return BayesianNetwork.of(mechanisms);
    }

    static double[] rows(int rows, int states, SplittableRandom random) {
        double[] chances = new double[rows * states];
        for (int row = 0; row < rows; row++) {
            double sum = 0;
            for (int s = 0; s < states; s++) {
                chances[row * states + s] = random.nextInt(8) == 0 ? 0 : random.nextDouble();
                sum += chances[row * states + s];
            }
            for (int s = 0; s < states; s++) {
                chances[row * states + s] = sum == 0 ? 1.0 / states : chances[row * states + s] / sum;
            }
        }
        return chances;
    }

    /** The chance of one combination of states, some nodes being set: the product of the tables that are left. */
    static double chance(BayesianNetwork network, int[] states, Map<Integer, Integer> set) {
        double product = 1;
        for (int v = 0; v < states.length; v++) {
            Integer held = set.get(v);
            product *= held == null ? table(network, v, states) : held == states[v] ? 1 : 0;
        }
        return product;
    }

    static double table(BayesianNetwork network, int node, int[] states) {
        BayesianNetwork.Mechanism mechanism = network.mechanism(node);
        int row = 0;
        for (int parent : mechanism.parents()) {
            row = row * network.states(parent).size() + states[parent];
        }
        return mechanism.chances().values()[row * mechanism.states().size() + states[node]];
    }

    /** Goes through all combinations of states. */
    static void every(BayesianNetwork network, java.util.function.Consumer<int[]> each) {
        int[] states = new int[network.size()];
        int place = 0;
        while (place >= 0) {
            each.accept(states);
            place = states.length - 1;
            while (place >= 0 && ++states[place] == network.states(place).size()) {
                states[place--] = 0;
            }
        }
    }

    /** How a node is distributed, by enumeration; all 0 where what is known cannot be. */
    static double[] distribution(BayesianNetwork network, int node, Map<Integer, Integer> set,
            Map<Integer, IntPredicate> known) {
        double[] sums = new double[network.states(node).size()];
        every(network, states -> {
            if (known.entrySet().stream().allMatch(each -> each.getValue().test(states[each.getKey()]))) {
                sums[states[node]] += chance(network, states, set);
            }
        });
        double total = java.util.Arrays.stream(sums).sum();
        return total == 0 ? sums : java.util.Arrays.stream(sums).map(sum -> sum / total).toArray();
    }
}

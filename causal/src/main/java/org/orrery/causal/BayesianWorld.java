package org.orrery.causal;

import java.util.Map;
import org.orrery.causal.discrete.BayesianNetwork;
import org.orrery.causal.discrete.Elimination;
import org.orrery.causal.discrete.Evidence;

/**
 * A network in which something is known and asked.
 *
 * @param numbers under which nodes are asked, where those are not their own
 */
record BayesianWorld(BayesianNetwork network, Map<Integer, Integer> numbers, Evidence seen, States states,
        Target target) {
    /** The mean or the probability that is asked for. */
    double number() {
        return switch (target) {
            case Target.Event(var tests) ->
                new Elimination(network).chance(states.event(tests, numbers), seen);
            case Target.Mean(int node) -> {
                double[] values = states.numbers(node);
                double[] chances = distribution(node);
                double mean = 0;
                for (int s = 0; s < values.length; s++) {
                    mean += values[s] * chances[s];
                }
                yield mean;
            }
            case Target.Whole _ -> throw new IllegalStateException("a distribution is no number");
        };
    }

    double[] distribution(int node) {
        return new Elimination(network).distribution(numbers.getOrDefault(node, node), seen);
    }

    /** The same in another network over the same nodes, or with other things known. */
    BayesianWorld in(BayesianNetwork other, Map<Integer, Integer> under, Evidence known) {
        return new BayesianWorld(other, under, known, states, target);
    }

    /** All numbers that are asked for. */
    double[] numbersAsked() {
        return target instanceof Target.Whole(int node) ? distribution(node) : new double[]{number()};
    }
}

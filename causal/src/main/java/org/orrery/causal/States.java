package org.orrery.causal;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.orrery.causal.discrete.BayesianNetwork;
import org.orrery.causal.discrete.Evidence;
import org.orrery.core.InvalidInput;
import org.orrery.core.Numbers;
import org.orrery.core.Quantity;
import org.orrery.core.Value;

/** Values of a question as states of a Bayesian network. A number is the state of that name, or that reads as that number. */
final class States {
    private final BayesianNetwork network;

    States(BayesianNetwork network) {
        this.network = network;
    }

    Map<Integer, Integer> of(Map<Integer, Value> values) {
        Map<Integer, Integer> states = new LinkedHashMap<>();
        values.forEach((node, value) -> states.put(node, of(node, value)));
        return states;
    }

    private int of(int node, Value value) {
        return switch (value) {
            case Value.State(String name) -> network.state(node, name);
            case Value.Real(double number) -> {
                for (int s = 0; s < network.states(node).size(); s++) {
                    if (number(network.states(node).get(s)) == number) {
                        yield s;
                    }
                }
                yield network.state(node, Numbers.print(number));
            }
        };
    }

    Evidence evidence(Map<Integer, Value> values) {
        Evidence evidence = Evidence.NONE;
        for (Map.Entry<Integer, Integer> each : of(values).entrySet()) {
            evidence = evidence.and(each.getKey(), each.getValue());
        }
        return evidence;
    }

    /** The states in which all tests hold, of nodes that may stand under other numbers. */
    Evidence event(List<Target.Test> tests, Map<Integer, Integer> numbers) {
        Evidence event = Evidence.NONE;
        for (Target.Test test : tests) {
            event = event.and(numbers.getOrDefault(test.node(), test.node()), holding(test));
        }
        return event;
    }

    private BitSet holding(Target.Test test) {
        BitSet holding = new BitSet();
        int node = test.node();
        boolean equal = test.relation() == Quantity.Relation.EQUAL;
        if (equal || test.relation() == Quantity.Relation.UNEQUAL) {
            holding.set(of(node, test.value()));
            if (!equal) {
                holding.flip(0, network.states(node).size());
            }
            return holding;
        }
        double bound = test.value() instanceof Value.Real(double number) ? number : Double.NaN;
        double[] numbers = numbers(node);
        for (int s = 0; s < numbers.length; s++) {
            holding.set(s, test.relation().holds(numbers[s], bound));
        }
        return holding;
    }

    /**
     * The states as numbers.
     *
     * @throws InvalidInput if they are not
     */
    double[] numbers(int node) {
        double[] numbers = network.states(node).stream().mapToDouble(States::number).toArray();
        for (double number : numbers) {
            if (Double.isNaN(number)) {
                String name = network.graph().name(node);
                throw new InvalidInput("The states of '" + name + "' are no numbers: "
                        + String.join(", ", network.states(node)) + ".",
                        "Maybe ask for a probability: P(" + name + " = "
                                + new Value.State(network.states(node).getFirst()) + ")");
            }
        }
        return numbers;
    }

    private static double number(String state) {
        try {
            double number = Double.parseDouble(state);
            return Double.isFinite(number) && !Character.isLetter(state.charAt(state.length() - 1))
                    ? number
                    : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}

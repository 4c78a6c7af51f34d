package org.orrery.causal.discrete;

import java.util.Arrays;
import java.util.List;
import org.orrery.core.InvalidInput;
import org.orrery.core.Nearest;
import org.orrery.core.Numbers;

/** A table while it is read. */
final class BifTable {
    private final List<String> names;
    private final List<List<String>> states;
    private final int own;
    private final double[] values;
    private double[] byDefault = {};

    /** @param names the variable, then its parents */
    BifTable(List<String> names, List<List<String>> states) {
        this.names = names;
        this.states = states;
        this.own = states.getFirst().size();
        long size = 1;
        for (List<String> each : states) {
            size *= each.size();
            Factor.requireRoom(size);
        }
        this.values = new double[(int) size];
        Arrays.fill(values, Double.NaN);
    }

    List<String> own() {
        return states.getFirst();
    }

    List<String> parents() {
        return names.subList(1, names.size());
    }

    /** All numbers at once: the own state changes slowest, the last parent's fastest. */
    void whole(double[] numbers, BifTokens tokens) {
        requireCount(numbers, values.length, "the table", tokens);
        int rows = values.length / own;
        for (int i = 0; i < numbers.length; i++) {
            values[i % rows * own + i / rows] = numbers[i];
        }
        for (int row = 0; row < rows; row++) {
            requireSum(Arrays.copyOfRange(values, row * own, (row + 1) * own), tokens);
        }
    }

    void byDefault(double[] numbers, BifTokens tokens) {
        requireCount(numbers, own, "the default", tokens);
        requireSum(numbers, tokens);
        byDefault = numbers;
    }

    void row(List<String> at, double[] numbers, BifTokens tokens) {
        if (at.size() != states.size() - 1) {
            throw tokens.error("the row " + at + " names " + at.size() + " states and there are " + (states.size() - 1)
                    + " parents", "Maybe a state is missing.");
        }
        int place = 0;
        for (int i = 0; i < at.size(); i++) {
            List<String> known = states.get(i + 1);
            int state = known.indexOf(at.get(i));
            if (state < 0) {
                throw tokens.error("'" + names.get(i + 1) + "' has no state '" + at.get(i) + "'",
                        Nearest.advice(at.get(i), known));
            }
            place = place * known.size() + state;
        }
        requireCount(numbers, own, "the row " + at, tokens);
        requireSum(numbers, tokens);
        if (!Double.isNaN(values[place * own])) {
            throw tokens.error("the row " + at + " stands twice", "Maybe remove one of them.");
        }
        System.arraycopy(numbers, 0, values, place * own, own);
    }

    private void requireCount(double[] numbers, int wanted, String what, BifTokens tokens) {
        if (numbers.length != wanted) {
            throw tokens.error(what + " of '" + names.getFirst() + "' has " + numbers.length + " numbers and needs "
                    + wanted, "Maybe a number is missing.");
        }
    }

    private void requireSum(double[] numbers, BifTokens tokens) {
        double sum = 0;
        for (double number : numbers) {
            if (!(number >= 0 && number <= 1 + BayesianNetwork.TOLERANCE)) {
                throw tokens.error("the chance " + Numbers.print(number) + " of '" + names.getFirst()
                        + "' does not lie between 0 and 1", "Maybe a decimal point is missing.");
            }
            sum += number;
        }
        if (Math.abs(sum - 1) > BayesianNetwork.TOLERANCE) {
            throw tokens.error("the chances of '" + names.getFirst() + "' sum to " + Numbers.round(sum, 6),
                    "They must sum to 1, within " + BayesianNetwork.TOLERANCE + " for rounding.");
        }
    }

    /** @throws InvalidInput if a row is missing and there is no default */
    BayesianNetwork.Chances chances(String file) {
        for (int row = 0; row < values.length / own; row++) {
            if (Double.isNaN(values[row * own])) {
                if (byDefault.length == 0) {
                    throw new InvalidInput(file + " has no chances of '" + names.getFirst() + "' for " + at(row) + ".",
                            "Maybe a row is missing, or a default.");
                }
                System.arraycopy(byDefault, 0, values, row * own, own);
            }
        }
        return new BayesianNetwork.Chances(values);
    }

    private String at(int row) {
        String[] at = new String[states.size() - 1];
        int rest = row;
        for (int i = at.length - 1; i >= 0; i--) {
            at[i] = names.get(i + 1) + " = " + states.get(i + 1).get(rest % states.get(i + 1).size());
            rest /= states.get(i + 1).size();
        }
        return at.length == 0 ? "it" : String.join(", ", at);
    }
}

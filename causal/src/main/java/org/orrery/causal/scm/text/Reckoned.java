package org.orrery.causal.scm.text;

import java.util.ArrayList;
import java.util.List;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.scm.Scm;
import org.orrery.core.Address;
import org.orrery.core.InvalidInput;
import org.orrery.core.Quantity;

/** A quantity made ready to be computed over worlds: terms of one world, and the value from the means of the terms. */
final class Reckoned {
    /** A number of one world, or of the means. */
    @FunctionalInterface
    interface Reading {
        double of(double[] values);
    }

    private final Scm scm;
    private final List<Reading> terms = new ArrayList<>();
    private final Reading overall;
    private final boolean pooled;
    private NodeSet reads = NodeSet.EMPTY;

    Reckoned(Quantity quantity, Scm scm) {
        this.scm = scm;
        this.pooled = pools(quantity);
        if (pooled) {
            overall = overall(quantity);
        } else {
            terms.add(inWorld(quantity));
            overall = means -> means[0];
        }
    }

    /** Whether E or P stands in it. */
    boolean isPooled() {
        return pooled;
    }

    /** The variables that it reads. */
    NodeSet reads() {
        return reads;
    }

    int terms() {
        return terms.size();
    }

    double[] terms(double[] values) {
        double[] numbers = new double[terms.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = terms.get(i).of(values);
        }
        return numbers;
    }

    double value(double[] means) {
        return overall.of(means);
    }

    static boolean pools(Quantity part) {
        return switch (part) {
            case Quantity.Num _,Quantity.Read _ -> false;
            case Quantity.Expectation _,Quantity.Probability _ -> true;
            case Quantity.At at -> pools(at.of());
            case Quantity.Over over -> pools(over.of());
            case Quantity.Steady steady -> pools(steady.of());
            case Quantity.Sensitivity sensitivity -> pools(sensitivity.of());
            case Quantity.Binary binary -> pools(binary.left()) || pools(binary.right());
            case Quantity.Apply apply -> pools(apply.of());
        };
    }

    private Reading overall(Quantity part) {
        return switch (part) {
            case Quantity.Num(double value) -> means -> value;
            case Quantity.Expectation(Quantity of) -> term(inWorld(of));
            case Quantity.Probability(List<Quantity.Comparison> all) -> term(holds(all));
            case Quantity.Binary(Quantity.Operator operator, Quantity left, Quantity right) ->
                joined(operator, overall(left), overall(right));
            case Quantity.Apply(Quantity.Function function, Quantity of) -> {
                Reading inner = overall(of);
                yield means -> function.apply(inner.of(means));
            }
            case Quantity.Read _ -> throw new InvalidInput(
                    "'" + part + "' is a value of one world beside a mean or a probability.",
                    "Maybe write: E[" + part + "]");
            case Quantity.At _,Quantity.Over _,Quantity.Steady _,Quantity.Sensitivity _ -> throw timed(part);
        };
    }

    private Reading term(Reading term) {
        int place = terms.size();
        terms.add(term);
        return means -> means[place];
    }

    private Reading inWorld(Quantity part) {
        return switch (part) {
            case Quantity.Num(double value) -> values -> value;
            case Quantity.Read(var address) -> {
                requireWhole(address);
                int node = scm.node(address.name());
                reads = reads.with(node);
                yield values -> values[node];
            }
            case Quantity.Binary(Quantity.Operator operator, Quantity left, Quantity right) ->
                joined(operator, inWorld(left), inWorld(right));
            case Quantity.Apply(Quantity.Function function, Quantity of) -> {
                Reading inner = inWorld(of);
                yield values -> function.apply(inner.of(values));
            }
            case Quantity.Expectation _,Quantity.Probability _ -> throw new InvalidInput(
                    "In '" + part + "' an E or a P stands inside another.", "Maybe ask for the inner one by itself.");
            case Quantity.At _,Quantity.Over _,Quantity.Steady _,Quantity.Sensitivity _ -> throw timed(part);
        };
    }

    static void requireWhole(Address address) {
        if (!address.selectors().isEmpty()) {
            throw new InvalidInput("The variable " + address.name() + " is one number and has no parts: "
                    + address + ".", "Maybe name the variable alone.");
        }
    }

    private static Reading joined(Quantity.Operator operator, Reading left, Reading right) {
        return values -> operator.apply(left.of(values), right.of(values));
    }

    private Reading holds(List<Quantity.Comparison> all) {
        List<Reading> each = new ArrayList<>();
        for (Quantity.Comparison comparison : all) {
            Reading left = inWorld(comparison.left());
            Reading right = inWorld(comparison.right());
            each.add(values -> comparison.relation().holds(left.of(values), right.of(values)) ? 1 : 0);
        }
        return values -> each.stream().allMatch(one -> one.of(values) == 1) ? 1 : 0;
    }

    private static InvalidInput timed(Quantity part) {
        return new InvalidInput("A structural causal model has no time, and '" + part + "' asks for one.",
                "Maybe ask for the variable alone.");
    }
}

package org.orrery.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/**
 * How a quantity is computed: from the readings of each run to its terms, and from the means of the terms over the members
 * to the value. A quantity without E and P has one term, itself; each E[x] has the term x, each P(...) a term that is 1
 * where it holds and 0 where it does not.
 */
final class Reckoning {
    private final Quantity quantity;
    private final boolean pooled;
    private final Map<Quantity, Integer> readings = new HashMap<>();
    private final Map<Quantity, Integer> terms = new HashMap<>();

    Reckoning(Quantity question) {
        Quantity asked = Slopes.spread(question);
        quantity = pools(asked) ? sink(asked) : asked;
        pooled = pools(quantity);
        if (pooled) {
            collectTerms(quantity);
        } else {
            terms.put(quantity, 0);
            collectReadings(quantity);
        }
    }

    /** Whether E or P stands in it: whether it speaks of the ensemble and not of one run. */
    boolean isPooled() {
        return pooled;
    }

    /** The whole quantity is one E[x] or P(...), or a quantity of one run. */
    boolean hasOneTerm() {
        return !pooled || quantity instanceof Quantity.Expectation || quantity instanceof Quantity.Probability;
    }

    boolean isProbability() {
        return quantity instanceof Quantity.Probability;
    }

    /** What each run must report. */
    List<Quantity> readings() {
        return inOrder(readings);
    }

    /** The terms of one run. A probability's term is NaN where a side of a comparison is. */
    double[] terms(Run run) {
        double[] values = new double[terms.size()];
        for (Entry<Quantity, Integer> term : terms.entrySet()) {
            values[term.getValue()] = inRun(term.getKey(), run.readings());
        }
        return values;
    }

    /** All values of the quantity that the model allows in this run, null where it allows one only. */
    Run.@Nullable Range range(Run run) {
        List<Run.Range> ranges = run.ranges();
        if (ranges.stream().noneMatch(Run.Range::isOpen)) {
            return null;
        }
        return pooled
                ? new Run.Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
                : Enclosure.of(quantity, part -> ranges.get(index(readings, part)));
    }

    /** The value, from the means of the terms. */
    double value(double[] means) {
        return pooled ? overall(quantity, means) : means[0];
    }

    private double overall(Quantity part, double[] means) {
        return switch (part) {
            case Quantity.Num number -> number.value();
            case Quantity.Expectation expectation -> means[index(terms, expectation.of())];
            case Quantity.Probability probability -> means[index(terms, probability)];
            case Quantity.Binary binary ->
                binary.operator().apply(overall(binary.left(), means), overall(binary.right(), means));
            case Quantity.Apply apply -> apply.function().apply(overall(apply.of(), means));
            case Quantity.Read _,Quantity.At _,Quantity.Over _,Quantity.Steady _,Quantity.Sensitivity _ ->
                throw new IllegalStateException(part.toString());
        };
    }

    private double inRun(Quantity part, double[] values) {
        return switch (part) {
            case Quantity.Num number -> number.value();
            case Quantity.Read _,Quantity.At _,Quantity.Over _,Quantity.Steady _,Quantity.Sensitivity _ ->
                values[index(readings, part)];
            case Quantity.Binary binary ->
                binary.operator().apply(inRun(binary.left(), values), inRun(binary.right(), values));
            case Quantity.Apply apply -> apply.function().apply(inRun(apply.of(), values));
            case Quantity.Probability probability -> holds(probability, values);
            case Quantity.Expectation _ -> throw new IllegalStateException(part.toString());
        };
    }

    private double holds(Quantity.Probability probability, double[] values) {
        boolean all = true;
        for (Quantity.Comparison comparison : probability.all()) {
            double left = inRun(comparison.left(), values);
            double right = inRun(comparison.right(), values);
            if (Double.isNaN(left) || Double.isNaN(right)) {
                return Double.NaN;
            }
            all &= comparison.relation().holds(left, right);
        }
        return all ? 1 : 0;
    }

    private void collectTerms(Quantity part) {
        switch (part) {
            case Quantity.Num _ -> {
            }
            case Quantity.Expectation(Quantity of) -> {
                requirePlain(of, part);
                addTerm(of);
            }
            case Quantity.Probability(List<Quantity.Comparison> all) -> {
                all.forEach(comparison -> {
                    requirePlain(comparison.left(), part);
                    requirePlain(comparison.right(), part);
                });
                addTerm(part);
            }
            case Quantity.Binary binary -> {
                collectTerms(binary.left());
                collectTerms(binary.right());
            }
            case Quantity.Apply apply -> collectTerms(apply.of());
            case Quantity.Over over ->
                throw new InvalidInput("'" + over + "' folds a mean over the ensemble over time.",
                        "Maybe put E around the fold: E[" + over.fold() + "(x) over 0..30]");
            case Quantity.Steady(Quantity of) when pools(of) ->
                throw new InvalidInput("'" + part + "' asks for the steady state of a mean over the ensemble.",
                        "Maybe put E around it: E[steady(x)]");
            case Quantity.Read _,Quantity.At _,Quantity.Steady _,Quantity.Sensitivity _ -> throw new InvalidInput(
                    "'" + part + "' is a value of one run beside a mean or a share over the ensemble.",
                    "Maybe write: E[" + part + "]");
        }
    }

    private void addTerm(Quantity term) {
        terms.putIfAbsent(term, terms.size());
        collectReadings(term);
    }

    private void collectReadings(Quantity part) {
        switch (part) {
            case Quantity.Num _ -> {
            }
            case Quantity.Read _,Quantity.At _,Quantity.Over _,Quantity.Steady _,Quantity.Sensitivity _ ->
                readings.putIfAbsent(part, readings.size());
            case Quantity.Binary binary -> {
                collectReadings(binary.left());
                collectReadings(binary.right());
            }
            case Quantity.Apply apply -> collectReadings(apply.of());
            case Quantity.Probability(List<Quantity.Comparison> all) -> all.forEach(comparison -> {
                collectReadings(comparison.left());
                collectReadings(comparison.right());
            });
            case Quantity.Expectation _ -> throw new IllegalStateException(part.toString());
        }
    }

    private static void requirePlain(Quantity inner, Quantity outer) {
        if (pools(inner)) {
            throw new InvalidInput("In '" + outer + "' an E or a P stands inside another.",
                    "Maybe ask for the inner one by itself.");
        }
    }

    private static boolean pools(Quantity part) {
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

    /** {@code E[x] @ 3} means {@code E[x @ 3]}: the time sinks to what a run can be read for. */
    private static Quantity sink(Quantity part) {
        return switch (part) {
            case Quantity.At(Quantity of, double time) when pools(of) -> at(of, time);
            case Quantity.Binary(Quantity.Operator operator, Quantity left, Quantity right) ->
                new Quantity.Binary(operator, sink(left), sink(right));
            case Quantity.Apply(Quantity.Function function, Quantity of) -> new Quantity.Apply(function, sink(of));
            case Quantity.Num _,Quantity.Read _,Quantity.At _,Quantity.Over _,Quantity.Steady _,Quantity.Sensitivity _,Quantity.Expectation _,Quantity.Probability _ ->
                part;
        };
    }

    private static Quantity at(Quantity part, double time) {
        return switch (part) {
            case Quantity.Num _ -> part;
            case Quantity.Expectation(Quantity of) -> new Quantity.Expectation(new Quantity.At(of, time));
            case Quantity.Probability(List<Quantity.Comparison> all) -> new Quantity.Probability(all.stream()
                    .map(c -> new Quantity.Comparison(at(c.left(), time), c.relation(), at(c.right(), time))).toList());
            case Quantity.Binary(Quantity.Operator operator, Quantity left, Quantity right) ->
                new Quantity.Binary(operator, at(left, time), at(right, time));
            case Quantity.Apply(Quantity.Function function, Quantity of) -> new Quantity.Apply(function, at(of, time));
            case Quantity.Read _,Quantity.At _,Quantity.Over _,Quantity.Steady _,Quantity.Sensitivity _ ->
                new Quantity.At(part, time);
        };
    }

    private static int index(Map<Quantity, Integer> places, Quantity part) {
        Integer place = places.get(part);
        if (place == null) {
            throw new IllegalStateException("never collected: " + part);
        }
        return place;
    }

    private static List<Quantity> inOrder(Map<Quantity, Integer> places) {
        List<Quantity> list = new ArrayList<>(places.keySet());
        list.sort(Comparator.comparing(places::get));
        return list;
    }
}

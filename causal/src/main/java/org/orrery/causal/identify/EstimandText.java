package org.orrery.causal.identify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;

/**
 * An estimand as a person writes it: {@code sum_{z} P(y | x, z) P(z)}. Of the values that a question gives one node, the
 * first is its plain name, the others have primes: {@code P(y | x, z) P(z | x')}. A node that is summed over where its plain
 * name stands for another value has a prime more: {@code sum_{m} P(m | x) (sum_{x'} P(x') P(y | x', m))}. An experiment is
 * {@code P(y | do(x))}; another population stands below: {@code P_trial(y | do(x), z)}.
 */
public final class EstimandText {
    private final MixedGraph graph;
    private final Map<Integer, Integer> values;
    /** The most primes that a node has had where this part stands. */
    private final Map<Integer, Integer> taken;
    private final Source source;

    private EstimandText(MixedGraph graph, Map<Integer, Integer> values, Map<Integer, Integer> taken, Source source) {
        this.graph = graph;
        this.values = values;
        this.taken = taken;
        this.source = source;
    }

    /** For people, with the names of the graph that the estimand numbers. */
    public static String of(MixedGraph graph, Estimand estimand) {
        Map<Integer, Integer> taken = new HashMap<>();
        for (int v : Estimand.free(estimand).toArray()) {
            taken.put(v, 0);
        }
        own(estimand, taken);
        return new EstimandText(graph, Map.of(), taken, Source.OBSERVED).print(estimand);
    }

    /** Values that the question gives a node anywhere, so that what is summed over has another sign everywhere. */
    private static void own(Estimand estimand, Map<Integer, Integer> taken) {
        switch (estimand) {
            case Estimand.Conditional _ -> {
            }
            case Estimand.Product(List<Estimand> factors) -> factors.forEach(each -> own(each, taken));
            case Estimand.Ratio(Estimand numerator, Estimand denominator) -> {
                own(numerator, taken);
                own(denominator, taken);
            }
            case Estimand.Sum(NodeSet _, Estimand of) -> own(of, taken);
            case Estimand.At(Map<Integer, Integer> values, Estimand of) -> {
                values.forEach((node, value) -> taken.merge(node, value, Math::max));
                own(of, taken);
            }
            case Estimand.In(Source _, Estimand of) -> own(of, taken);
        }
    }

    private String print(Estimand estimand) {
        return switch (estimand) {
            case Estimand.Conditional(NodeSet of, NodeSet given) -> probability(of, given);
            case Estimand.Product(List<Estimand> factors) ->
                factors.isEmpty() ? "1" : factors.stream().map(this::factor).collect(Collectors.joining(" "));
            case Estimand.Ratio(Estimand numerator, Estimand denominator) ->
                "[" + print(numerator) + "] / [" + print(denominator) + "]";
            case Estimand.Sum(NodeSet over, Estimand of) -> {
                Map<Integer, Integer> bound = new HashMap<>(values);
                Map<Integer, Integer> more = new HashMap<>(taken);
                for (int v : over.toArray()) {
                    bound.put(v, more.merge(v, 0, (before, _) -> before + 1));
                }
                EstimandText inside = new EstimandText(graph, bound, more, source);
                yield "sum_{" + inside.names(over) + "} " + inside.factor(of);
            }
            case Estimand.At(Map<Integer, Integer> own, Estimand of) -> {
                Map<Integer, Integer> all = new HashMap<>(values);
                all.putAll(own);
                Map<Integer, Integer> more = new HashMap<>(taken);
                own.forEach((node, value) -> more.merge(node, value, Math::max));
                yield new EstimandText(graph, all, more, source).print(of);
            }
            case Estimand.In(Source other, Estimand of) -> new EstimandText(graph, values, taken, other).print(of);
        };
    }

    private String probability(NodeSet of, NodeSet given) {
        List<String> conditions = new ArrayList<>();
        if (!source.set().isEmpty()) {
            conditions.add("do(" + names(source.set()) + ")");
        }
        if (!given.isEmpty()) {
            conditions.add(names(given));
        }
        return "P" + (source.population().isEmpty() ? "" : "_" + source.population()) + "(" + names(of)
                + (conditions.isEmpty() ? "" : " | " + String.join(", ", conditions)) + ")";
    }

    private String names(NodeSet nodes) {
        List<String> names = new ArrayList<>();
        for (int v = nodes.next(0); v >= 0; v = nodes.next(v + 1)) {
            names.add(graph.name(v) + "'".repeat(values.getOrDefault(v, 0)));
        }
        return String.join(", ", names);
    }

    private String factor(Estimand estimand) {
        Estimand inside = estimand;
        while (inside instanceof Estimand.At || inside instanceof Estimand.In) {
            inside = inside instanceof Estimand.At(Map<Integer, Integer> _, Estimand of)
                    ? of
                    : ((Estimand.In) inside).of();
        }
        boolean open = inside instanceof Estimand.Sum || inside instanceof Estimand.Ratio;
        return open ? "(" + print(estimand) + ")" : print(estimand);
    }
}

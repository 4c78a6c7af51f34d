package org.orrery.causal.identify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.graph.NodeSet;

/**
 * An expression in the distribution of what is observed. Nodes are numbers of the graph that it was derived in. A node that
 * no {@link Sum} around it binds is free: it stands for the value that the query gives it, or, where the query gives none,
 * for any value at all (the expression does not depend on it).
 */
public sealed interface Estimand {
    /** {@code P(of | given)}; 1 where {@code of} is empty. */
    record Conditional(NodeSet of, NodeSet given) implements Estimand {}

    /** All factors multiplied; 1 where there is none. */
    record Product(List<Estimand> factors) implements Estimand {
        public Product {
            factors = List.copyOf(factors);
        }
    }

    /** One divided by the other. */
    record Ratio(Estimand numerator, Estimand denominator) implements Estimand {}

    /** Summed over all values of some nodes. */
    record Sum(NodeSet over, Estimand of) implements Estimand {}

    /**
     * The same where some nodes have values of their own: a counterfactual question speaks of a node more than once.
     *
     * @param values by node, each the number of a value in the question: two that differ are different values of the node
     */
    record At(Map<Integer, Integer> values, Estimand of) implements Estimand {
        public At {
            values = Map.copyOf(values);
        }
    }

    /** The same in another distribution than that of what is observed. */
    record In(Source source, Estimand of) implements Estimand {}

    /**
     * Summed over some nodes; a node that only one conditional speaks of, and on its left, sums to 1 and is gone, and what
     * speaks of none of them stands before the sum.
     */
    static Estimand sum(NodeSet over, Estimand of) {
        if (of instanceof Sum(NodeSet more, Estimand inside) && !more.intersects(over)) {
            return sum(more.or(over), inside);
        }
        List<Estimand> factors = new ArrayList<>(of instanceof Product(List<Estimand> all) ? all : List.of(of));
        List<NodeSet> speaksOf = new ArrayList<>(factors.stream().map(Estimand::free).toList());
        NodeSet bound = over;
        for (boolean shrunk = true; shrunk;) {
            shrunk = false;
            for (int v = bound.next(0); v >= 0; v = bound.next(v + 1)) {
                if (join(factors, speaksOf, v)) {
                    shrunk = true;
                }
                int place = onlyOne(speaksOf, v);
                Estimand summed = place < 0 ? null : summed(factors.get(place), v);
                if (summed != null) {
                    factors.set(place, summed);
                    speaksOf.set(place, free(summed));
                    bound = bound.without(v);
                    shrunk = true;
                }
            }
        }
        if (bound.isEmpty()) {
            return product(factors);
        }
        List<Estimand> outside = new ArrayList<>();
        List<Estimand> inside = new ArrayList<>();
        for (int i = 0; i < factors.size(); i++) {
            (speaksOf.get(i).intersects(bound) ? inside : outside).add(factors.get(i));
        }
        outside.add(new Sum(bound, product(inside)));
        return product(outside);
    }

    /** Joins the only two factors that speak of a node, where they are one distribution with the node on its left. */
    private static boolean join(List<Estimand> factors, List<NodeSet> speaksOf, int node) {
        int[] places = IntStream.range(0, factors.size()).filter(i -> speaksOf.get(i).contains(node)).toArray();
        Estimand joined = places.length == 2
                ? Chain.joined(factors.get(places[0]), factors.get(places[1]))
                : null;
        if (joined == null || summed(joined, node) == null) {
            return false;
        }
        factors.set(places[0], joined);
        speaksOf.set(places[0], free(joined));
        factors.remove(places[1]);
        speaksOf.remove(places[1]);
        return true;
    }

    /** The place of the only set that a node is in, -1 where it is in none or in more. */
    private static int onlyOne(List<NodeSet> sets, int node) {
        int place = -1;
        for (int i = 0; i < sets.size(); i++) {
            if (sets.get(i).contains(node)) {
                if (place >= 0) {
                    return -1;
                }
                place = i;
            }
        }
        return place;
    }

    /** A conditional without a node on its left, null where the estimand is nothing of the kind. */
    private static @Nullable Estimand summed(Estimand estimand, int node) {
        return switch (estimand) {
            case Conditional(NodeSet of, NodeSet given) ->
                of.contains(node) ? conditional(of.without(node), given) : null;
            case At(Map<Integer, Integer> values, Estimand of) -> {
                Estimand summed = values.containsKey(node) ? null : summed(of, node);
                yield summed == null ? null : at(values, summed);
            }
            case In(Source source, Estimand of) -> {
                Estimand summed = source.set().contains(node) ? null : summed(of, node);
                yield summed == null ? null : in(source, summed);
            }
            case Product _,Ratio _,Sum _ -> null;
        };
    }

    /** With values of their own for those of the nodes that the estimand depends on. */
    static Estimand at(Map<Integer, Integer> values, Estimand of) {
        if (of instanceof Product(List<Estimand> factors)) {
            return product(factors.stream().map(factor -> at(values, factor)).toList());
        }
        NodeSet free = free(of);
        Map<Integer, Integer> kept = new HashMap<>(values);
        kept.keySet().removeIf(node -> !free.contains(node));
        return kept.isEmpty() ? of : new At(kept, of);
    }

    /** In another distribution, where there is anything to read off it. */
    static Estimand in(Source source, Estimand of) {
        return source.equals(Source.OBSERVED) || of.equals(new Product(List.of())) ? of : new In(source, of);
    }

    /** {@code P(of | given)}, or 1. */
    static Estimand conditional(NodeSet of, NodeSet given) {
        return of.isEmpty() ? new Product(List.of()) : new Conditional(of, given);
    }

    /** Multiplied, with products inside taken apart. */
    static Estimand product(List<Estimand> factors) {
        List<Estimand> flat = new ArrayList<>();
        for (Estimand factor : factors) {
            if (factor instanceof Product(List<Estimand> inner)) {
                flat.addAll(inner);
            } else {
                flat.add(factor);
            }
        }
        return flat.size() == 1 ? flat.getFirst() : new Product(flat);
    }

    /** Divided; what stands in both is cancelled, and a conditional of its own margin becomes one conditional. */
    static Estimand ratio(Estimand numerator, Estimand denominator) {
        List<Estimand> above = new ArrayList<>(factors(numerator));
        List<Estimand> below = new ArrayList<>(factors(denominator));
        below.removeIf(above::remove);
        Estimand top = product(above);
        Estimand bottom = product(below);
        if (below.isEmpty()) {
            return top;
        }
        Estimand divided = Chain.divided(above, below);
        if (divided != null) {
            return divided;
        }
        return top instanceof Conditional(NodeSet all, NodeSet given)
                && bottom instanceof Conditional(NodeSet part, NodeSet same)
                && given.equals(same) && all.containsAll(part)
                        ? conditional(all.minus(part), given.or(part))
                        : new Ratio(top, bottom);
    }

    /** Of a product its factors, of all else itself. */
    static List<Estimand> factors(Estimand estimand) {
        return estimand instanceof Product(List<Estimand> factors) ? factors : List.of(estimand);
    }

    /** Nodes that no sum binds. */
    static NodeSet free(Estimand estimand) {
        return switch (estimand) {
            case Conditional(NodeSet of, NodeSet given) -> of.or(given);
            case Product(List<Estimand> factors) ->
                factors.stream().map(Estimand::free).reduce(NodeSet.EMPTY, NodeSet::or);
            case Ratio(Estimand numerator, Estimand denominator) -> free(numerator).or(free(denominator));
            case Sum(NodeSet over, Estimand of) -> free(of).minus(over);
            case At(Map<Integer, Integer> values, Estimand of) -> free(of).where(node -> !values.containsKey(node));
            case In(Source source, Estimand of) -> free(of).or(source.set());
        };
    }
}

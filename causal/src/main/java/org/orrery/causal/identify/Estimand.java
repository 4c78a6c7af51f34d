package org.orrery.causal.identify;

import java.util.ArrayList;
import java.util.List;
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

    /** Summed over some nodes; a node that only one conditional speaks of, and on its left, sums to 1 and is gone. */
    static Estimand sum(NodeSet over, Estimand of) {
        if (of instanceof Sum(NodeSet more, Estimand inside) && !more.intersects(over)) {
            return sum(more.or(over), inside);
        }
        List<Estimand> factors = new ArrayList<>(of instanceof Product(List<Estimand> all) ? all : List.of(of));
        NodeSet bound = over;
        for (boolean shrunk = true; shrunk;) {
            shrunk = false;
            for (int v = bound.next(0); v >= 0; v = bound.next(v + 1)) {
                int node = v;
                List<Estimand> speaking = factors.stream().filter(factor -> free(factor).contains(node)).toList();
                if (speaking.size() == 1 && speaking.getFirst() instanceof Conditional(NodeSet left, NodeSet given)
                        && left.contains(v)) {
                    int place = factors.indexOf(speaking.getFirst());
                    factors.set(place, conditional(left.without(v), given));
                    bound = bound.without(v);
                    shrunk = true;
                }
            }
        }
        Estimand inside = product(factors);
        return bound.isEmpty() ? inside : new Sum(bound, inside);
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
        return top instanceof Conditional(NodeSet all, NodeSet given)
                && bottom instanceof Conditional(NodeSet part, NodeSet same)
                && given.equals(same) && all.containsAll(part)
                        ? conditional(all.minus(part), given.or(part))
                        : new Ratio(top, bottom);
    }

    private static List<Estimand> factors(Estimand estimand) {
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
        };
    }
}

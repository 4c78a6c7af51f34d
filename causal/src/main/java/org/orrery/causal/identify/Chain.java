package org.orrery.causal.identify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.graph.NodeSet;

/** Conditionals of one distribution put together by the chain rule: identities of probability, whatever the graph. */
final class Chain {
    private Chain() {}

    /** A conditional with the values that some of its nodes have of their own. */
    private record Part(NodeSet of, NodeSet given, Map<Integer, Integer> values) {
        static @Nullable Part of(Estimand estimand) {
            return switch (estimand) {
                case Estimand.Conditional(NodeSet of, NodeSet given) -> new Part(of, given, Map.of());
                case Estimand.At(Map<Integer, Integer> values, Estimand.Conditional(NodeSet of, NodeSet given)) ->
                    new Part(of, given, values);
                case Estimand.At _,Estimand.Product _,Estimand.Ratio _,Estimand.Sum _,Estimand.In _ -> null;
            };
        }

        /** Times the distribution of all that this is conditional on. */
        @Nullable
        Part times(Part other) {
            for (int node : given.toArray()) {
                if (!Objects.equals(values.get(node), other.values.get(node))) {
                    return null;
                }
            }
            if (other.of.isEmpty() || !given.equals(other.of.or(other.given))) {
                return null;
            }
            Map<Integer, Integer> both = new HashMap<>(values);
            both.putAll(other.values);
            return new Part(of.or(other.of), other.given, both);
        }

        /** Whether a sum gives a node of this other values than the question does. */
        boolean isBound(NodeSet over) {
            return !over.and(of.or(given)).where(node -> !values.containsKey(node)).isEmpty();
        }

        /** Whether that is a margin of this, at the same values. */
        boolean isAbove(Part margin) {
            return given.equals(margin.given) && of.containsAll(margin.of) && margin.of.or(margin.given)
                    .where(node -> !Objects.equals(values.get(node), margin.values.get(node))).isEmpty();
        }

        Estimand estimand() {
            return Estimand.at(values, Estimand.conditional(of, given));
        }
    }

    /** {@code P(a | b, c) P(b | c) = P(a, b | c)}, in either order; null where two factors are not of that form. */
    static @Nullable Estimand joined(Estimand one, Estimand other) {
        Part joined = joined(Part.of(one), Part.of(other));
        return joined == null ? null : joined.estimand();
    }

    private static @Nullable Part joined(@Nullable Part one, @Nullable Part other) {
        if (one == null || other == null) {
            return null;
        }
        Part joined = one.times(other);
        return joined != null ? joined : other.times(one);
    }

    /**
     * {@code [sum_{z} P(z) P(x' | z) f] / P(x') = sum_{z} P(z | x') f}: a sum divided by a margin of a distribution that some
     * of its factors make together. Null where it is nothing of the kind.
     *
     * @param above factors of the numerator
     * @param below of the denominator
     */
    static @Nullable Estimand divided(List<Estimand> above, List<Estimand> below) {
        Part margin = below.size() == 1 ? Part.of(below.getFirst()) : null;
        if (margin == null) {
            return null;
        }
        for (Estimand factor : above) {
            if (factor instanceof Estimand.Sum(NodeSet over, Estimand inside) && !margin.isBound(over)) {
                List<Estimand> divided = divided(Estimand.factors(inside), margin);
                if (divided != null) {
                    List<Estimand> all = new ArrayList<>(above);
                    all.remove(factor);
                    all.add(Estimand.sum(over, Estimand.product(divided)));
                    return Estimand.product(all);
                }
            }
        }
        return null;
    }

    private static @Nullable List<Estimand> divided(List<Estimand> factors, Part margin) {
        for (Estimand first : factors) {
            Part part = Part.of(first);
            List<Estimand> rest = new ArrayList<>(factors);
            rest.remove(first);
            while (part != null && part.of.intersects(margin.of)) {
                if (part.isAbove(margin)) {
                    rest.addFirst(
                            new Part(part.of.minus(margin.of), margin.of.or(margin.given), part.values).estimand());
                    return rest;
                }
                part = grown(part, rest);
            }
        }
        return null;
    }

    /** Joined with one of the others, which is taken out; null where none joins. */
    private static @Nullable Part grown(Part part, List<Estimand> others) {
        for (Estimand other : others) {
            Part joined = joined(part, Part.of(other));
            if (joined != null) {
                others.remove(other);
                return joined;
            }
        }
        return null;
    }
}

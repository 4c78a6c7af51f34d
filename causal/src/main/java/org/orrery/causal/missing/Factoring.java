package org.orrery.causal.missing;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.graph.Separation;
import org.orrery.causal.identify.Estimand;

/**
 * A search for expressions in which each conditional speaks of a node with holes only among cases whose indicator is 1. Cost:
 * exponential in the nodes, within the budget.
 */
final class Factoring {
    /** Sets tried in one search. */
    static final int BUDGET = 100_000;

    private final MissingGraph missing;
    private final Separation separation;
    private final Map<Asked, Optional<Estimand>> known = new HashMap<>();
    private final Set<Asked> dead = new HashSet<>();
    private int tries;

    private record Asked(NodeSet of, NodeSet given) {}

    Factoring(MissingGraph missing) {
        this.missing = missing;
        this.separation = new Separation(missing.graph());
    }

    boolean spent() {
        return tries >= BUDGET;
    }

    /** {@code P(of | given)}, null where no expression is found. */
    @Nullable
    Estimand conditional(NodeSet of, NodeSet given) {
        Asked asked = new Asked(of, given);
        Optional<Estimand> before = known.get(asked);
        if (before == null) {
            before = Optional.ofNullable(search(of, given));
            known.put(asked, before);
        }
        return before.orElse(null);
    }

    private @Nullable Estimand search(NodeSet of, NodeSet given) {
        NodeSet all = of.or(given);
        NodeSet others = missing.variables().minus(all);
        Estimand factored = smallest(others, more -> {
            Estimand product = factored(of.or(more), given);
            return product == null ? null : Estimand.sum(more, product);
        });
        return factored != null ? factored : smallest(others, more -> {
            Estimand joint = weighted(all.or(more));
            Estimand above = joint == null ? null : Estimand.sum(more, joint);
            return joint == null || above == null || given.isEmpty()
                    ? above
                    : Estimand.ratio(above, Estimand.sum(of.or(more), joint));
        });
    }

    /** By the chain rule in some order: each node without its indicators' help from what comes later in the order. */
    private @Nullable Estimand factored(NodeSet left, NodeSet given) {
        Asked asked = new Asked(left, given);
        if (left.isEmpty()) {
            return Estimand.product(List.of());
        }
        if (dead.contains(asked)) {
            return null;
        }
        for (int v = left.next(0); v >= 0; v = left.next(v + 1)) {
            NodeSet node = NodeSet.of(v);
            NodeSet rest = left.without(v);
            NodeSet later = rest.or(given);
            Estimand first = smallest(later, x -> {
                NodeSet marks = missing.indicators(x.or(node));
                return separation.separated(node, later.minus(x).or(marks), x)
                        ? Estimand.conditional(node, x.or(marks))
                        : null;
            });
            Estimand second = first == null ? null : factored(rest, given);
            if (first != null && second != null) {
                return Estimand.product(List.of(first, second));
            }
        }
        dead.add(asked);
        return null;
    }

    /** The joint of some nodes: that of their complete cases divided by the chance of being one. */
    private @Nullable Estimand weighted(NodeSet nodes) {
        NodeSet marks = missing.indicators(nodes);
        Estimand chance = complete(marks, nodes);
        return chance == null
                ? null
                : Estimand.ratio(Estimand.conditional(nodes.or(marks), NodeSet.EMPTY), chance);
    }

    /** The chance that some indicators are all 1, given the nodes, in some order of the indicators. */
    private @Nullable Estimand complete(NodeSet left, NodeSet nodes) {
        if (left.isEmpty()) {
            return Estimand.product(List.of());
        }
        for (int r = left.next(0); r >= 0; r = left.next(r + 1)) {
            int mark = r;
            NodeSet rest = left.without(r);
            NodeSet others = nodes.or(rest);
            Estimand first = smallest(others, x -> {
                NodeSet marks = missing.indicators(x).minus(x);
                return !marks.contains(mark) && separation.separated(NodeSet.of(mark), others.minus(x).or(marks), x)
                        ? Estimand.conditional(NodeSet.of(mark), x.or(marks))
                        : null;
            });
            Estimand second = first == null ? null : complete(rest, nodes);
            if (first != null && second != null) {
                return Estimand.product(List.of(first, second));
            }
        }
        return null;
    }

    /** What the first part of a pool, by size, makes that makes anything; null where none does or the budget is spent. */
    @Nullable
    Estimand smallest(NodeSet pool, Function<NodeSet, @Nullable Estimand> attempt) {
        int[] nodes = pool.toArray();
        Estimand found = null;
        for (int size = 0; size <= nodes.length && found == null && !spent(); size++) {
            found = choose(nodes, 0, size, NodeSet.EMPTY, attempt);
        }
        return found;
    }

    private @Nullable Estimand choose(int[] nodes, int from, int size, NodeSet chosen,
            Function<NodeSet, @Nullable Estimand> attempt) {
        if (size == 0) {
            tries++;
            return attempt.apply(chosen);
        }
        Estimand found = null;
        for (int i = from; i <= nodes.length - size && found == null && !spent(); i++) {
            found = choose(nodes, i + 1, size - 1, chosen.with(nodes[i]), attempt);
        }
        return found;
    }
}

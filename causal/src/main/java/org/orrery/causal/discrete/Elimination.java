package org.orrery.causal.discrete;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.orrery.causal.graph.NodeSet;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;

/**
 * Exact probabilities in a Bayesian network by variable elimination. Nodes that are no ancestors of anything asked or known
 * are left out; known ones cut their factors down; the rest is summed out one by one, that one next which ties the fewest pairs
 * of others together (min-fill). Cost: exponential in the largest factor that arises, which is bounded. Sources: Zhang and
 * Poole, Canadian AI 1994; Koller and Friedman, Probabilistic Graphical Models, MIT Press 2009, chapter 9.
 */
public final class Elimination {
    private final BayesianNetwork network;

    public Elimination(BayesianNetwork network) {
        this.network = network;
    }

    /**
     * How a node is distributed, given what is known.
     *
     * @throws InvalidInput if what is known cannot be
     * @throws Refusal if a table would be larger than memory should hold
     */
    public double[] distribution(int node, Evidence known) {
        double[] weights = weights(node, known);
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        requirePossible(total);
        for (int s = 0; s < weights.length; s++) {
            weights[s] /= total;
        }
        return weights;
    }

    /**
     * The chance of an event, given what is known.
     *
     * @throws InvalidInput if what is known cannot be
     * @throws Refusal if a table would be larger than memory should hold
     */
    public double chance(Evidence event, Evidence known) {
        Evidence both = known;
        for (Map.Entry<Integer, BitSet> each : event.allowed().entrySet()) {
            both = both.and(each.getKey(), each.getValue());
        }
        double given = chance(known);
        requirePossible(given);
        return Math.min(1, chance(both) / given);
    }

    /** The chance of what is known. */
    public double chance(Evidence known) {
        return known.allowed().isEmpty() ? 1 : eliminated(known, NodeSet.EMPTY).values()[0];
    }

    private static void requirePossible(double chance) {
        if (!(chance > 0)) {
            throw new InvalidInput("What was seen cannot happen in this model: its probability is 0.",
                    "Maybe one of the values is another.");
        }
    }

    /** For each state of a node, the chance of it and of what is known together. */
    private double[] weights(int node, Evidence known) {
        Factor left = eliminated(known, NodeSet.of(node));
        return left.values().clone();
    }

    /** The product of all tables, cut down to what is known, summed over all but the nodes that are kept. */
    private Factor eliminated(Evidence known, NodeSet kept) {
        NodeSet relevant = network.graph().ancestors(kept.or(known.nodes()));
        List<Factor> factors = new ArrayList<>();
        for (int v = relevant.next(0); v >= 0; v = relevant.next(v + 1)) {
            factors.add(cut(network.factor(v), known, kept));
        }
        NodeSet fixed = NodeSet.EMPTY;
        for (Map.Entry<Integer, BitSet> each : known.allowed().entrySet()) {
            int node = each.getKey();
            if (isFixed(node, each.getValue(), kept)) {
                fixed = fixed.with(node);
            } else {
                factors.add(indicator(node, each.getValue()));
            }
        }
        NodeSet hidden = relevant.minus(fixed).minus(kept);
        for (int v : MinFill.order(factors, hidden, network)) {
            factors = summed(factors, v);
        }
        Factor product = Factor.constant(1);
        for (Factor factor : factors) {
            product = product.times(factor);
        }
        return product;
    }

    private static boolean isFixed(int node, BitSet states, NodeSet kept) {
        return states.cardinality() == 1 && !kept.contains(node);
    }

    private static Factor cut(Factor factor, Evidence known, NodeSet kept) {
        Factor cut = factor;
        for (int v : factor.variables()) {
            BitSet states = known.allowed().get(v);
            if (states != null && isFixed(v, states, kept)) {
                cut = cut.where(v, states.nextSetBit(0));
            }
        }
        return cut;
    }

    private Factor indicator(int node, BitSet states) {
        double[] values = new double[network.states(node).size()];
        for (int s = 0; s < values.length; s++) {
            values[s] = states.get(s) ? 1 : 0;
        }
        return Factor.of(new int[]{node}, new int[]{values.length}, values);
    }

    private static List<Factor> summed(List<Factor> factors, int variable) {
        List<Factor> others = new ArrayList<>();
        Factor product = Factor.constant(1);
        for (Factor factor : factors) {
            if (factor.speaksOf(variable)) {
                product = product.times(factor);
            } else {
                others.add(factor);
            }
        }
        others.add(product.speaksOf(variable) ? product.without(variable) : product);
        return others;
    }
}

package org.orrery.causal.scm;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.orrery.causal.graph.NodeSet;
import org.orrery.core.Refusal;

/**
 * What one case would have been under interventions, with the noises that it had (Balke and Pearl, AAAI 1994). Only mechanisms
 * between what is moved and what is asked for are inverted, and only {@link Mechanism.Invertible} ones can be: the map that
 * holds them has no room for others.
 */
public final class Twin {
    private final Scm scm;
    private final Surgery surgery;
    private final Map<Integer, Mechanism.Invertible> carriers = new HashMap<>();
    private final NodeSet needed;
    private final NodeSet reached;

    /**
     * @param asked the variables that are asked for
     * @throws Refusal if a mechanism in between cannot be inverted
     */
    public Twin(Scm scm, Surgery surgery, NodeSet asked) {
        this.scm = scm;
        this.surgery = surgery;
        NodeSet touched = scm.graph().descendants(surgery.moved());
        NodeSet facts = NodeSet.EMPTY;
        NodeSet counter = NodeSet.EMPTY;
        int[] order = scm.order();
        NodeSet wanted = asked;
        for (int i = order.length - 1; i >= 0; i--) {
            int node = order[i];
            if (!wanted.contains(node)) {
                continue;
            }
            if (!touched.contains(node)) {
                facts = facts.with(node);
                continue;
            }
            counter = counter.with(node);
            if (surgery.holds(node)) {
                continue;
            }
            NodeSet causes = NodeSet.of(scm.parents(node));
            wanted = wanted.or(causes);
            if (scm.mechanism(node).isDeterministic()) {
                continue;
            }
            facts = facts.with(node);
            // With causes that stay as they were, the mechanism makes what it made.
            if (causes.intersects(touched)) {
                carry(node);
                facts = facts.or(causes);
            }
        }
        this.needed = facts;
        this.reached = counter;
    }

    private void carry(int node) {
        switch (scm.mechanism(node)) {
            case Mechanism.Invertible invertible -> carriers.put(node, invertible);
            case Chance _,DiscreteTable _ -> throw new Refusal("What " + scm.name(node)
                    + " would have been cannot be told from a case: it is a matter of chance, and which chance the case"
                    + " had is not told by what it came to. Models that agree in all that can be seen differ in it.",
                    "Maybe ask for a probability under do(...), or write the chance down: u ~ uniform(0, 1),"
                            + " then piecewise(1, u < p, 0).");
        }
    }

    /** The variables whose mechanisms are inverted. */
    public NodeSet carried() {
        return NodeSet.of(carriers.keySet().stream().mapToInt(Integer::intValue).toArray());
    }

    /** The variables whose factual values must be known for the answer to be exact. */
    public NodeSet needed() {
        return needed;
    }

    /**
     * The values that would have been, of what is asked for and of all between; the others stay as they were. A variable
     * whose causes are as they were is as it was, to the bit.
     *
     * @param factual the case; what is not {@link #needed} may be NaN
     */
    public double[] values(double[] factual) {
        double[] values = factual.clone();
        for (int node : scm.order()) {
            if (!reached.contains(node)) {
                continue;
            }
            double natural = surgery.holds(node) ? 0 : natural(node, factual, values);
            values[node] = surgery.act(node, natural);
        }
        return values;
    }

    private double natural(int node, double[] factual, double[] values) {
        double[] before = scm.causes(node, factual);
        double[] after = scm.causes(node, values);
        if (!Double.isNaN(factual[node]) && Arrays.equals(before, after)) {
            return factual[node];
        }
        Mechanism.Invertible carrier = carriers.get(node);
        if (carrier != null) {
            return carrier.carried(factual[node], before, after);
        }
        return scm.mechanism(node).isDeterministic() ? scm.mechanism(node).value(after, 0) : factual[node];
    }
}

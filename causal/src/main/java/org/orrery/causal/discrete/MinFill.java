package org.orrery.causal.discrete;

import java.util.BitSet;
import java.util.List;
import org.orrery.causal.graph.NodeSet;

/**
 * An order of elimination: that variable next whose neighbours lack the fewest edges among them; of equals the one whose
 * factor is the smallest, then the one with the smallest number. Source: Kjaerulff, Aalborg University R-90-09 (1990).
 */
final class MinFill {
    private final BayesianNetwork network;
    private final BitSet[] neighbours;
    private final long[] fill;
    private final double[] size;

    private MinFill(BayesianNetwork network, List<Factor> factors, NodeSet hidden) {
        this.network = network;
        int n = network.size();
        this.neighbours = new BitSet[n];
        this.fill = new long[n];
        this.size = new double[n];
        for (int v = 0; v < n; v++) {
            neighbours[v] = new BitSet();
        }
        for (Factor factor : factors) {
            for (int a : factor.variables()) {
                for (int b : factor.variables()) {
                    if (a != b) {
                        neighbours[a].set(b);
                    }
                }
            }
        }
        for (int v = hidden.next(0); v >= 0; v = hidden.next(v + 1)) {
            weigh(v);
        }
    }

    static int[] order(List<Factor> factors, NodeSet hidden, BayesianNetwork network) {
        MinFill graph = new MinFill(network, factors, hidden);
        int[] order = new int[hidden.size()];
        NodeSet left = hidden;
        for (int i = 0; i < order.length; i++) {
            int next = graph.best(left);
            order[i] = next;
            left = left.without(next);
            graph.remove(next, left);
        }
        return order;
    }

    private int best(NodeSet left) {
        int best = left.next(0);
        for (int v = left.next(best + 1); v >= 0; v = left.next(v + 1)) {
            if (fill[v] < fill[best] || fill[v] == fill[best] && size[v] < size[best]) {
                best = v;
            }
        }
        return best;
    }

    private void weigh(int v) {
        long missing = 0;
        double states = Math.log(network.states(v).size());
        BitSet around = neighbours[v];
        for (int a = around.nextSetBit(0); a >= 0; a = around.nextSetBit(a + 1)) {
            states += Math.log(network.states(a).size());
            for (int b = around.nextSetBit(a + 1); b >= 0; b = around.nextSetBit(b + 1)) {
                missing += neighbours[a].get(b) ? 0 : 1;
            }
        }
        fill[v] = missing;
        size[v] = states;
    }

    private void remove(int v, NodeSet left) {
        BitSet around = neighbours[v];
        BitSet changed = (BitSet) around.clone();
        for (int a = around.nextSetBit(0); a >= 0; a = around.nextSetBit(a + 1)) {
            neighbours[a].or(around);
            neighbours[a].clear(a);
            neighbours[a].clear(v);
        }
        for (int a = around.nextSetBit(0); a >= 0; a = around.nextSetBit(a + 1)) {
            changed.or(neighbours[a]);
        }
        for (int a = changed.nextSetBit(0); a >= 0; a = changed.nextSetBit(a + 1)) {
            if (left.contains(a)) {
                weigh(a);
            }
        }
    }
}

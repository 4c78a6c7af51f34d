package org.orrery.causal.bound;

import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;

/**
 * The chance of each node's value given the nodes of its district before it and the parents of these and of itself. Multiplied over a
 * district, these are the distribution of the district when all else is set. Source: Tian and Pearl, AAAI 2002.
 */
final class Factors {
    private final Distribution distribution;
    private final int[][] blanket;
    /** By the values of the blanket and of the node; NaN where the blanket's values never occur. */
    private final double[][] chance;

    Factors(Distribution distribution) {
        this.distribution = distribution;
        MixedGraph graph = distribution.graph();
        blanket = new int[graph.size()][];
        chance = new double[graph.size()][];
        NodeSet before = NodeSet.EMPTY;
        for (int v : graph.topological()) {
            NodeSet district = graph.district(v, before.with(v));
            blanket[v] = district.or(graph.parents(district)).and(before).toArray();
            chance[v] = conditional(v);
            before = before.with(v);
        }
    }

    Distribution distribution() {
        return distribution;
    }

    private double[] conditional(int v) {
        int size = distribution.count(v);
        for (int u : blanket[v]) {
            size *= distribution.count(u);
        }
        double[] sums = new double[size];
        for (int cell = 0; cell < distribution.chances().length; cell++) {
            sums[place(v, distribution.values(cell))] += distribution.chances()[cell];
        }
        int values = distribution.count(v);
        for (int row = 0; row < size; row += values) {
            double total = 0;
            for (int i = 0; i < values; i++) {
                total += sums[row + i];
            }
            for (int i = 0; i < values; i++) {
                sums[row + i] /= total;
            }
        }
        return sums;
    }

    private int place(int v, int[] values) {
        int place = 0;
        for (int u : blanket[v]) {
            place = place * distribution.count(u) + values[u];
        }
        return place * distribution.count(v) + values[v];
    }

    /** The product over some nodes: 0 where one of the factors is, else NaN where one is unknown. */
    double product(int[] nodes, int[] values) {
        double product = 1;
        for (int v : nodes) {
            double factor = chance[v][place(v, values)];
            if (factor == 0) {
                return 0;
            }
            product *= factor;
        }
        return product;
    }
}

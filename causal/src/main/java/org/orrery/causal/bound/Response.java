package org.orrery.causal.bound;

import java.util.ArrayList;
import java.util.List;
import org.orrery.causal.graph.NodeSet;

/** The functions by which one node may answer to its parents: each is a way that some people are made. */
final class Response {
    private final int[] parents;
    private final int[] counts;
    /** By function and by the values of the parents. */
    private final int[][] functions;

    private Response(int[] parents, int[] counts, int[][] functions) {
        this.parents = parents;
        this.counts = counts;
        this.functions = functions;
    }

    /** How many functions there are before assumptions when some nodes are held; infinite where beyond all counting. */
    static double size(Distribution distribution, int node, NodeSet held) {
        double rows = 1;
        for (int parent : distribution.graph().parents(node).minus(held).toArray()) {
            rows *= distribution.count(parent);
        }
        return Math.pow(distribution.count(node), rows);
    }

    /** All functions of the parents that are not held, as far as the assumptions allow. */
    static Response of(Distribution distribution, int node, NodeSet held, List<Monotone> monotone) {
        int[] parents = distribution.graph().parents(node).minus(held).toArray();
        int[] counts = new int[parents.length];
        int rows = 1;
        for (int i = 0; i < counts.length; i++) {
            counts[i] = distribution.count(parents[i]);
            rows *= counts[i];
        }
        int values = distribution.count(node);
        Response shape = new Response(parents, counts, new int[0][]);
        List<int[]> allowed = new ArrayList<>();
        int all = (int) size(distribution, node, held);
        for (int code = 0; code < all; code++) {
            int[] function = new int[rows];
            int rest = code;
            for (int row = 0; row < rows; row++) {
                function[row] = rest % values;
                rest /= values;
            }
            if (monotone.stream().allMatch(each -> each.effect() != node || shape.obeys(function, each))) {
                allowed.add(function);
            }
        }
        return new Response(parents, counts, allowed.toArray(int[][]::new));
    }

    private boolean obeys(int[] function, Monotone monotone) {
        int step = 1;
        int at = parents.length - 1;
        while (parents[at] != monotone.cause()) {
            step *= counts[at--];
        }
        for (int row = 0; row + step < function.length; row++) {
            boolean last = row / step % counts[at] == counts[at] - 1;
            int change = function[Math.min(row + step, function.length - 1)] - function[row];
            if (!last && (monotone.rising() ? change < 0 : change > 0)) {
                return false;
            }
        }
        return true;
    }

    int size() {
        return functions.length;
    }

    /** What the node does by the values of its parents, those of the last changing fastest. */
    int[] function(int function) {
        return functions[function].clone();
    }

    /** What the node does under a function when its parents have these values. */
    int value(int function, int[] values) {
        int row = 0;
        for (int i = 0; i < parents.length; i++) {
            row = row * counts[i] + values[parents[i]];
        }
        return functions[function][row];
    }
}

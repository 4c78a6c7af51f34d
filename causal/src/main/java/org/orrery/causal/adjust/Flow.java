package org.orrery.causal.adjust;

import java.util.Arrays;

/** Maximum flow by shortest augmenting paths. Source: Edmonds and Karp, Journal of the ACM 19 (1972) 248. */
final class Flow {
    private final int[] first;
    private int[] next = new int[64];
    private int[] to = new int[64];
    private double[] capacity = new double[64];
    private int arcs;
    /** For each node the arc that it was reached by, -1 where it was not. */
    private final int[] by;

    Flow(int nodes) {
        first = new int[nodes];
        by = new int[nodes];
        Arrays.fill(first, -1);
    }

    void add(int from, int target, double most) {
        arc(from, target, most);
        arc(target, from, 0);
    }

    private void arc(int from, int target, double most) {
        if (arcs == to.length) {
            next = Arrays.copyOf(next, 2 * arcs);
            to = Arrays.copyOf(to, 2 * arcs);
            capacity = Arrays.copyOf(capacity, 2 * arcs);
        }
        to[arcs] = target;
        capacity[arcs] = most;
        next[arcs] = first[from];
        first[from] = arcs++;
    }

    /** Sends all that can be sent; false where there is no limit to it. */
    boolean saturate(int source, int sink) {
        while (search(source, sink)) {
            double most = Double.POSITIVE_INFINITY;
            for (int v = sink; v != source; v = to[by[v] ^ 1]) {
                most = Math.min(most, capacity[by[v]]);
            }
            if (most == Double.POSITIVE_INFINITY) {
                return false;
            }
            for (int v = sink; v != source; v = to[by[v] ^ 1]) {
                capacity[by[v]] -= most;
                capacity[by[v] ^ 1] += most;
            }
        }
        return true;
    }

    private boolean search(int source, int sink) {
        Arrays.fill(by, -1);
        int[] queue = new int[by.length];
        int tail = 0;
        queue[tail++] = source;
        by[source] = -2;
        for (int head = 0; head < tail && by[sink] == -1; head++) {
            for (int arc = first[queue[head]]; arc >= 0; arc = next[arc]) {
                if (by[to[arc]] == -1 && capacity[arc] > 0) {
                    by[to[arc]] = arc;
                    queue[tail++] = to[arc];
                }
            }
        }
        return by[sink] != -1;
    }

    /** Whether a node is on the source's side of the cut, once saturated. */
    boolean reached(int node) {
        return by[node] != -1;
    }
}

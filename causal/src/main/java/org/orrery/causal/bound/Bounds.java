package org.orrery.causal.bound;

import java.util.List;

/**
 * What a graph and a distribution leave open of a quantity. The distribution is taken as it is: where it is the frequencies
 * of a sample, chance comes on top.
 *
 * @param low the smallest value that is possible
 * @param high the largest
 * @param sharp whether both are reached by models of the graph that have the distribution; if not, they are valid and may be
 *        wider than need be
 * @param method that was used
 * @param notes why not a narrower one, and what was left unused
 */
public record Bounds(double low, double high, boolean sharp, String method, List<String> notes) {
    public Bounds {
        notes = List.copyOf(notes);
    }
}

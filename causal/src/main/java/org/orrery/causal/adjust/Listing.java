package org.orrery.causal.adjust;

import java.util.List;
import org.orrery.causal.graph.NodeSet;

/**
 * Minimal sets, small ones first.
 *
 * @param sets each of them valid, none with a covariate that could be left out. A list that holds the empty set alone says
 *        that nothing is needed; an empty list that is complete says that nothing helps
 * @param complete whether these are all; if not, the budget ended the list, and smaller sets may be missing from it
 * @param steps that were taken
 */
public record Listing(List<NodeSet> sets, boolean complete, long steps) {
    public Listing {
        sets = List.copyOf(sets);
    }
}

package org.orrery.causal.adjust;

/**
 * How far a list is followed. The number of minimal sets can grow exponentially with the graph.
 *
 * @param sets at most so many are listed
 * @param steps at most so many nodes of the search are looked at; each costs no more than a walk over the graph
 */
public record Budget(int sets, long steps) {
    /** A hundred sets, which is more than anybody reads, and ten thousand steps. */
    public static final Budget USUAL = new Budget(100, 10_000);

    public Budget {
        if (sets < 1 || steps < 1) {
            throw new IllegalArgumentException("a budget allows at least one set and one step");
        }
    }
}

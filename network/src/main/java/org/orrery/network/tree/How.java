package org.orrery.network.tree;

/** How the votes of trees become one number. The order is that of the numbers in {@code TreeEnsemble}. */
enum How {
    AVERAGE, SUM, MIN, MAX;

    /** Whether a tree that does not vote takes part as one that votes 0. */
    boolean isSum() {
        return this == SUM || this == AVERAGE;
    }
}

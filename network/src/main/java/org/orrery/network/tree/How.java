package org.orrery.network.tree;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How the votes of trees become one number. The order is that of the numbers in {@code TreeEnsemble}. */
enum How {
    AVERAGE, SUM, MIN, MAX;

    static @Nullable How named(String name) {
        return Arrays.stream(values()).filter(how -> how.name().equals(name)).findFirst().orElse(null);
    }

    static @Nullable How numbered(long number) {
        return number >= 0 && number < values().length ? values()[(int) number] : null;
    }

    /** Whether a tree that does not vote takes part as one that votes 0. */
    boolean isSum() {
        return this == SUM || this == AVERAGE;
    }
}

package org.orrery.core;

import java.util.Set;

/** The words that the question language keeps for itself. */
final class Words {
    static final Set<String> RESERVED = Set.of("see", "do", "had", "over", "knockout", "mean", "resample", "from",
            "max",
            "min", "integral", "E", "P", "and");

    private Words() {}
}

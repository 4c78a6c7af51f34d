package org.orrery.core;

import java.util.Set;

/** The words that the question language keeps for itself. */
final class Words {
    /** What may stand behind the bar. */
    static final Set<String> CONDITIONS = Set.of("see", "do", "had");

    /** Names that are written in back-quotes so that a reader is not misled; the parser takes them bare as well. */
    static final Set<String> RESERVED = Set.of("see", "do", "had", "over", "knockout", "removed", "baseline", "law",
            "mean", "resample", "from",
            "max",
            "min", "integral", "steady", "sensitivity", "and");

    private Words() {}
}

package org.orrery.core;

import java.util.List;
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

    /** What stands behind {@code =} in a move, other than a number or the name of a state. */
    static final List<String> ACTIONS = List.of("knockout", "removed", "baseline", "law", "mean", "resample", "from");

    private Words() {}
}

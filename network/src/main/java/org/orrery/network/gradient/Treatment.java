package org.orrery.network.gradient;

/** What differentiating does with an operator. */
sealed interface Treatment {
    /** It has a derivative. */
    record Smooth(Rule rule) implements Treatment {}

    /** Constant but for jumps: its derivative is zero wherever there is one (Floor, comparisons, ArgMax). */
    record Flat() implements Treatment {}

    /**
     * No derivative is given.
     *
     * @param reason a sentence's end: "... because"
     * @param license what would help
     * @param whole also where whole numbers come out of it, which otherwise have no derivative anyway
     */
    record Refused(String reason, String license, boolean whole) implements Treatment {}
}

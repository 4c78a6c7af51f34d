package org.orrery.network.place;

import java.util.Locale;

/** What is made of the elements that a reading selects. */
public enum Readout {
    /** The element itself. */
    VALUE,
    /** The place of the largest along the last axis; of several, the first. */
    ARGMAX,
    /** Softmax along the last axis, at one place; of a single score its logistic function. */
    PROBABILITY;

    /** How it is written behind a name. */
    String suffix() {
        return "." + name().toLowerCase(Locale.ROOT);
    }
}

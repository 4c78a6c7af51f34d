package org.orrery.core;

/** The rungs of Pearl's ladder of causation: what kind of knowledge a question asks for. */
public enum Rung {
    /** Association: what goes with what. */
    SEE,
    /** Intervention: what happens if a gear is moved. */
    DO,
    /** Counterfactual: what would have happened to this very case, had a gear been elsewhere. */
    IMAGINE
}

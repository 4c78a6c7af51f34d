package org.orrery.core;

/** What a claim speaks about. Surgery on a model is knowledge of the model; the world takes identification or validation. */
public enum Scope {
    /** "This model does ..." */
    MODEL,
    /** "In reality, ..." */
    WORLD
}

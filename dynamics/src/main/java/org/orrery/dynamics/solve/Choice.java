package org.orrery.dynamics.solve;

/** Which method makes the steps. */
public enum Choice {
    /**
     * Tsit5 while it is cheap, an implicit method where the system is stiff, and back; for unknown systems. With algebraic
     * states the implicit method alone.
     */
    AUTO,
    /** Explicit, order 5: for systems known not to be stiff, without algebraic states. */
    TSIT5,
    /** Linearly implicit, order 5: for systems known to be stiff. */
    RODAS5P,
    /** Backward differentiation formulas, order 1 to 5: for large systems known to be stiff. */
    BDF,
    /** Fully implicit, order 5: for tight tolerances, and as a reference for the others. */
    RADAU5
}

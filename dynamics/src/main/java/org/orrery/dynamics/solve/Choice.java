package org.orrery.dynamics.solve;

/** Which method makes the steps. */
public enum Choice {
    /**
     * For unknown systems: Tsit5, or Vern7 where the tolerance is small, while they are cheap; Rodas5P, or BDF where the
     * system is large, while it is stiff; and back. With algebraic states the implicit one alone.
     */
    AUTO,
    /** Explicit, order 5: for systems known not to be stiff, without algebraic states. */
    TSIT5,
    /** Explicit, order 7: as Tsit5, for small tolerances. */
    VERN7,
    /** Linearly implicit, order 5: for systems known to be stiff. */
    RODAS5P,
    /** Backward differentiation formulas, order 1 to 5: for large systems known to be stiff. */
    BDF,
    /** Fully implicit, order 5: for tight tolerances, and as a reference for the others. */
    RADAU5
}

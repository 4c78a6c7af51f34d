package org.orrery.core;

/** A model made ready for one plan. Safe for use by many threads at once; each run is confined to its caller's thread. */
@FunctionalInterface
public interface Machine {
    /**
     * Runs one world. The same world gives the same bits, on whatever thread.
     *
     * @throws RunFailure if this world has no answer (blow-up, step size underflow, budget spent), with time and variable
     */
    Run run(World world);
}

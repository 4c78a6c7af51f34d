package org.orrery.core;

import java.util.ArrayList;
import java.util.List;

/** A model made ready for one plan. Safe for use by many threads at once; each run is confined to its caller's thread. */
@FunctionalInterface
public interface Machine {
    /**
     * Runs one world. The same world gives the same bits, on whatever thread.
     *
     * @throws RunFailure if this world has no answer (blow-up, step size underflow, budget spent), with time and variable
     */
    Run run(World world);

    /**
     * Runs many worlds, together where that is faster. What comes out of a world does not depend on the others, on how
     * many there are, nor on the thread; it may differ from {@link #run} within the tolerances, so worlds that are to be
     * compared are run the same way.
     *
     * @return an outcome a world, in their order
     */
    default List<Outcome> runAll(List<World> worlds) {
        List<Outcome> outcomes = new ArrayList<>(worlds.size());
        worlds.forEach(world -> outcomes.add(Outcome.of(this, world)));
        return outcomes;
    }

    /** How many members {@link #runAll} likes to be given at once, at least 1. */
    default int preferredBlock() {
        return 1;
    }

    /**
     * Runs worlds with, in the place of the plan's moves, moves of the same size at random, all draws together. What is drawn
     * depends on the first world's seed alone, and is the same in all worlds.
     *
     * @param draws how many, at most
     */
    default Rivals atRandom(List<World> worlds, int draws) {
        return Rivals.UNKNOWN;
    }
}

package org.orrery.core;

import java.util.List;

/**
 * What came out where a plan's moves were exchanged for others of the same size: at places drawn at random, or in directions
 * drawn at random. An effect that they have as well says nothing of the named move.
 *
 * @param what was drawn, for people; where nothing was, why not
 * @param outcomes for each draw one a world, in the worlds' order; empty where nothing was drawn
 */
public record Rivals(String what, List<List<Outcome>> outcomes) {
    /** Of a machine that knows no such comparison. */
    public static final Rivals UNKNOWN = new Rivals("", List.of());

    public Rivals {
        outcomes = outcomes.stream().map(List::copyOf).toList();
    }

    /** Where there is nothing to draw from. */
    public static Rivals none(String why) {
        return new Rivals(why, List.of());
    }
}

package org.orrery.dynamics.steady;

import java.util.List;
import org.orrery.core.Method;

/** What a system near a point has of its past: it is asked for where nothing moves, so that how far it looks back is fixed. */
@FunctionalInterface
public interface Lags {
    /** What a claim says of how stability is found then. */
    Method METHOD = new Method("the course over the longest delay at Chebyshev points",
            "D. Breda, S. Maset and R. Vermiglio, SIAM Journal on Scientific Computing 27 (2005) 482-495");

    /**
     * One term of the linearised rates: what a state was some time ago.
     *
     * @param row the state whose rate it is part of
     * @param column the state that is looked back at
     * @param ago how long ago, zero or more
     * @param slope what the rate gains for one more of the state
     */
    record Lag(int row, int column, double ago, double slope) {}

    /** The terms near a point; several may stand at the same place. */
    List<Lag> at(double t, double[] y);
}

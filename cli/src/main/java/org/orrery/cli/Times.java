package org.orrery.cli;

import java.util.ArrayList;
import java.util.List;
import org.orrery.core.Numbers;

/**
 * The moments of a simulation.
 *
 * @param grid from the start of the run
 * @param skip how many of them lie before the first row of the output
 */
record Times(List<Double> grid, int skip) {
    /**
     * Even steps. A run starts at time 0, where start values hold, or earlier: output that begins later is cut from
     * such a run.
     */
    static Times even(double from, double to, int steps) {
        if (!(to > from)) {
            throw new WrongUsage("--to " + Numbers.print(to) + " is not after --from " + Numbers.print(from) + ".",
                    "Maybe the two are swapped.");
        }
        List<Double> grid = new ArrayList<>(steps + 2);
        if (from > 0) {
            grid.add(0.0);
        }
        int skip = grid.size();
        for (int step = 0; step <= steps; step++) {
            grid.add(step == steps ? to : from + (to - from) * step / steps);
        }
        for (int row = 1; row < grid.size(); row++) {
            if (!(grid.get(row) > grid.get(row - 1)) || Double.isInfinite(grid.get(row))) {
                throw new WrongUsage(steps + " steps from " + Numbers.print(from) + " to " + Numbers.print(to)
                        + " cannot be told apart.", "Maybe take fewer steps or a shorter time.");
            }
        }
        return new Times(grid, skip);
    }
}

package org.orrery.cli;

import java.util.ArrayList;
import java.util.List;
import org.orrery.core.Numbers;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParseResult;

/**
 * The moments of a simulation.
 *
 * @param grid from the start of the run
 * @param skip how many of them lie before the first row of the output
 */
record Times(List<Double> grid, int skip) {
    private static final int ROWS = 10_000_000;

    /** The one moment of a model without time. */
    static final Times NONE = new Times(List.of(0.0), 0);
    /** A number; an empty text is none, as settings of flux problems have it. */
    static final ITypeConverter<Double> NUMBER = text -> text.isBlank() ? Double.NaN : Real.ANY.convert(text);
    /** A number of steps, with the same reading of an empty text. */
    static final ITypeConverter<Long> COUNT = text -> text.isBlank() ? 0L : new Whole(0, ROWS).convert(text);

    /** The moments that a command line names; a model with time needs them. */
    static Times asked(ParseResult given) {
        double from = given.matchedOptionValue("--from", 0.0);
        double to = given.matchedOptionValue("--to", Double.NaN);
        int steps = Math.toIntExact(given.matchedOptionValue("--steps", 0L));
        if (Double.isNaN(to) || steps < 1) {
            throw new WrongUsage("This model runs in time: --to T and --steps N (1 to " + ROWS + ") are needed.",
                    "Maybe add: --to 100 --steps 100; 'orrery simulate --help' says more.");
        }
        return even(Double.isNaN(from) ? 0 : from, to, steps);
    }

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

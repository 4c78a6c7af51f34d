package org.orrery.core;

import java.util.List;
import java.util.Map;

/**
 * What all runs of an experiment have in common.
 *
 * @param inputs names of the settable variables for which each {@link World} brings a value
 * @param moves the interventions that a world may arm
 * @param readings what each run must report: quantities without {@code E} and {@code P}
 * @param courses variables to be recorded over the grid
 * @param grid increasing times for the courses; the first one is also the start of the run
 * @param options the machine's own settings (method, rtol, atol ...), by name; unknown names are refused
 */
public record Plan(List<String> inputs, List<Intervention> moves, List<Quantity> readings, List<Address> courses,
        List<Double> grid, Map<String, String> options) {
    public Plan {
        inputs = List.copyOf(inputs);
        moves = List.copyOf(moves);
        readings = List.copyOf(readings);
        courses = List.copyOf(courses);
        grid = List.copyOf(grid);
        options = Map.copyOf(options);
    }
}

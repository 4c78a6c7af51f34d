package org.orrery.core;

import java.util.List;
import java.util.Map;

/**
 * A question asked of a model in paired worlds, off and on, over an ensemble.
 *
 * @param model the machine
 * @param question what is asked
 * @param settings values that hold in both worlds ({@code --set})
 * @param ensemble draws of the uncertain inputs
 * @param options the machine's own settings
 * @param courses variables to record for pictures, over {@code grid}
 * @param grid times for the courses, may be empty
 * @param seed of the claim
 * @param version of Orrery, for the provenance
 */
public record Experiment(Model model, Question question, Map<String, Double> settings, Ensemble ensemble,
        Map<String, String> options, List<Address> courses, List<Double> grid, long seed, String version) {
    public Experiment {
        settings = Map.copyOf(settings);
        options = Map.copyOf(options);
        courses = List.copyOf(courses);
        grid = List.copyOf(grid);
    }
}

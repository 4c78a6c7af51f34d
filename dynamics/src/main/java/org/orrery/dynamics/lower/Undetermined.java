package org.orrery.dynamics.lower;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.orrery.dynamics.mechanism.Mechanism;

/**
 * The symbols that may vary and that nothing determines: what an algebraic rule can be meant for. Where a model leaves
 * a choice, what has no value of its own goes first, then species, compartments and parameters in the order of the file.
 */
final class Undetermined {
    private Undetermined() {}

    static List<String> of(Mechanism mechanism, Definitions definitions) {
        Set<String> assigned = new HashSet<>();
        mechanism.initialAssignments().forEach(assignment -> assigned.add(assignment.target()));
        List<String> free = new ArrayList<>();
        Set<String> valued = new HashSet<>(assigned);
        for (Mechanism.Species pool : mechanism.species()) {
            offer(free, valued, pool.id(), pool.constant(), pool.amount(), pool.concentration());
        }
        for (Mechanism.Compartment place : mechanism.compartments()) {
            offer(free, valued, place.id(), place.constant(), place.size());
        }
        for (Mechanism.Parameter parameter : mechanism.parameters()) {
            offer(free, valued, parameter.id(), parameter.constant(), parameter.value());
        }
        free.removeIf(definitions::isDetermined);
        free.sort(Comparator.comparing(valued::contains));
        return free;
    }

    private static void offer(List<String> free, Set<String> valued, String id, boolean constant, double... values) {
        if (!constant) {
            free.add(id);
        }
        for (double value : values) {
            if (!Double.isNaN(value)) {
                valued.add(id);
            }
        }
    }

    /** What events set is an input of the rules, as long as they can be met by another variable. */
    static Predicate<String> setByEvents(Mechanism mechanism) {
        Set<String> targets = new HashSet<>();
        mechanism.events().forEach(event -> event.assignments()
                .forEach(assignment -> targets.add(assignment.target())));
        return targets::contains;
    }
}

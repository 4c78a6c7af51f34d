package org.orrery.core;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is kept of a member until all have come: its numbers. Everything that most members have in common is kept once, so that
 * a million members are a million times a few numbers. For use by many threads.
 */
final class Kept {
    private static final double[][] NO_COURSES = {};

    private final List<Run.Firing> fired;
    private final Map<List<Method>, List<Method>> methods = new ConcurrentHashMap<>();

    /** @param moves of the question */
    Kept(int moves) {
        fired = Collections.nCopies(moves, new Run.Firing(true, "as in the nominal world"));
    }

    /** The same trial; of interventions that all fired it is only told that they did. */
    Trial of(Trial trial) {
        return switch (trial) {
            case Trial.Failed failed -> failed;
            case Trial.Finished whole ->
                new Trial.Finished(whole.off(), whole.on(), courses(whole.offCourses()), courses(whole.onCourses()),
                        firings(whole.firings()), whole.control(), List.copyOf(whole.remarks()),
                        methods.computeIfAbsent(whole.methods(), same -> same), whole.offRange(), whole.onRange(),
                        List.copyOf(whole.checks()), List.copyOf(whole.assumptions()));
        };
    }

    private List<Run.Firing> firings(List<Run.Firing> firings) {
        return firings.size() == fired.size() && firings.stream().allMatch(Run.Firing::fired) ? fired : firings;
    }

    private static double[][] courses(double[][] courses) {
        return courses.length == 0 ? NO_COURSES : courses;
    }
}

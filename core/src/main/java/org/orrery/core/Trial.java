package org.orrery.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One member's runs in paired worlds, or why there are none. */
sealed interface Trial {
    /**
     * The runs came to their end.
     *
     * @param off the terms untouched
     * @param on the terms operated; the same as off where nothing is moved
     * @param offCourses what was recorded
     * @param onCourses what was recorded
     * @param firings of the operated run
     * @param control what the no-op control changed, empty where it changed nothing, null where it was not run
     * @param remarks of both runs
     * @param methods of both runs
     * @param offRange what the model allows untouched, null where it is the one value
     * @param onRange what the model allows operated, null where it is the one value
     * @param checks of both runs by the machine itself
     * @param assumptions of the operated run, of which the machine looked whether they hold
     */
    record Finished(double[] off, double[] on, double[][] offCourses, double[][] onCourses, List<Run.Firing> firings,
            @Nullable String control, List<String> remarks, List<Method> methods,
            Run.@Nullable Range offRange, Run.@Nullable Range onRange,
            List<Claim.Check> checks, List<Claim.Assumption> assumptions) implements Trial {}

    /** No answer from this member. */
    record Failed(String reason) implements Trial {}
}

package org.orrery.core;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The recorded courses: as published, and as bands over the healthy members. */
final class Courses {
    private Courses() {}

    static List<Answer.Course> of(Experiment experiment, Trial.Finished nominal, List<Trial.Finished> members) {
        double[] times = experiment.grid().stream().mapToDouble(Double::doubleValue).toArray();
        return IntStream.range(0, experiment.courses().size())
                .mapToObj(course -> new Answer.Course(experiment.courses().get(course), times,
                        nominal.offCourses()[course], nominal.onCourses()[course],
                        band(members, times.length, trial -> trial.offCourses()[course]),
                        band(members, times.length, trial -> trial.onCourses()[course])))
                .toList();
    }

    private static Answer.Band band(List<Trial.Finished> members, int times,
            Function<Trial.Finished, double[]> course) {
        if (members.isEmpty()) {
            return Answer.Band.NONE;
        }
        Answer.Band band = new Answer.Band(new double[times], new double[times], new double[times]);
        for (int time = 0; time < times; time++) {
            int at = time;
            double[] sorted = members.stream().mapToDouble(trial -> course.apply(trial)[at])
                    .filter(Double::isFinite).toArray();
            Arrays.sort(sorted);
            boolean none = sorted.length == 0;
            band.low()[time] = none ? Double.NaN : Statistics.quantile(sorted, 0.025);
            band.median()[time] = none ? Double.NaN : Statistics.quantile(sorted, 0.5);
            band.high()[time] = none ? Double.NaN : Statistics.quantile(sorted, 0.975);
        }
        return band;
    }
}

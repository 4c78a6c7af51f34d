package org.orrery.core;

import java.util.List;

/**
 * A claim with the runs behind it, for pictures and tables.
 *
 * @param claim the answer
 * @param members for each healthy member of the ensemble its effect, off and on; empty without an ensemble, where the
 *         question is refused, and where it does arithmetic over several means or probabilities
 * @param courses what was recorded, empty where nothing was asked for
 * @param methods by which the numbers were computed, each once
 */
public record Answer(Claim claim, List<Member> members, List<Course> courses, List<Method> methods) {
    public Answer {
        members = members instanceof Members ? members : List.copyOf(members);
        courses = List.copyOf(courses);
        methods = List.copyOf(methods);
    }

    /** One member's answer; {@code off} and {@code on} are equal to {@code value} where nothing was moved. */
    public record Member(int index, double off, double on, double value) {}

    /**
     * One variable over time, untouched and operated, as published and as a band over the ensemble. Where nothing was
     * moved, on repeats off.
     *
     * @param low2_5 and the other bands are empty without an ensemble
     */
    public record Course(Address address, double[] times, double[] off, double[] on, Band offBand, Band onBand) {}

    /** Pointwise quantiles over the ensemble. */
    public record Band(double[] low, double[] median, double[] high) {
        /** No ensemble, no band. */
        public static final Band NONE = new Band(new double[0], new double[0], new double[0]);

        public boolean isEmpty() {
            return median.length == 0;
        }
    }
}

package org.orrery.network.explain;

import java.util.Map;

/**
 * What came out of a method.
 *
 * @param parts for each edge the attribution of each element, row by row
 * @param value the number for the example
 * @param baseline the number for the baseline
 * @param detail how it was computed, for people
 * @param points at which the network was looked at
 */
record Attributed(Map<String, double[]> parts, double value, double baseline, String detail, int points) {
    double sum() {
        double sum = 0;
        for (double[] values : parts.values()) {
            for (double value : values) {
                sum += value;
            }
        }
        return sum;
    }

    /** How far the sum is from the difference, as a share of it; infinite where there is none to share. */
    double incompleteness() {
        double difference = value - baseline;
        double gap = Math.abs(sum() - difference);
        return gap == 0 ? 0 : gap / Math.abs(difference);
    }
}

package org.orrery.report;

/**
 * The values of a group, for a histogram.
 *
 * @param label of the group: "treated"
 * @param values one for each case
 */
public record Sample(String label, double[] values) {}

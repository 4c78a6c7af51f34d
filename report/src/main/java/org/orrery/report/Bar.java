package org.orrery.report;

/**
 * A number as a bar.
 *
 * @param label what it is of
 * @param value its length; none where it is not finite
 */
public record Bar(String label, double value) {}

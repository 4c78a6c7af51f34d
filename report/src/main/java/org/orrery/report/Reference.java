package org.orrery.report;

/**
 * A value that others are held against, drawn as a line across a picture.
 *
 * @param label what it is: "the experiment"
 * @param value where it stands
 */
public record Reference(String label, double value) {}

package org.orrery.report;

/**
 * A line of a picture, or dots.
 *
 * @param label in the legend
 * @param x places along the axis
 * @param y as many; what is not finite is left out
 * @param dotted whether the places are drawn one by one, as observations are
 */
public record Line(String label, double[] x, double[] y, boolean dotted) {
    public Line {
        if (x.length != y.length) {
            throw new IllegalArgumentException("Line '" + label + "': " + x.length + " places, " + y.length
                    + " values.");
        }
    }
}

package org.orrery.report;

/**
 * One panel of a heat map.
 *
 * @param title of the panel: "day 30"
 * @param x increasing places along the horizontal axis
 * @param y increasing places along the vertical axis
 * @param values {@code values[iy][ix]}; NaN where there is none
 */
public record HeatMap(String title, double[] x, double[] y, double[][] values) {
    public HeatMap {
        if (values.length != y.length || java.util.Arrays.stream(values).anyMatch(row -> row.length != x.length)) {
            throw new IllegalArgumentException("Heat map '" + title + "': " + y.length + " rows of " + x.length
                    + " values are needed, one row for each y.");
        }
    }

    /** How values become colours. */
    public enum Colours {
        /** Dark is little, light is much. */
        SEQUENTIAL,
        /** Blue below zero, orange above, pale at zero. */
        DIVERGING,
        /** Sequential in powers of ten. */
        LOG10
    }
}

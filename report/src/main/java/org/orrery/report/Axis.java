package org.orrery.report;

import org.jspecify.annotations.Nullable;

/**
 * What an axis shows.
 *
 * @param title what is measured
 * @param unit null where there is none
 * @param logarithmic whether equal steps are equal factors; values of zero and below are then left out
 * @param turned whether it runs the other way, as the rows of an image run downwards
 */
public record Axis(String title, @Nullable String unit, boolean logarithmic, boolean turned) {
    public Axis(String title, @Nullable String unit, boolean logarithmic) {
        this(title, unit, logarithmic, false);
    }

    public static Axis of(String title, @Nullable String unit) {
        return new Axis(title, unit, false);
    }

    public Axis log() {
        return new Axis(title, unit, true, turned);
    }

    /** The same the other way round. */
    public Axis turn() {
        return new Axis(title, unit, logarithmic, !turned);
    }

    /** The title as a sentence begins. */
    String capital() {
        return title.matches("\\p{Ll}+ .*|\\p{Ll}{5,}")
                ? title.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + title.substring(1)
                : title;
    }

    /** Title and unit as written at the axis. */
    String label() {
        return unit == null || unit.isBlank() ? title : title + " (" + unit + ")";
    }

    /** Blanks the number where a logarithmic axis has no place for it. */
    @Nullable
    Double place(double value) {
        return Double.isFinite(value) && (!logarithmic || value > 0) ? value : null;
    }

    Spec scale() {
        Spec scale = logarithmic ? Spec.of("type", "log") : Spec.of("zero", false);
        return turned ? scale.with("reverse", true) : scale;
    }
}

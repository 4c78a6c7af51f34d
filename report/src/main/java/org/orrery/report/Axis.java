package org.orrery.report;

import org.jspecify.annotations.Nullable;

/**
 * What an axis shows.
 *
 * @param title what is measured
 * @param unit null where there is none
 * @param logarithmic whether equal steps are equal factors; values of zero and below are then left out
 */
public record Axis(String title, @Nullable String unit, boolean logarithmic) {
    public static Axis of(String title, @Nullable String unit) {
        return new Axis(title, unit, false);
    }

    public Axis log() {
        return new Axis(title, unit, true);
    }

    /** Title and unit as written at the axis. */
    String label() {
        return unit == null || unit.isBlank() ? title : title + " (" + unit + ")";
    }

    /** Blank the number where a logarithmic axis has no place for it. */
    @Nullable Double place(double value) {
        return Double.isFinite(value) && (!logarithmic || value > 0) ? value : null;
    }

    Spec scale() {
        Spec scale = Spec.of("zero", false);
        return logarithmic ? Spec.of("type", "log") : scale;
    }
}

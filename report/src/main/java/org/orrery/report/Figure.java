package org.orrery.report;

import org.jspecify.annotations.Nullable;
import org.orrery.core.Numbers;

/** Numbers as people read them: four digits and a true minus sign. */
final class Figure {
    private Figure() {}

    static String of(double value) {
        return Numbers.round(value, 4).replace("-", "\u2212");
    }

    /** With its sign said, as an effect needs. */
    static String signed(double value) {
        return value > 0 ? "+" + of(value) : of(value);
    }

    static String with(@Nullable String unit) {
        return unit == null || unit.isBlank() ? "" : "\u202f" + unit;
    }

    /** The change from {@code off} in words, empty where a ratio says nothing. */
    static String change(double off, double on) {
        double change = on / off - 1;
        if (off <= 0 || on < 0 || !Double.isFinite(change) || Math.abs(change) < 5e-4) {
            return "";
        }
        if (change >= 2) {
            return "times " + Numbers.round(on / off, 3);
        }
        return signed(Double.parseDouble(Numbers.round(100 * change, 3))) + "\u202f%";
    }
}

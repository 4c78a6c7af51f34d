package org.orrery.dynamics.mechanism;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Numbers;
import org.orrery.equation.Unit;

/** The word that people use for a unit of time. */
public final class TimeWord {
    private static final Map<Double, String> WORDS = Map.of(1e-6, "us", 1e-3, "ms", 1.0, "s", 60.0, "min", 3600.0, "h",
            86400.0, "day", 604800.0, "week",
            31536000.0, "year", 31557600.0, "year");
    private static final Unit SECOND = new Unit(1, Map.of(Unit.Base.SECOND, 1.0));

    private TimeWord() {}

    /** {@code day}, {@code 5 s}; null where the unit is no time. */
    public static @Nullable String of(Unit unit) {
        if (!unit.exponents().equals(SECOND.exponents())) {
            return null;
        }
        for (Map.Entry<Double, String> word : WORDS.entrySet()) {
            if (Math.abs(unit.multiplier() / word.getKey() - 1) < 1e-9) {
                return word.getValue();
            }
        }
        return Numbers.print(unit.multiplier()) + " s";
    }
}

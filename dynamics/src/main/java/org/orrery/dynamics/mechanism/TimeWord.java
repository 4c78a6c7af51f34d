package org.orrery.dynamics.mechanism;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Numbers;
import org.orrery.equation.Unit;

/** The word that people use for a unit of time. */
public final class TimeWord {
    private static final Map<String, Double> WORDS = words();
    private static final Unit SECOND = new Unit(1, Map.of(Unit.Base.SECOND, 1.0));
    private static final double ROUNDING = 1e-9;

    private TimeWord() {}

    private static Map<String, Double> words() {
        Map<String, Double> words = new LinkedHashMap<>();
        words.put("us", 1e-6);
        words.put("ms", 1e-3);
        words.put("s", 1.0);
        words.put("min", 60.0);
        words.put("h", 3600.0);
        words.put("day", 86400.0);
        words.put("week", 604800.0);
        words.put("year", 31536000.0);
        words.put("Julian year", 31557600.0);
        return words;
    }

    /** {@code day}, {@code 5 s}; null where the unit is no time. */
    public static @Nullable String of(Unit unit) {
        if (!unit.exponents().equals(SECOND.exponents())) {
            return null;
        }
        for (Map.Entry<String, Double> word : WORDS.entrySet()) {
            if (Math.abs(unit.multiplier() / word.getValue() - 1) < ROUNDING) {
                return word.getKey();
            }
        }
        return Numbers.print(unit.multiplier()) + " s";
    }

    /** The unit that a word of {@link #of} stands for. */
    public static Unit unit(String word) {
        Double seconds = WORDS.get(word);
        if (seconds == null) {
            seconds = Double.parseDouble(word.substring(0, word.length() - " s".length()));
        }
        return new Unit(seconds, SECOND.exponents());
    }
}

package org.orrery.casebook.pulse;

import java.util.Map;

/**
 * The author's own way to make an exposure: a parameter or an event of the file. What it says must be what the
 * intervention says.
 *
 * @param pulse whether it makes the pulse or the chronic exposure
 * @param settings of the file
 * @param words for people
 */
record Dial(boolean pulse, Map<String, Double> settings, String words) {
    Dial {
        settings = Map.copyOf(settings);
    }
}

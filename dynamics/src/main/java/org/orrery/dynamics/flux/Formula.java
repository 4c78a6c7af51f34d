package org.orrery.dynamics.flux;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts of elements in a chemical formula such as {@code C6H12O6}. A formula may name placeholders such as R or X.
 *
 * @param counts by element, of what could be read from the front
 * @param whole whether that was all of it
 */
record Formula(Map<String, Double> counts, boolean whole) {
    private static final Pattern PART = Pattern.compile("([A-Z][a-z]*)(\\d+(?:\\.\\d+)?)?");

    static Formula of(String text) {
        Map<String, Double> counts = new TreeMap<>();
        String formula = text.strip();
        Matcher part = PART.matcher(formula);
        int end = 0;
        while (part.find() && part.start() == end) {
            String count = part.group(2);
            counts.merge(part.group(1), count == null ? 1 : Double.parseDouble(count), Double::sum);
            end = part.end();
        }
        return new Formula(counts, end == formula.length() && end > 0);
    }
}

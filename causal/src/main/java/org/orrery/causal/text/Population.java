package org.orrery.causal.text;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The node that stands for which population a case is of. Arrows lead from it to what comes about otherwise from population
 * to population: all selection nodes of a selection diagram in one (Pearl and Bareinboim, AAAI 2011).
 *
 * @param node its number
 * @param known what the author says to be known of each population, in the order written
 */
public record Population(int node, List<Known> known) {
    private static final Pattern PART = Pattern.compile("\\s*(see|do)\\s*(?:\\(([^()]*)\\))?\\s*[,;]?");

    public Population {
        known = List.copyOf(known);
    }

    /**
     * A population of which something is known.
     *
     * @param name as in the data
     * @param set by name what was set there by experiment; empty where people only looked
     * @param seen by name what was measured there; empty for everything
     */
    public record Known(String name, List<String> set, List<String> seen) {
        public Known {
            set = List.copyOf(set);
            seen = List.copyOf(seen);
        }
    }

    /** Reads {@code see}, {@code see(x, z)}, {@code do(x)} or {@code do(x), see(z, y)}; null where the text is something else. */
    static @Nullable Known known(String name, String text) {
        List<String> set = List.of();
        List<String> seen = List.of();
        Matcher part = PART.matcher(text);
        int end = 0;
        while (end < text.length() && part.find(end) && part.start() == end) {
            List<String> nodes = part.group(2) == null
                    ? List.of()
                    : Arrays.stream(part.group(2).split("[,\\s]+")).filter(each -> !each.isEmpty()).toList();
            if (part.group(1).equals("do")) {
                if (nodes.isEmpty()) {
                    return null;
                }
                set = nodes;
            } else {
                seen = nodes;
            }
            end = part.end();
        }
        return end == text.length() && end > 0 ? new Known(name, set, seen) : null;
    }
}

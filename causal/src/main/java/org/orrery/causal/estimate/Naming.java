package org.orrery.causal.estimate;

import java.util.List;

/** Long lists for people. */
final class Naming {
    private static final int MOST = 5;

    private Naming() {}

    /** The first few, and how many more there are. */
    static String some(List<String> names) {
        return names.size() <= MOST
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MOST)) + " and " + (names.size() - MOST) + " more";
    }

    static String share(double share) {
        return String.format(java.util.Locale.ROOT, "%.3g %%", 100 * share);
    }

    static String number(double value) {
        return String.format(java.util.Locale.ROOT, "%.4g", value);
    }
}

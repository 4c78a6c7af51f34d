package org.orrery.causal.estimate;

import java.util.List;

/** Long lists for people. */
final class Naming {
    private static final int MOST = 5;
    /** Beyond so many characters no further name is written out. */
    private static final int LONG = 160;

    private Naming() {}

    /** The first few, as many as fit on two lines, and how many more there are. */
    static String some(List<String> names) {
        int written = 1;
        int length = names.getFirst().length();
        while (written < Math.min(MOST, names.size()) && length < LONG) {
            length += names.get(written++).length();
        }
        String first = String.join(", ", names.subList(0, written));
        return (first.length() > 2 * LONG ? first.substring(0, 2 * LONG) + " ..." : first)
                + (written < names.size() ? " and " + (names.size() - written) + " more" : "");
    }

    static String share(double share) {
        return String.format(java.util.Locale.ROOT, "%.3g %%", 100 * share);
    }

    static String number(double value) {
        return String.format(java.util.Locale.ROOT, "%.4g", value);
    }
}

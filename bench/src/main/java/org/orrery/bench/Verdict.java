package org.orrery.bench;

import java.util.Locale;

/** How one file ended. */
record Verdict(Kind kind, String detail, double seconds) {
    enum Kind {
        PASSED, REFUSED, WRONG, FAILED, TIMED_OUT
    }

    static Verdict of(Kind kind, String detail, long start) {
        return new Verdict(kind, detail, (System.nanoTime() - start) / 1e9);
    }

    /** Cells of a table: verdict, detail, seconds. */
    String told() {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ') + "," + quoted(detail) + ","
                + String.format(Locale.ROOT, "%.3f", seconds);
    }

    static String quoted(String text) {
        return '"' + text.strip().replace("\"", "'").replaceAll("\\s+", " ") + '"';
    }
}

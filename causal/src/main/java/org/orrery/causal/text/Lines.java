package org.orrery.causal.text;

import org.orrery.core.InvalidInput;

/** Errors with the line at which they stand. */
final class Lines {
    private Lines() {}

    static InvalidInput error(String file, String text, int place, String problem, String advice) {
        int line = 1 + (int) text.substring(0, Math.min(place, text.length())).chars().filter(c -> c == '\n').count();
        return new InvalidInput(file + ", line " + line + ": " + problem + ".", advice);
    }
}

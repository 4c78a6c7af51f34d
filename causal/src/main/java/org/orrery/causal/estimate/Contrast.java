package org.orrery.causal.estimate;

import org.jspecify.annotations.Nullable;
import org.orrery.causal.data.Levels;
import org.orrery.core.Value;

/**
 * What is set against what.
 *
 * @param treatment column
 * @param on the value that is set
 * @param off the value it is held against; null where it is the world as it is, with nothing set
 */
public record Contrast(String treatment, Value on, @Nullable Value off) {
    /** For people: {@code do(x = 1) against do(x = 0)}. */
    public String text() {
        return "do(" + treatment + " = " + Levels.text(on) + ") against "
                + (off == null ? "nothing set" : "do(" + treatment + " = " + Levels.text(off) + ")");
    }
}

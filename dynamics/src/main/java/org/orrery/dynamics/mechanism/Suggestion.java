package org.orrery.dynamics.mechanism;

import java.util.Collection;
import java.util.List;
import org.orrery.core.Nearest;

/** Advice for a name that is not known: the names that look most like it. */
public final class Suggestion {
    private Suggestion() {}

    /** {@code Maybe a or b is meant.}, or {@code otherwise} where nothing is near. */
    public static String of(String word, Collection<String> names, String otherwise) {
        List<String> near = Nearest.to(word, names);
        return near.isEmpty() ? otherwise : "Maybe " + String.join(" or ", near) + " is meant.";
    }
}

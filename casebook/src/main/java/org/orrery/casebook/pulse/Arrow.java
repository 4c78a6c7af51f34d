package org.orrery.casebook.pulse;

import java.util.List;

/**
 * A path of the mechanism that can be cut and leaves the rest as it is.
 *
 * @param id of its claims: "direct"
 * @param label for people: "the direct arrow from signal to response"
 * @param cuts as the question language writes them, one a string
 */
record Arrow(String id, String label, List<String> cuts) {
    Arrow {
        cuts = List.copyOf(cuts);
    }
}

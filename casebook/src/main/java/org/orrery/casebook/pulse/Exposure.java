package org.orrery.casebook.pulse;

import java.util.List;
import org.orrery.core.Window;
import org.orrery.report.Shade;

/**
 * How a gear is moved: sharply and briefly, or for good.
 *
 * @param label for people: "a pulse of half a minute"
 * @param moves as the question language writes them, one a string
 * @param readAt when the readout is read
 * @param inForce the time it lasts, for pictures
 */
record Exposure(String label, List<String> moves, double readAt, Window inForce) {
    Exposure {
        moves = List.copyOf(moves);
    }

    Shade shade() {
        return new Shade(String.join(", ", moves), inForce);
    }
}

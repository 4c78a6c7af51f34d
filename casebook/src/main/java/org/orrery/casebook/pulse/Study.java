package org.orrery.casebook.pulse;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Model;

/**
 * One mechanism under a pulse and under a chronic exposure, whole and with each arrow cut.
 *
 * @param id of its claims
 * @param title of its section
 * @param about what the mechanism is and what is done to it
 * @param model the mechanism
 * @param settings that make the untouched world a quiet one
 * @param readout the variable that is read
 * @param extreme {@code max} where the exposure raises the readout, {@code min} where it lowers it
 * @param end of the pictures
 * @param arrows the direct one first, then the slow one if there is one
 * @param dial null where the file has none
 * @param reference of the mechanism
 */
record Study(String id, String title, String about, Model model, Map<String, Double> settings, String readout,
        String extreme, double end, Exposure pulse, Exposure chronic, List<Arrow> arrows, @Nullable Dial dial,
        String reference) {
    Study {
        settings = Map.copyOf(settings);
        arrows = List.copyOf(arrows);
    }

    Exposure exposure(boolean brief) {
        return brief ? pulse : chronic;
    }
}

package org.orrery.report;

import java.util.List;

/** Colours that people of all kinds of colour vision tell apart: Okabe and Ito (2008), Color Universal Design. */
final class Palette {
    static final String OFF = "#0072B2";
    static final String ON = "#D55E00";
    static final String EFFECT = "#007A5E";
    static final String SHADE = "#8A8578";

    private Palette() {}

    /** The colour of a row by its field {@code s}, with the worlds that occur in the legend. */
    static Spec worlds(List<String> names) {
        List<String> colours = names.stream().map(name -> switch (name) {
            case "on" -> ON;
            case "effect" -> EFFECT;
            default -> OFF;
        }).toList();
        return Spec.of("field", "s").with("type", "nominal").with("title", null)
                .with("scale", Spec.of("domain", names).with("range", colours));
    }
}

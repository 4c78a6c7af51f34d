package org.orrery.casebook.immune;

import org.orrery.casebook.EmbeddedMechanism;
import org.orrery.core.Model;

/** The mechanism of Wilson and Levy (2012), doi:10.1007/s11538-012-9722-4, in this project's own words. */
final class WilsonLevy {
    private static final String FILE = "wilson-levy.ant";

    private WilsonLevy() {}

    static Model model() {
        return EmbeddedMechanism.read(WilsonLevy.class, FILE);
    }
}

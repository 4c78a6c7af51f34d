package org.orrery.dynamics.sbml.comp;

import java.util.Set;
import org.orrery.dynamics.sbml.xml.Element;

/** Which kind of element may stand in the place of which (section 3.6.5). */
final class Kinds {
    private static final Set<String> WITH_VALUE = Set.of("compartment", "species", "parameter", "reaction",
            "speciesReference");

    private Kinds() {}

    /** Whether {@code replacement} may replace {@code replaced}: kinds stay, but a parameter may become anything with a value. */
    static boolean mayReplace(Element replacement, Element replaced) {
        boolean isParameter = Comp.isCore(replaced)
                && (replaced.name().equals("parameter") || replaced.name().equals("localParameter"));
        return isParameter
                ? hasValue(replacement)
                : replacement.name().equals(replaced.name())
                        && Comp.isCore(replacement) == Comp.isCore(replaced)
                        && Comp.isComp(replacement) == Comp.isComp(replaced);
    }

    static boolean hasValue(Element element) {
        return Comp.isCore(element) && WITH_VALUE.contains(element.name());
    }
}

package org.orrery.dynamics.sbml;

import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;
import org.orrery.dynamics.sbml.xml.Element;

/** Level and version of the language a file is written in, and what follows from them. */
record Level(int level, int version) {
    private static final String NAMESPACE = "http://www.sbml.org/sbml/level";
    private static final int NEWEST_OF_1 = 2;
    private static final int NEWEST_OF_2 = 5;
    private static final int NEWEST_OF_3 = 2;

    static Level of(Element sbml) {
        int level = whole(sbml, "level");
        int version = whole(sbml, "version");
        int newest = switch (level) {
            case 1 -> NEWEST_OF_1;
            case 2 -> NEWEST_OF_2;
            case 3 -> NEWEST_OF_3;
            default -> 0;
        };
        if (version > newest) {
            throw new Refusal(sbml.where() + "is SBML level " + level + " version " + version + ", which is not known.",
                    "Levels 1 (to version 2), 2 (to version 5) and 3 (to version 2) are read; convert the file to one of them.");
        }
        if (!sbml.namespace().startsWith(NAMESPACE + level)) {
            throw sbml.invalid("<sbml> has level=\"" + level + "\" and the namespace " + sbml.namespace() + ".",
                    "Write the namespace of its level, such as " + NAMESPACE + level
                            + (level == 3 ? "/version" + version + "/core." : "."));
        }
        return new Level(level, version);
    }

    private static int whole(Element sbml, String key) {
        double value = sbml.number(key, Double.NaN);
        if (value != Math.rint(value) || value < 1) {
            throw invalid(sbml, key);
        }
        return (int) value;
    }

    private static InvalidInput invalid(Element sbml, String key) {
        return sbml.invalid("<sbml> has no whole " + key + ".", "Write for example level=\"3\" version=\"2\".");
    }

    /** Whether an absent attribute is the author's choice: level 3 has almost no defaults. */
    boolean hasDefaults() {
        return level < 3;
    }

    boolean isFirst() {
        return level == 1;
    }

    /** Whether an element may come without its mathematics. */
    boolean allowsNoMath() {
        return level == 3 && version >= 2;
    }

    /** The attribute that names an element: level 1 has names only. */
    String idKey() {
        return isFirst() ? "name" : "id";
    }

    /** A truth value with its default of levels 1 and 2; required in level 3. */
    boolean truth(Element element, String key, boolean otherwise) {
        return hasDefaults() ? element.truth(key, otherwise) : element.requiredTruth(key);
    }

    String id(Element element) {
        return element.required(idKey());
    }

    /** The longer name, or the empty string. */
    String label(Element element) {
        return isFirst() ? "" : element.attribute("name", "");
    }
}

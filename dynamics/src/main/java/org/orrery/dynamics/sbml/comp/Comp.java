package org.orrery.dynamics.sbml.comp;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.sbml.xml.Element;
import org.orrery.dynamics.sbml.xml.XmlTree;

/** How elements of the package are told apart and read. */
final class Comp {
    private static final Pattern PACKAGE = Pattern.compile("http://www\\.sbml\\.org/sbml/level3/version\\d/comp/.*");
    private static final Pattern CORE = Pattern.compile("http://www\\.sbml\\.org/sbml/level\\d.*/core");

    private Comp() {}

    static boolean isComp(Element element) {
        return isComp(element.namespace());
    }

    static boolean isComp(String namespace) {
        return PACKAGE.matcher(namespace).matches();
    }

    static boolean isCore(Element element) {
        return CORE.matcher(element.namespace()).matches();
    }

    static boolean isMath(Element element) {
        return element.namespace().equals(XmlTree.MATHML);
    }

    static boolean is(Element element, String name) {
        return element.name().equals(name) && isComp(element);
    }

    /** An attribute of an element of the package, with the package's prefix or without any. */
    static @Nullable String attribute(Element element, String key) {
        String prefixed = element.attribute("{" + element.namespace() + "}" + key);
        String value = prefixed == null ? element.attribute(key) : prefixed;
        return value == null ? null : value.strip();
    }

    static String required(Element element, String key) {
        String value = attribute(element, key);
        if (value == null || value.isEmpty()) {
            throw element.invalid("<" + element.name() + "> has no " + key + ".",
                    "The package comp requires the attribute " + key + " here.");
        }
        return value;
    }

    /** The children of this package's list of this name; none where there is no such list. */
    static List<Element> listOf(Element owner, String list) {
        return owner.all().stream().filter(child -> is(child, list))
                .flatMap(child -> child.all().stream().filter(Comp::isComp)).toList();
    }

    /** The object that is named, whatever its kind: {@code species S1}. */
    static String label(Element element) {
        String id = attribute(element, "id");
        String metaid = element.attribute("metaid");
        return element.name() + (id != null ? " " + id : metaid != null ? " " + metaid : "");
    }
}

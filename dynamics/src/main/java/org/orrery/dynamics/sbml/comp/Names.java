package org.orrery.dynamics.sbml.comp;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.sbml.xml.Element;

/**
 * What elements are called in the flat model: {@code x} of submodel {@code sub} is {@code sub__x}. Where such a name is taken
 * already, the submodel's prefix grows by underscores until none of its names is.
 */
final class Names {
    private static final String BETWEEN = "__";

    private Names() {}

    static void give(Instance root) {
        relative(root);
        absolute(root, "");
    }

    /** Chooses the children's prefixes as seen from the occurrence, and returns all names under it. */
    private static Set<String> relative(Instance instance) {
        Set<String> taken = new HashSet<>(instance.definition.ids.keySet());
        taken.addAll(instance.definition.units.keySet());
        for (Instance child : instance.children) {
            Set<String> names = relative(child);
            String id = child.asked == null ? "" : Comp.required(child.asked, "id");
            String prefix = id + BETWEEN;
            while (collides(prefix, names, taken)) {
                prefix += "_";
            }
            child.prefix = prefix;
            for (String name : names) {
                taken.add(prefix + name);
            }
        }
        return taken;
    }

    private static boolean collides(String prefix, Set<String> names, Set<String> taken) {
        return names.stream().anyMatch(name -> taken.contains(prefix + name));
    }

    private static void absolute(Instance instance, String before) {
        instance.prefix = before + instance.prefix;
        instance.children.forEach(child -> absolute(child, instance.prefix));
    }

    /** The id of an element in the flat model: its own, or that of the element that it stands for. */
    static @Nullable String of(Part part) {
        Part at = part;
        for (Part other = at.instance().standsFor(at.element()); other != null; other = at.instance()
                .standsFor(at.element())) {
            at = other;
        }
        @Nullable
        String id = Comp.attribute(at.element(), "id");
        return id == null ? null : at.instance().prefix + id;
    }

    /** The id of the element, for messages also where it has none. */
    static String shown(Element element) {
        String id = Comp.attribute(element, "id");
        return id == null ? "<" + element.name() + ">" : id;
    }
}

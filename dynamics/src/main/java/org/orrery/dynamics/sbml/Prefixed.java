package org.orrery.dynamics.sbml;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Refusal;
import org.orrery.dynamics.mechanism.Suggestion;
import org.orrery.dynamics.sbml.xml.Element;

/**
 * An element seen by a package: its attributes may carry the package's prefix or none, and so may the lists in it. What
 * the package has no word for is refused.
 *
 * @param namespace of the package, all versions
 */
record Prefixed(Element element, String namespace) {
    @Nullable
    String text(String name) {
        return element.attribute(key(name));
    }

    String text(String name, String otherwise) {
        String text = text(name);
        return text == null ? otherwise : text.strip();
    }

    String required(String name) {
        String text = text(name);
        if (text == null || text.isBlank()) {
            throw element.invalid("<" + element.name() + "> has no " + name + ".",
                    "The package requires the attribute " + name + " here.");
        }
        return text.strip();
    }

    double number(String name, double otherwise) {
        return element.number(key(name), otherwise);
    }

    boolean truth(String name, boolean otherwise) {
        return element.truth(key(name), otherwise);
    }

    boolean has(String name) {
        return text(name) != null;
    }

    private String key(String name) {
        String prefixed = "{" + namespace + "}" + name;
        return element.attributes().containsKey(prefixed) ? prefixed : name;
    }

    /** The package's children, each of them one of these words; notes and annotations are passed over. */
    List<Prefixed> children(Set<String> words) {
        return element.all().stream().filter(child -> child.namespace().equals(namespace))
                .filter(child -> !child.name().equals("notes") && !child.name().equals("annotation"))
                .map(child -> known(child, words)).toList();
    }

    private Prefixed known(Element child, Set<String> words) {
        if (!words.contains(child.name())) {
            throw new Refusal(child.where() + "<" + child.name() + "> in <" + element.name()
                    + "> is no element of the package that is known.",
                    Suggestion.of(child.name(), words, "It is refused, because it could change the mathematics."));
        }
        return new Prefixed(child, namespace);
    }

    /** The members of a list among the children, if it is there. */
    List<Prefixed> list(String list, String member) {
        return list(list, Set.of(member));
    }

    /** The members of a list that has several kinds of them. */
    List<Prefixed> list(String list, Set<String> members) {
        return element.all().stream()
                .filter(child -> child.namespace().equals(namespace) && child.name().equals(list))
                .flatMap(child -> new Prefixed(child, namespace).children(members).stream()).toList();
    }

    String name() {
        return element.name();
    }
}

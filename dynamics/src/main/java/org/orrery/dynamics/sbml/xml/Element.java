package org.orrery.dynamics.sbml.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;

/**
 * An element as it stands in the file.
 *
 * @param file the file's name, for messages
 * @param line where its start tag ends
 * @param namespace its namespace, or the empty string
 * @param attributes by local name; those with a namespace by {@code {namespace}name}
 */
public record Element(String file, int line, String namespace, String name, Map<String, String> attributes,
        List<Node> content) implements Node {

    /** The elements in it, whatever their namespace. */
    public List<Element> all() {
        List<Element> all = new ArrayList<>();
        for (Node node : content) {
            if (node instanceof Element child) {
                all.add(child);
            }
        }
        return all;
    }

    /** The elements in it of its own namespace. */
    public List<Element> children() {
        return all().stream().filter(child -> child.namespace.equals(namespace)).toList();
    }

    /** The mathematics in it. */
    public Optional<Element> math() {
        return all().stream().filter(child -> child.namespace.equals(XmlTree.MATHML)).findFirst();
    }

    /** The first child of this name and of its own namespace. */
    public Optional<Element> child(String wanted) {
        return children().stream().filter(child -> child.name.equals(wanted)).findFirst();
    }

    /** The children of the list of this name; none where there is no such list. */
    public List<Element> listOf(String wanted) {
        return child(wanted).map(Element::children).orElse(List.of());
    }

    /** The attribute's value, or null where it is absent. */
    public @Nullable String attribute(String key) {
        return attributes.get(key);
    }

    /** The attribute's value, or {@code otherwise} where it is absent. */
    public String attribute(String key, String otherwise) {
        return attributes.getOrDefault(key, otherwise);
    }

    /** The attribute's value; an absent or blank one is invalid. */
    public String required(String key) {
        String value = attributes.get(key);
        if (value == null || value.isBlank()) {
            throw invalid("<" + name + "> has no " + key + ".", "SBML requires the attribute " + key + " here.");
        }
        return value.strip();
    }

    /** A number by the rules of XML Schema, or {@code otherwise} where the attribute is absent. */
    public double number(String key, double otherwise) {
        String value = attributes.get(key);
        if (value == null) {
            return otherwise;
        }
        String text = value.strip();
        switch (text) {
            case "INF", "+INF" -> {
                return Double.POSITIVE_INFINITY;
            }
            case "-INF" -> {
                return Double.NEGATIVE_INFINITY;
            }
            case "NaN" -> {
                return Double.NaN;
            }
            default -> {
                // Java alone reads "1d", "0x1p3" and "Infinity" as numbers.
                boolean plain = !text.isEmpty()
                        && text.chars().allMatch(c -> c >= '0' && c <= '9' || "+-.eE".indexOf(c) >= 0);
                try {
                    if (plain) {
                        return Double.parseDouble(text);
                    }
                } catch (NumberFormatException e) {
                    plain = false;
                }
                throw invalid("<" + name + "> has " + key + "=\"" + value + "\", which is not a number.",
                        "Write a number like 0.5 or 1e-3, INF or NaN.");
            }
        }
    }

    /** A truth value, or {@code otherwise} where the attribute is absent. */
    public boolean truth(String key, boolean otherwise) {
        return attributes.containsKey(key) ? requiredTruth(key) : otherwise;
    }

    /** A truth value; an absent one is invalid. */
    public boolean requiredTruth(String key) {
        return switch (required(key)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw invalid("<" + name + "> has " + key + "=\"" + attributes.get(key)
                    + "\", which is neither true nor false.", "Write true or false.");
        };
    }

    /** What is wrong with this element, with the file and the line before it. */
    public InvalidInput invalid(String message, String advice) {
        return new InvalidInput(where() + message, advice);
    }

    /** {@code model.xml, line 7: }, to put before a message. */
    public String where() {
        return file + ", line " + line + ": ";
    }

    /** Short, because an element holds all that is in it. */
    @Override
    public String toString() {
        return where() + "<" + name + ">";
    }
}

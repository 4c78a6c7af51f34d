package org.orrery.dynamics.sbml;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;
import org.orrery.dynamics.flux.GeneRule;
import org.orrery.dynamics.flux.GeneText;
import org.orrery.dynamics.sbml.xml.Element;
import org.orrery.dynamics.sbml.xml.Node;

/** What flux models without the package fbc write into notes, one line each: {@code GENE_ASSOCIATION: b1 and b2}. */
final class Notes {
    private static final Pattern LINE = Pattern.compile("\\s*([A-Za-z_ ]+?)\\s*:(.*)");

    private Notes() {}

    /** The value of a line of the element's notes, or null. */
    static @Nullable String line(Element element, String key) {
        for (Element child : element.children()) {
            if (child.name().equals("notes")) {
                for (Node node : child.content()) {
                    if (node instanceof Node.Text text) {
                        Matcher line = LINE.matcher(text.characters());
                        if (line.matches() && key.equals(line.group(1).toUpperCase(Locale.ROOT).replace(' ', '_'))) {
                            return line.group(2).strip();
                        }
                    }
                }
            }
        }
        return null;
    }

    /** Gene associations by reaction, where a reaction's notes have one. */
    static Map<String, String> genes(Element model) {
        Map<String, String> genes = new HashMap<>();
        for (Element reaction : model.listOf("listOfReactions")) {
            String rule = line(reaction, "GENE_ASSOCIATION");
            if (rule != null) {
                genes.put(reaction.required("id"), rule);
            }
        }
        return genes;
    }

    static @Nullable GeneRule rule(String text, Element reaction) {
        try {
            return GeneText.parse(text);
        } catch (InvalidInput unreadable) {
            throw reaction.invalid(String.valueOf(unreadable.getMessage()), unreadable.advice());
        }
    }
}

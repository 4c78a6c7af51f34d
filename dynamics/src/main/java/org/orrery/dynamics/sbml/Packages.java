package org.orrery.dynamics.sbml;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.orrery.core.Refusal;
import org.orrery.dynamics.sbml.xml.Element;
import org.orrery.dynamics.sbml.xml.XmlTree;

/**
 * What a level 3 file says that it uses beyond the core. A package that is required to understand the mathematics is
 * refused by name; any other is left out with a remark.
 */
final class Packages {
    private static final String PREFIX = "http://www.sbml.org/sbml/level3/";
    /** The mathematics of level 3 version 2 in a version 1 file; it is read anyway. */
    private static final String EXTENDED_MATH = "l3v2extendedmath";
    /** Hierarchical models are made flat before they are read. */
    private static final String COMPOSITION = "comp";
    /** Packages that say nothing about the mathematics, whatever a file says about them. */
    private static final Set<String> SILENT = Set.of("layout", "render", "groups");
    private static final String REQUIRED = "}required";

    private Packages() {}

    static void check(XmlTree.Document document, Draft draft) {
        Element root = document.root();
        Map<String, Boolean> packages = new TreeMap<>();
        root.attributes().forEach((key, value) -> {
            if (key.endsWith(REQUIRED)) {
                String namespace = key.substring(1, key.length() - REQUIRED.length());
                packages.put(namespace, value.strip().equals("true") || value.strip().equals("1"));
            }
        });
        packages.forEach((namespace, required) -> {
            String name = name(namespace);
            if (name.equals(EXTENDED_MATH) || name.equals(COMPOSITION)) {
                return;
            }
            if (required && !SILENT.contains(name)) {
                throw new Refusal(root.where() + "uses the SBML package " + name
                        + ", which is required to understand it and is not supported yet.",
                        "Export the model without this package.");
            }
            draft.remark("package " + name + ": ignored, it has no mathematical meaning");
        });
        undeclared(document, packages.keySet());
    }

    /** Package elements without the declaration that says whether they matter. */
    private static void undeclared(XmlTree.Document document, Set<String> declared) {
        String core = document.root().namespace();
        for (String namespace : document.namespaces()) {
            if (namespace.startsWith(PREFIX) && !namespace.equals(core) && !declared.contains(namespace)
                    && !namespace.endsWith("/core") && !SILENT.contains(name(namespace))
                    && isUsed(document.root(), namespace)) {
                throw new Refusal(document.root().where() + "uses the SBML package " + name(namespace)
                        + " and does not say whether it is required.",
                        "Give <sbml> the attribute required of that package.");
            }
        }
    }

    private static boolean isUsed(Element element, String namespace) {
        return element.namespace().equals(namespace)
                || element.all().stream().anyMatch(child -> isUsed(child, namespace));
    }

    /** A flux balance problem has an objective and no rates: there is no course in time to compute. */
    static void refuseFluxBalance(Element model, Draft draft) {
        boolean rates = draft.reactions.stream().anyMatch(reaction -> reaction.rate() != null);
        Element objectives = model.all().stream()
                .filter(child -> child.name().equals("listOfObjectives") && name(child.namespace()).equals("fbc"))
                .findFirst().orElse(null);
        if (objectives != null && !rates) {
            throw new Refusal(
                    objectives.where() + "is a flux balance problem (SBML package fbc), not a course in time.",
                    "Open a model whose reactions have kinetic laws.");
        }
    }

    /** {@code comp} of {@code http://www.sbml.org/sbml/level3/version1/comp/version1}. */
    private static String name(String namespace) {
        if (!namespace.startsWith(PREFIX)) {
            return namespace;
        }
        String[] parts = namespace.substring(PREFIX.length()).split("/");
        return parts.length > 1 ? parts[1] : namespace;
    }
}

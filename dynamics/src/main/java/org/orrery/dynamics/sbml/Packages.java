package org.orrery.dynamics.sbml;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
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
    /** Packages that say nothing about the mathematics, whatever a file says about them. */
    private static final Set<String> SILENT = Set.of("layout", "render", "groups");
    /** Packages that are read; hierarchical models are made flat before. */
    private static final Set<String> READ = Set.of("comp", "fbc", "qual");
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
            if (name.equals(EXTENDED_MATH) || READ.contains(name)) {
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

    /** The namespace under which the model uses a package, or null. */
    static @Nullable String namespace(Element model, String packageName) {
        for (Element child : model.all()) {
            if (name(child.namespace()).equals(packageName)) {
                return child.namespace();
            }
        }
        return null;
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

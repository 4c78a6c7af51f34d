package org.orrery.dynamics.sbml.comp;

import java.util.Map;
import java.util.Set;
import org.orrery.core.Refusal;
import org.orrery.dynamics.mechanism.Suggestion;
import org.orrery.dynamics.sbml.xml.Element;

/** The words of the package: which elements may stand in which, with which attributes. A mistyped one must not pass in silence. */
final class Syntax {
    private static final Set<String> EVERYWHERE = Set.of("id", "name", "metaid", "sboTerm");
    private static final Set<String> SILENT = Set.of("notes", "annotation");
    private static final Set<String> ON_ANYTHING = Set.of("listOfReplacedElements", "replacedBy");
    private static final Set<String> REFERENCE = Set.of("portRef", "idRef", "unitRef", "metaIdRef");
    /** The second spelling is an old one, still allowed (section 3.7.2). */
    private static final Set<String> DEEPER = Set.of("sBaseRef", "sbaseRef");

    private static final Map<String, Set<String>> CHILDREN = Map.ofEntries(
            Map.entry("sbml", Set.of("listOfModelDefinitions", "listOfExternalModelDefinitions")),
            Map.entry("listOfModelDefinitions", Set.of("modelDefinition")),
            Map.entry("listOfExternalModelDefinitions", Set.of("externalModelDefinition")),
            Map.entry("model", Set.of("listOfSubmodels", "listOfPorts")),
            Map.entry("modelDefinition", Set.of("listOfSubmodels", "listOfPorts")),
            Map.entry("listOfSubmodels", Set.of("submodel")),
            Map.entry("submodel", Set.of("listOfDeletions")),
            Map.entry("listOfDeletions", Set.of("deletion")),
            Map.entry("listOfPorts", Set.of("port")),
            Map.entry("listOfReplacedElements", Set.of("replacedElement")),
            Map.entry("deletion", DEEPER), Map.entry("port", DEEPER), Map.entry("replacedElement", DEEPER),
            Map.entry("replacedBy", DEEPER), Map.entry("sBaseRef", DEEPER), Map.entry("sbaseRef", DEEPER));

    private static final Map<String, Set<String>> ATTRIBUTES = Map.of(
            "externalModelDefinition", Set.of("source", "modelRef", "md5"),
            "submodel", Set.of("modelRef", "timeConversionFactor", "extentConversionFactor"),
            "replacedElement", Set.of("submodelRef", "deletion", "conversionFactor"),
            "replacedBy", Set.of("submodelRef"));

    private Syntax() {}

    /** Looks at every element of the package under the root. */
    static void check(Element element) {
        if (Comp.isComp(element) && !element.name().equals("modelDefinition")) {
            attributes(element);
        }
        Set<String> allowed = CHILDREN.getOrDefault(element.name(), Set.of());
        for (Element child : element.all()) {
            if (Comp.isMath(child)) {
                continue;
            }
            if (Comp.isComp(child)) {
                if (!allowed.contains(child.name()) && !ON_ANYTHING.contains(child.name())) {
                    throw new Refusal(
                            child.where() + "<" + child.name() + "> of the package comp does not belong into <"
                                    + element.name() + ">.",
                            Suggestion.of(child.name(), allowed.isEmpty() ? ON_ANYTHING : allowed,
                                    "It is refused, because it could change the mathematics."));
                }
                single(element, child);
            } else
                if (Comp.isComp(element) && !element.name().equals("modelDefinition") && Comp.isCore(child)
                        && !SILENT.contains(child.name())) {
                            throw new Refusal(
                                    child.where() + "<" + child.name() + "> does not belong into <" + element.name()
                                            + ">.",
                                    "It is refused, because it could change the mathematics.");
                        }
            check(child);
        }
    }

    private static void single(Element owner, Element child) {
        boolean isList = Comp.isComp(owner) && owner.name().startsWith("listOf");
        Element first = owner.all().stream().filter(other -> Comp.is(other, child.name())).findFirst().orElse(child);
        if (!isList && first != child) {
            throw child.invalid("<" + owner.name() + "> has a second <" + child.name() + ">.", "Only one is allowed.");
        }
    }

    private static void attributes(Element element) {
        Set<String> allowed = ATTRIBUTES.getOrDefault(element.name(), Set.of());
        boolean refers = CHILDREN.getOrDefault(element.name(), Set.of()).equals(DEEPER);
        for (String key : element.attributes().keySet()) {
            String namespace = key.startsWith("{") ? key.substring(1, key.indexOf('}')) : "";
            String name = key.substring(key.indexOf('}') + 1);
            boolean known = EVERYWHERE.contains(name) || allowed.contains(name) || refers && REFERENCE.contains(name);
            if (!known && (namespace.isEmpty() || Comp.isComp(namespace))) {
                throw element.invalid("<" + element.name() + "> has the attribute " + name
                        + ", which the package comp does not know there.",
                        Suggestion.of(name, refers ? REFERENCE : allowed,
                                "Take it out, or put it into an annotation."));
            }
        }
    }
}

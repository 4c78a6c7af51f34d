package org.orrery.dynamics.sbml.comp;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;
import org.orrery.dynamics.mechanism.Suggestion;
import org.orrery.dynamics.sbml.xml.Element;

/** Follows an SBaseRef, the package's pointer into a submodel (section 3.7), to the element that it means. */
final class References {
    private static final List<String> WAYS = List.of("portRef", "idRef", "unitRef", "metaIdRef");

    private References() {}

    /**
     * The element that a reference means.
     *
     * @param inside the occurrence that its names belong to
     * @return null where it may mean an element of a package that is not read
     * @throws InvalidInput if there is no such element
     */
    static @Nullable Part follow(Instance inside, Element reference) {
        Part part = own(inside, reference);
        Element deeper = reference.all().stream()
                .filter(child -> Comp.is(child, "sBaseRef") || Comp.is(child, "sbaseRef")).findFirst().orElse(null);
        return part == null || deeper == null ? part : follow(submodel(part, reference), deeper);
    }

    /** Where a port leads to; null as in {@link #follow}. */
    static @Nullable Part port(Instance instance, Element port) {
        if (Comp.attribute(port, "portRef") != null) {
            throw port.invalid("port " + Comp.required(port, "id") + " leads to another port.",
                    "A port leads to an object of its own model: give it idRef, unitRef or metaIdRef.");
        }
        return follow(instance, port);
    }

    private static @Nullable Part own(Instance inside, Element reference) {
        String way = way(reference);
        String name = Comp.required(reference, way);
        Definition definition = inside.definition;
        Map<String, Element> names = switch (way) {
            case "portRef" -> definition.ports;
            case "unitRef" -> definition.units;
            case "metaIdRef" -> definition.metaids;
            default -> definition.ids;
        };
        Element element = names.get(name);
        if (element == null) {
            if (inside.sheet.hasUnreadPackages()) {
                return null;
            }
            throw reference.invalid(Comp.label(reference) + " names the "
                    + (way.equals("metaIdRef")
                            ? "metaid "
                            : way.equals("portRef") ? "port " : way.equals("unitRef") ? "unit " : "id ")
                    + name
                    + ", which " + inside.label() + " does not have.", advice(name, way, names.keySet(), definition));
        }
        if (!way.equals("portRef")) {
            return new Part(inside, element);
        }
        if (!inside.isAlive(element)) {
            throw reference.invalid(Comp.label(reference) + " names the port " + name + ", which was deleted.",
                    "Name the element itself by idRef.");
        }
        return port(inside, element);
    }

    private static String advice(String name, String way, Collection<String> names, Definition definition) {
        if (way.equals("idRef") && definition.ports.containsKey(name)) {
            return "Maybe portRef is meant: there is a port of this name.";
        }
        if (way.equals("portRef") && definition.ids.containsKey(name)) {
            return "Maybe idRef is meant: there is an element of this id.";
        }
        return Suggestion.of(name, names, "Correct the name.");
    }

    private static String way(Element reference) {
        List<String> given = new ArrayList<>();
        for (String way : WAYS) {
            if (Comp.attribute(reference, way) != null) {
                given.add(way);
            }
        }
        if (given.size() != 1) {
            throw reference.invalid(Comp.label(reference) + (given.isEmpty()
                    ? " refers to nothing."
                    : " refers in more than one way: " + String.join(", ", given) + "."),
                    "Give it one of portRef, idRef, unitRef and metaIdRef.");
        }
        return given.getFirst();
    }

    private static Instance submodel(Part part, Element reference) {
        String id = Comp.attribute(part.element(), "id");
        Instance next = id == null || !part.element().name().equals("submodel")
                ? null
                : part.instance().submodels.get(id);
        if (next == null) {
            throw reference.invalid(Comp.label(reference) + " looks into " + part.label() + ", which is no submodel.",
                    "Only a submodel has elements that can be referred to from outside.");
        }
        return next;
    }

    /** The occurrence that a submodelRef means, from a replacement in {@code inside}. */
    static Instance submodelRef(Instance inside, Element reference) {
        String id = Comp.required(reference, "submodelRef");
        Instance submodel = inside.submodels.get(id);
        if (submodel == null) {
            throw reference.invalid(Comp.label(reference) + " is in the submodel " + id + ", which "
                    + inside.label() + " does not have.",
                    Suggestion.of(id, inside.submodels.keySet(), "Declare it in listOfSubmodels."));
        }
        return submodel;
    }
}

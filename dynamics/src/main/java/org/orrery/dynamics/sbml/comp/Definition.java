package org.orrery.dynamics.sbml.comp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.sbml.xml.Element;

/** A model as it is defined, with what its objects are called in each of the namespaces of the specification's section 3.9. */
final class Definition {
    final Element model;
    final Map<String, Element> ids = new HashMap<>();
    final Map<String, Element> units = new HashMap<>();
    final Map<String, Element> metaids = new HashMap<>();
    final Map<String, Element> ports = new LinkedHashMap<>();
    final Map<String, Element> submodels = new LinkedHashMap<>();
    /** The elements that replace others or are replaced, in the order of the file. */
    final List<Element> holders = new ArrayList<>();
    private final Map<Element, Element> parents = new IdentityHashMap<>();
    private int size;

    Definition(Element model) {
        this.model = model;
        read(model);
    }

    private void read(Element owner) {
        boolean holds = false;
        for (Element child : owner.all()) {
            size++;
            if (Comp.isMath(child)) {
                size += weight(child);
                continue;
            }
            parents.put(child, owner);
            name(child);
            holds |= Comp.is(child, "listOfReplacedElements") || Comp.is(child, "replacedBy");
            read(child);
        }
        if (holds) {
            holders.add(owner);
        }
    }

    private void name(Element element) {
        String metaid = element.attribute("metaid");
        if (metaid != null) {
            metaids.putIfAbsent(metaid.strip(), element);
        }
        boolean mustHaveId = Comp.is(element, "port") || Comp.is(element, "submodel");
        String id = mustHaveId ? Comp.required(element, "id") : Comp.attribute(element, "id");
        if (id == null) {
            return;
        }
        if (Comp.is(element, "port")) {
            if (ports.putIfAbsent(id, element) != null) {
                throw element.invalid("port " + id + " is there twice.", "Give one of them another id.");
            }
            return;
        }
        switch (element.name()) {
            case "unitDefinition" -> units.putIfAbsent(id, element);
            // Local parameters are known by their metaid alone.
            case "localParameter" -> {
            }
            case "submodel" -> {
                if (ids.putIfAbsent(id, element) != null || submodels.putIfAbsent(id, element) != null) {
                    throw element.invalid("submodel " + id + " has an id that is already taken in its model.",
                            "Give one of them another id.");
                }
            }
            default -> ids.putIfAbsent(id, element);
        }
    }

    private static int weight(Element math) {
        int weight = 1;
        for (Element child : math.all()) {
            weight += weight(child);
        }
        return weight;
    }

    /** What the element stands in, or null for the model itself. */
    @Nullable
    Element parent(Element element) {
        return parents.get(element);
    }

    /** How many elements the model has, mathematics included. */
    int size() {
        return size;
    }

    /** What the model is called in messages. */
    String label() {
        String id = Comp.attribute(model, "id");
        return id == null ? "the model without an id" : "model " + id;
    }
}

package org.orrery.dynamics.sbml.comp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.orrery.dynamics.sbml.xml.Element;

/** Attributes of elements in the flat model: what they are called and what they refer to. */
final class Attributes {
    private static final Set<String> REFERENCES = Set.of("compartment", "species", "symbol", "variable");
    private static final Set<String> UNITS = Set.of("units", "substanceUnits", "timeUnits", "volumeUnits", "areaUnits",
            "lengthUnits", "extentUnits");
    /** Attributes of the package fbc that may refer to an element; where they hold a number they refer to none. */
    private static final Set<String> FLUX = Set.of("reaction", "geneProduct", "lowerFluxBound", "upperFluxBound",
            "associatedSpecies", "activeObjective", "variable", "variable2", "coefficient", "lowerBound", "upperBound");
    /** Attributes of the package qual that refer to an element. */
    private static final Set<String> LOGICAL = Set.of("compartment", "qualitativeSpecies");
    /** Given to each species and compartment instead, because they hold in one of the joined models only. */
    private static final Set<String> OF_ONE_MODEL = Set.of("conversionFactor", "substanceUnits", "volumeUnits",
            "areaUnits", "lengthUnits");

    private final Symbols symbols;
    private final Units units;
    private final List<Element> added = new ArrayList<>();
    private final Map<String, String> converted = new HashMap<>();

    Attributes(Symbols symbols, Units units) {
        this.symbols = symbols;
        this.units = units;
    }

    Map<String, String> ofModel(Instance root) {
        Map<String, String> attributes = of(root, root.definition.model);
        OF_ONE_MODEL.forEach(attributes::remove);
        return attributes;
    }

    Map<String, String> of(Instance instance, Element element) {
        Map<String, String> attributes = new HashMap<>();
        element.attributes().forEach((key, value) -> attributes.put(key, of(instance, element, key, value.strip())));
        if (Comp.isCore(element) && element.name().equals("species")) {
            String factor = element.attribute("conversionFactor",
                    instance.definition.model.attribute("conversionFactor", ""));
            if (!factor.isBlank()) {
                attributes.put("conversionFactor", factor(instance, factor.strip(), element));
            }
        }
        if (Comp.isCore(element)) {
            units.inherit(instance, element, attributes);
        }
        return attributes;
    }

    private String of(Instance instance, Element element, String key, String value) {
        String name = key.substring(key.indexOf('}') + 1);
        boolean core = !key.startsWith("{");
        if (name.equals("id")) {
            return id(instance, element, value);
        }
        if (core && name.equals("metaid")) {
            return instance.prefix + value;
        }
        if (core && Comp.isCore(element)) {
            return REFERENCES.contains(name)
                    ? symbols.name(instance, value)
                    : UNITS.contains(name) ? units.name(instance, value) : element.attribute(key, value);
        }
        return (FLUX.contains(name) || LOGICAL.contains(name)) && instance.definition.ids.containsKey(value)
                ? symbols.name(instance, value)
                : element.attribute(key, value);
    }

    private String id(Instance instance, Element element, String value) {
        if (element.name().equals("localParameter")) {
            return value;
        }
        String name = Names.of(new Part(instance, element));
        return name == null ? instance.prefix + value : name;
    }

    /** A species can name a parameter as its factor, not an expression; where one is needed, a parameter is added. */
    private String factor(Instance instance, String id, Element at) {
        List<Element> over = symbols.factors(instance, id);
        String name = symbols.name(instance, id);
        if (over.isEmpty()) {
            return name;
        }
        return converted.computeIfAbsent(instance.prefix + id, own -> {
            Set<String> parts = new HashSet<>(instance.definition.ids.keySet());
            String auxiliary = "converted";
            while (parts.contains(auxiliary + "_" + id)) {
                auxiliary += "_";
            }
            String flat = instance.prefix + auxiliary + "_" + id;
            added.add(new Element(at.file(), at.line(), at.namespace(), "parameter",
                    Map.of("id", flat, "constant", "true"), List.of()));
            Element value = MathTree.scaled(MathTree.ci(name, at), List.of(), over, at);
            added.add(new Element(at.file(), at.line(), at.namespace(), "initialAssignment", Map.of("symbol", flat),
                    List.of(MathTree.make("math", at, List.of(value)))));
            return flat;
        });
    }

    /** Parameters and initial assignments that the models do not have. */
    List<Element> added() {
        return added;
    }
}

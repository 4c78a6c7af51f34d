package org.orrery.dynamics.sbml.comp;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;
import org.orrery.dynamics.sbml.xml.Element;
import org.orrery.equation.Unit;

/**
 * Units of the occurrences in the flat model. Definitions are renamed like everything else; what a model says of all its
 * species and compartments is said of each of them, since the flat model has no words for a part of itself.
 */
final class Units {
    private static final Map<String, String> SIZES = Map.of("3", "volumeUnits", "2", "areaUnits", "1", "lengthUnits");

    /** What a unit's name becomes; the names that SBML reserves stay. */
    String name(Instance instance, String unit) {
        Element definition = instance.definition.units.get(unit);
        if (definition != null) {
            String name = Names.of(Meaning.of(instance, definition).part());
            return name == null ? unit : name;
        }
        return isReserved(unit) ? unit : instance.prefix + unit;
    }

    private static boolean isReserved(String unit) {
        try {
            return Unit.ofKind(unit, 1, 0, 1) != null;
        } catch (InvalidInput unknown) {
            return false;
        } catch (Refusal withAnOffset) {
            return true;
        }
    }

    /** A number with the unit that it may name renamed. */
    Element number(Instance instance, Element cn) {
        Map<String, String> attributes = new HashMap<>();
        cn.attributes().forEach((key, value) -> attributes.put(key,
                key.equals("units") ? name(instance, value.strip()) : value));
        return new Element(cn.file(), cn.line(), cn.namespace(), cn.name(), attributes, cn.content());
    }

    /** Says of an element what its model says of all elements of its kind. */
    void inherit(Instance instance, Element element, Map<String, String> attributes) {
        switch (element.name()) {
            case "species" -> inherit(instance, "substanceUnits", "substanceUnits", attributes);
            case "compartment" -> {
                String dimensions = element.attribute("spatialDimensions", "").strip().replaceFirst("\\.0*$", "");
                String key = SIZES.get(dimensions);
                if (key != null) {
                    inherit(instance, key, "units", attributes);
                }
            }
            default -> {
            }
        }
    }

    private void inherit(Instance instance, String key, String own, Map<String, String> attributes) {
        @Nullable
        String unit = instance.definition.model.attribute(key);
        if (unit != null && !attributes.containsKey(own)) {
            attributes.put(own, name(instance, unit.strip()));
        }
    }
}

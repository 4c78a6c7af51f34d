package org.orrery.dynamics.sbml;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;
import org.orrery.dynamics.mechanism.Mechanism.Compartment;
import org.orrery.dynamics.mechanism.TimeWord;
import org.orrery.dynamics.sbml.xml.Element;
import org.orrery.equation.Unit;

/**
 * Reads unit definitions and says which unit each symbol has. Units are for people here: a symbol whose unit the file does
 * not give has none, also where levels 1 and 2 would fill in mole, litre and second.
 */
final class Units {
    private static final Map<String, String> SIZES = Map.of("volume", "litre", "area", "metre", "length", "metre");
    private static final String OFFSET = "has an offset";
    private final Element model;
    private final Level level;
    private final Draft draft;
    private final Map<String, Unit> defined = new HashMap<>();
    private final Set<String> unshown = new HashSet<>();
    /** Definitions without a single unit, which mean that the unit is not known. */
    private final Set<String> unstated = new HashSet<>();

    Units(Element model, Level level, Draft draft) {
        this.model = model;
        this.level = level;
        this.draft = draft;
    }

    void read() {
        model.listOf("listOfUnitDefinitions").forEach(this::define);
        Unit time = global("timeUnits", "time");
        draft.timeUnit = time == null ? null : TimeWord.of(time);
        Map<String, Unit> sizes = new HashMap<>();
        for (Element element : model.listOf("listOfCompartments")) {
            put(level.id(element), element, size(element), sizes);
        }
        for (Element element : model.listOf("listOfSpecies")) {
            species(element, sizes);
        }
        for (Element element : model.listOf("listOfParameters")) {
            put(level.id(element), element, named(element, "units"), draft.units);
        }
        draft.units.putAll(sizes);
        Unit extent = global(level.hasDefaults() ? "substanceUnits" : "extentUnits", "substance");
        for (Element reaction : model.listOf("listOfReactions")) {
            if (extent != null && time != null) {
                draft.units.put(level.id(reaction), extent.over(time));
            }
            locals(reaction);
        }
    }

    private void locals(Element reaction) {
        reaction.child("kineticLaw").ifPresent(law -> {
            for (String list : new String[]{"listOfParameters", "listOfLocalParameters"}) {
                for (Element element : law.listOf(list)) {
                    put(level.id(reaction) + "." + level.id(element), element, named(element, "units"), draft.units);
                }
            }
        });
    }

    private void species(Element element, Map<String, Unit> sizes) {
        Unit substance = named(element, level.isFirst() ? "units" : "substanceUnits");
        if (substance == null) {
            substance = global("substanceUnits", "substance");
        }
        if (substance == null) {
            return;
        }
        String id = level.id(element);
        if (element.truth("hasOnlySubstanceUnits", false)) {
            draft.units.put(id, substance);
            return;
        }
        String compartment = element.required("compartment");
        double dimensions = draft.compartments.stream().filter(c -> c.id().equals(compartment))
                .mapToDouble(Compartment::dimensions).findFirst().orElse(Double.NaN);
        Unit size = sizes.get(compartment);
        if (dimensions == 0) {
            draft.units.put(id, substance);
        } else if (size != null) {
            draft.units.put(id, substance.over(size));
        }
    }

    private @Nullable Unit size(Element compartment) {
        Unit own = named(compartment, "units");
        if (own != null) {
            return own;
        }
        double dimensions = compartment.number("spatialDimensions", level.hasDefaults() ? 3 : Double.NaN);
        if (dimensions == 3) {
            return sizeUnit("volumeUnits", "volume", 1);
        }
        if (dimensions == 2) {
            return sizeUnit("areaUnits", "area", 2);
        }
        return dimensions == 1 ? sizeUnit("lengthUnits", "length", 1) : null;
    }

    private @Nullable Unit sizeUnit(String key, String name, int exponent) {
        Unit given = global(key, name);
        // Where a level 2 file gives the substance, its silence about the size means the litre and the metre.
        return given != null || !level.hasDefaults()
                ? given
                : Unit.ofKind(SIZES.getOrDefault(name, "litre"), exponent, 0, 1);
    }

    /** A unit for the whole model: an attribute in level 3, the redefinition of a known name before. */
    private @Nullable Unit global(String key, String name) {
        return level.hasDefaults() ? defined.get(name) : named(model, key);
    }

    private @Nullable Unit named(Element element, String key) {
        String name = element.attribute(key);
        if (name == null) {
            return null;
        }
        Unit unit = defined.get(name);
        if (unit != null) {
            return unit;
        }
        if (level.hasDefaults()) {
            switch (name) {
                case "substance" -> {
                    return Unit.ofKind("mole", 1, 0, 1);
                }
                case "time" -> {
                    return Unit.ofKind("second", 1, 0, 1);
                }
                case "volume", "length" -> {
                    return Unit.ofKind(SIZES.getOrDefault(name, ""), 1, 0, 1);
                }
                case "area" -> {
                    return Unit.ofKind("metre", 2, 0, 1);
                }
                default -> {
                    // a base unit
                }
            }
        }
        if (unshown.contains(name) || unstated.contains(name)) {
            return null;
        }
        try {
            return Unit.ofKind(name, 1, 0, 1);
        } catch (InvalidInput e) {
            return unshown(name, "is not defined", element);
        } catch (Refusal e) {
            return unshown(name, OFFSET, element);
        }
    }

    private void define(Element element) {
        String id = level.id(element);
        List<Element> factors = element.listOf("listOfUnits");
        if (factors.isEmpty()) {
            unstated.add(id);
            return;
        }
        @Nullable
        Unit product = Unit.DIMENSIONLESS;
        for (Element unit : factors) {
            product = product == null ? null : times(product, unit, id);
        }
        if (product != null && defined.put(id, product) != null) {
            throw element.invalid("unit " + id + " is defined twice.", "Take one of the definitions out.");
        }
    }

    private @Nullable Unit times(Unit product, Element unit, String id) {
        String kind = unit.required("kind");
        try {
            Unit factor = Unit.ofKind(kind, unit.number("exponent", 1), (int) unit.number("scale", 0),
                    unit.number("multiplier", 1));
            return unit.number("offset", 0) == 0 ? product.times(factor) : unshown(id, OFFSET, unit);
        } catch (InvalidInput e) {
            return unshown(id, "has the kind " + kind + ", which is no base unit of SBML,", unit);
        } catch (Refusal e) {
            return unshown(id, OFFSET, unit);
        }
    }

    /**
     * Degrees Celsius are no multiple of anything, and some files name units that they do not define. The numbers stay
     * what they are and go without a unit.
     */
    private @Nullable Unit unshown(String id, String why, Element element) {
        unshown.add(id);
        draft.remark("unit " + id + ": " + why + " and is not shown (line " + element.line() + ")");
        return null;
    }

    private static void put(String id, Element element, @Nullable Unit unit, Map<String, Unit> units) {
        if (unit != null) {
            units.put(id, unit);
        }
    }
}

package org.orrery.dynamics.sbml;

import java.util.HashSet;
import java.util.Set;
import org.orrery.dynamics.mechanism.Mechanism.Compartment;
import org.orrery.dynamics.mechanism.Mechanism.Parameter;
import org.orrery.dynamics.mechanism.Mechanism.Parameter.Role;
import org.orrery.dynamics.mechanism.Mechanism.Species;
import org.orrery.dynamics.sbml.xml.Element;

/** Reads what has a value: compartments, species and parameters, with the defaults of their level. */
final class Pools {
    private static final double SPACE = 3;

    private final Level level;
    private final Draft draft;
    /** What the rules of a level 1 file set; that level has no word for what is constant. */
    private final Set<String> ruled;
    /** What gets its start value from mathematics. */
    private final Set<String> sized = new HashSet<>();
    /** In level 1 an algebraic rule may determine what has no value. */
    private final boolean algebraic;

    Pools(Element model, Level level, Draft draft) {
        this.level = level;
        this.draft = draft;
        ruled = level.isFirst() ? Rules.targets(model) : new HashSet<>();
        algebraic = level.isFirst()
                && model.listOf("listOfRules").stream().anyMatch(rule -> rule.name().equals("algebraicRule"));
    }

    void read(Element model) {
        for (Element type : model.listOf("listOfCompartmentTypes")) {
            draft.remark(type.name() + "s: ignored, they have no mathematical meaning");
        }
        for (Element type : model.listOf("listOfSpeciesTypes")) {
            draft.remark(type.name() + "s: ignored, they have no mathematical meaning");
        }
        for (Element element : model.listOf("listOfInitialAssignments")) {
            sized.add(element.attribute("symbol", ""));
        }
        sized.addAll(Rules.targets(model));
        model.listOf("listOfCompartments").forEach(this::compartment);
        model.listOf("listOfSpecies").forEach(this::species);
        model.listOf("listOfParameters").forEach(this::parameter);
    }

    private void compartment(Element element) {
        String id = level.id(element);
        double dimensions = element.number("spatialDimensions", level.hasDefaults() ? SPACE : Double.NaN);
        double size = level.isFirst() ? element.number("volume", 1) : element.number("size", Double.NaN);
        if (level.hasDefaults() && Double.isNaN(size) && element.attribute("size") == null && dimensions != 0
                && !sized.contains(id)) {
            size = 1;
            draft.unsized.add(id);
        }
        draft.compartments.add(draft.from(element,
                new Compartment(id, level.label(element), dimensions, size, isConstant(element, id, true))));
    }

    private void species(Element element) {
        String id = level.id(element);
        double amount = element.number("initialAmount", Double.NaN);
        double concentration = element.number("initialConcentration", Double.NaN);
        if (!Double.isNaN(amount) && !Double.isNaN(concentration)) {
            throw element.invalid("species " + id + " has both an initial amount and an initial concentration.",
                    "Keep one of them.");
        }
        String factor = element.attribute("conversionFactor");
        draft.species.add(draft.from(element,
                new Species(id, level.label(element), element.required("compartment"), amount, concentration,
                        level.truth(element, "hasOnlySubstanceUnits", false),
                        level.truth(element, "boundaryCondition", false),
                        level.truth(element, "constant", false), factor)));
    }

    private void parameter(Element element) {
        String id = level.id(element);
        draft.parameters.add(draft.from(element, new Parameter(id, level.label(element),
                element.number("value", Double.NaN), isConstant(element, id, true), Role.GLOBAL)));
    }

    private boolean isConstant(Element element, String id, boolean otherwise) {
        return level.isFirst()
                ? !ruled.contains(id) && !(algebraic && element.attribute("value") == null)
                : level.truth(element, "constant", otherwise);
    }
}

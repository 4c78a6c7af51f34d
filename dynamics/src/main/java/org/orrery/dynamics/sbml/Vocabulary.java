package org.orrery.dynamics.sbml;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.orrery.core.Refusal;
import org.orrery.dynamics.mechanism.Suggestion;
import org.orrery.dynamics.sbml.xml.Element;
import org.orrery.dynamics.sbml.xml.Node;
import org.orrery.dynamics.sbml.xml.XmlTree;

/**
 * The words of SBML core, all levels together: which elements may stand in which, with which attributes. What is not here is not understood and
 * must not pass in silence.
 */
final class Vocabulary {
    /** Attributes that any element may have and that carry no mathematics. */
    private static final Set<String> EVERYWHERE = Set.of("id", "name", "metaid", "sboTerm");
    /** Children that any element may have and that carry no mathematics. */
    private static final Set<String> SILENT = Set.of("notes", "annotation", "annotations", "message");

    private static final String LEVEL_1 = "http://www.sbml.org/sbml/level1";
    private static final Pattern CORE = Pattern.compile("http://www\\.sbml\\.org/sbml/level\\d(/version\\d(/core)?)?");
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private static final Map<String, Entry> ENTRIES = entries("""
            sbml | level version | model
            model | substanceUnits timeUnits volumeUnits areaUnits lengthUnits extentUnits conversionFactor \
             | listOfFunctionDefinitions listOfUnitDefinitions listOfCompartmentTypes listOfSpeciesTypes \
               listOfCompartments listOfSpecies listOfParameters listOfInitialAssignments listOfRules \
               listOfConstraints listOfReactions listOfEvents
            listOfFunctionDefinitions | | functionDefinition
            listOfUnitDefinitions | | unitDefinition
            listOfCompartmentTypes | | compartmentType
            listOfSpeciesTypes | | speciesType
            listOfCompartments | | compartment
            listOfSpecies | | species specie
            listOfParameters | | parameter
            listOfInitialAssignments | | initialAssignment
            listOfRules | | assignmentRule rateRule algebraicRule speciesConcentrationRule \
              specieConcentrationRule compartmentVolumeRule parameterRule
            listOfConstraints | | constraint
            listOfReactions | | reaction
            listOfEvents | | event
            functionDefinition | | math
            unitDefinition | | listOfUnits
            listOfUnits | | unit
            unit | kind exponent scale multiplier offset |
            compartmentType | |
            speciesType | |
            compartment | spatialDimensions size volume units outside constant compartmentType |
            species | compartment initialAmount initialConcentration substanceUnits spatialSizeUnits units \
              hasOnlySubstanceUnits boundaryCondition charge constant speciesType conversionFactor |
            specie | compartment initialAmount units boundaryCondition charge |
            parameter | value units constant |
            localParameter | value units |
            initialAssignment | symbol | math
            assignmentRule | variable | math
            rateRule | variable | math
            algebraicRule | formula | math
            speciesConcentrationRule | species formula type |
            specieConcentrationRule | specie formula type |
            compartmentVolumeRule | compartment formula type |
            parameterRule | formula type units |
            constraint | | math
            reaction | reversible fast compartment | listOfReactants listOfProducts listOfModifiers kineticLaw
            listOfReactants | | speciesReference specieReference
            listOfProducts | | speciesReference specieReference
            listOfModifiers | | modifierSpeciesReference
            speciesReference | species stoichiometry denominator constant | stoichiometryMath
            specieReference | specie stoichiometry denominator |
            modifierSpeciesReference | species |
            stoichiometryMath | | math
            kineticLaw | formula timeUnits substanceUnits | math listOfParameters listOfLocalParameters
            listOfLocalParameters | | localParameter
            event | useValuesFromTriggerTime timeUnits | trigger delay priority listOfEventAssignments
            trigger | initialValue persistent | math
            delay | | math
            priority | | math
            listOfEventAssignments | | eventAssignment
            eventAssignment | variable | math
            """);

    private Vocabulary() {}

    private record Entry(Set<String> attributes, Set<String> children) {}

    /**
     * Looks at every core element under the root.
     *
     * @return the names of those elements that were met and mean nothing to the mathematics
     */
    static Set<String> check(Element root) {
        Set<String> silent = new TreeSet<>();
        check(root, root.namespace(), silent);
        return silent;
    }

    private static void check(Element element, String core, Set<String> silent) {
        Entry entry = ENTRIES.get(element.name());
        if (entry == null) {
            throw new Refusal(element.where() + "<" + element.name() + "> is no element of SBML that is known.",
                    Suggestion.of(element.name(), ENTRIES.keySet(),
                            "It is refused, because it could change the mathematics."));
        }
        for (String attribute : element.attributes().keySet()) {
            if (!attribute.startsWith("{") && !EVERYWHERE.contains(attribute)
                    && !entry.attributes().contains(attribute)) {
                throw element.invalid(
                        "<" + element.name() + "> has the attribute " + attribute + ", which SBML does not know there.",
                        Suggestion.of(attribute, union(entry.attributes()),
                                "Take it out, or put it into an annotation."));
            }
        }
        requireIdentifier(element, core.equals(LEVEL_1) ? "name" : "id");
        checkContent(element, entry, core, silent);
    }

    private static void checkContent(Element element, Entry entry, String core, Set<String> silent) {
        Set<String> met = new HashSet<>();
        for (Node node : element.content()) {
            switch (node) {
                case Node.Text text -> throw element.invalid(
                        "<" + element.name() + "> holds the text \"" + start(text.characters()) + "\".",
                        "SBML has text in mathematics and notes only.");
                case Element child -> {
                    boolean mathematics = child.namespace().equals(XmlTree.MATHML);
                    if (!mathematics && !child.namespace().equals(core)) {
                        requireForeign(child, element);
                        continue;
                    }
                    if (SILENT.contains(child.name()) && !mathematics) {
                        silent.add(child.name());
                        continue;
                    }
                    if (!entry.children().contains(child.name())) {
                        throw new Refusal(
                                child.where() + "<" + child.name() + "> does not belong into <" + element.name()
                                        + ">.",
                                entry.children().isEmpty()
                                        ? "Nothing belongs there."
                                        : "What belongs there: "
                                                + XmlTree.names(entry.children().stream().sorted().toList()) + ".");
                    }
                    if (!met.add(child.name()) && !element.name().startsWith("listOf")) {
                        throw child.invalid("<" + element.name() + "> has a second <" + child.name() + ">.",
                                "Only one is allowed.");
                    }
                    if (!mathematics) {
                        check(child, core, silent);
                    } else if (!child.name().equals("math")) {
                        throw child.invalid("<" + child.name() + "> stands outside <math>.", "Wrap it in <math>.");
                    }
                }
            }
        }
    }

    /** An element of another namespace is passed over; one that only lost its own must not be. */
    private static void requireForeign(Element child, Element owner) {
        if (child.name().equals("math") || child.namespace().isEmpty() || CORE.matcher(child.namespace()).matches()) {
            throw child.invalid("<" + child.name() + "> in <" + owner.name() + "> has "
                    + (child.namespace().isEmpty() ? "no namespace" : "the namespace " + child.namespace()) + ".",
                    "The file as a whole is of another one; maybe parts of two files were put together.");
        }
    }

    /** Identifiers of every level are letters, digits and underscores (type SId). */
    private static void requireIdentifier(Element element, String key) {
        String id = element.attribute(key);
        if (id != null && !element.name().equals("model") && !IDENTIFIER.matcher(id.strip()).matches()) {
            throw element.invalid(
                    "<" + element.name() + "> has the " + key + " \"" + id + "\", which is no identifier.",
                    "An identifier is made of letters, digits and underscores, and does not begin with a digit.");
        }
    }

    private static Set<String> union(Set<String> attributes) {
        Set<String> all = new TreeSet<>(EVERYWHERE);
        all.addAll(attributes);
        return all;
    }

    private static String start(String text) {
        String line = text.strip().lines().findFirst().orElse("");
        return line.length() > 40 ? line.substring(0, 40) + "..." : line;
    }

    private static Map<String, Entry> entries(String table) {
        Map<String, Entry> entries = new HashMap<>();
        table.lines().forEach(line -> {
            List<String> columns = List.of(line.split("\\|", -1));
            entries.put(columns.get(0).strip(), new Entry(words(columns.get(1)), words(columns.get(2))));
        });
        return Map.copyOf(entries);
    }

    private static Set<String> words(String column) {
        return column.isBlank() ? Set.of() : Set.of(column.strip().split("\\s+"));
    }
}

package org.orrery.dynamics;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.orrery.equation.Infix;
import org.orrery.equation.MathMl;

/** An SBML Level 3 Version 1 model in the making, its mathematics written as infix. */
public final class SbmlDraft {
    private final StringBuilder compartments = new StringBuilder();
    private final StringBuilder species = new StringBuilder();
    private final StringBuilder parameters = new StringBuilder();
    private final StringBuilder initial = new StringBuilder();
    private final StringBuilder rules = new StringBuilder();
    private final StringBuilder reactions = new StringBuilder();
    private final StringBuilder events = new StringBuilder();

    public SbmlDraft compartment(String id, double size, boolean constant) {
        compartments.append("<compartment id=\"%s\" spatialDimensions=\"3\" size=\"%s\" constant=\"%s\"/>"
                .formatted(id, size, constant));
        return this;
    }

    public SbmlDraft species(String id, double concentration, String home, boolean boundary) {
        species.append("""
                <species id="%s" compartment="%s" initialConcentration="%s" hasOnlySubstanceUnits="false"
                boundaryCondition="%s" constant="false"/>""".formatted(id, home, concentration, boundary));
        return this;
    }

    /** {@code NaN} for no value. */
    public SbmlDraft parameter(String id, double value) {
        String given = Double.isNaN(value) ? "" : "value=\"" + value + "\"";
        parameters.append("<parameter id=\"%s\" %s constant=\"false\"/>".formatted(id, given));
        return this;
    }

    public SbmlDraft constant(String id, double value) {
        parameters.append("<parameter id=\"%s\" value=\"%s\" constant=\"true\"/>".formatted(id, value));
        return this;
    }

    public SbmlDraft initially(String id, String value) {
        initial.append("<initialAssignment symbol=\"%s\">%s</initialAssignment>".formatted(id, math(value)));
        return this;
    }

    public SbmlDraft zero(String value) {
        rules.append("<algebraicRule>%s</algebraicRule>".formatted(math(value)));
        return this;
    }

    public SbmlDraft rate(String id, String value) {
        rules.append("<rateRule variable=\"%s\">%s</rateRule>".formatted(id, math(value)));
        return this;
    }

    public SbmlDraft assign(String id, String value) {
        rules.append("<assignmentRule variable=\"%s\">%s</assignmentRule>".formatted(id, math(value)));
        return this;
    }

    /** @param sides {@code A 2*B -> C}, each with its stoichiometry before a star */
    public SbmlDraft reaction(String id, boolean fast, String sides, String rate) {
        String[] halves = sides.split("->", -1);
        reactions.append("""
                <reaction id="%s" reversible="true" fast="%s"><listOfReactants>%s</listOfReactants>
                <listOfProducts>%s</listOfProducts><kineticLaw>%s</kineticLaw></reaction>"""
                .formatted(id, fast, references(halves[0]), references(halves[1]), math(rate)));
        return this;
    }

    private static String references(String side) {
        return Arrays.stream(side.strip().split(" +")).filter(part -> !part.isEmpty()).map(part -> {
            int star = part.indexOf('*');
            return "<speciesReference species=\"%s\" stoichiometry=\"%s\" constant=\"true\"/>"
                    .formatted(part.substring(star + 1), star < 0 ? "1" : part.substring(0, star));
        }).collect(Collectors.joining());
    }

    /** @param sets {@code k = 3} */
    public SbmlDraft event(String trigger, String... sets) {
        events.append("<event useValuesFromTriggerTime=\"true\"><trigger initialValue=\"true\" persistent=\"true\">")
                .append(math(trigger)).append("</trigger><listOfEventAssignments>");
        for (String set : sets) {
            String[] halves = set.split("=", 2);
            events.append("<eventAssignment variable=\"%s\">%s</eventAssignment>"
                    .formatted(halves[0].strip(), math(halves[1].strip())));
        }
        events.append("</listOfEventAssignments></event>");
        return this;
    }

    private static String math(String infix) {
        return MathMl.print(Infix.parse(infix));
    }

    public Trial trial() {
        return Trial.sbmlVersion1("<model id=\"m\">" + list("Compartments", compartments) + list("Species", species)
                + list("Parameters", parameters) + list("InitialAssignments", initial) + list("Rules", rules)
                + list("Reactions", reactions) + list("Events", events) + "</model>");
    }

    private static String list(String name, StringBuilder content) {
        return content.isEmpty() ? "" : "<listOf" + name + ">" + content + "</listOf" + name + ">";
    }
}

package org.orrery.dynamics.sbml.comp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.dynamics.mechanism.Mechanism.Participant;
import org.orrery.dynamics.mechanism.Mechanism.Rule;
import org.orrery.dynamics.sbml.SbmlReader;
import org.orrery.equation.Infix;
import org.orrery.equation.MathMl;

/** Small hierarchical models for the tests, and the lines of the mechanism that is read from one. */
final class HierarchyText {
    static final String FILE = "small.xml";
    private static final String COMP = "http://www.sbml.org/sbml/level3/version1/comp/version1";

    private HierarchyText() {}

    /** A document; the main model's content begins on line 3, the definitions' after it. */
    static String document(String main, String... definitions) {
        return document(2, main, definitions);
    }

    static String document(int version, String main, String... definitions) {
        String others = Stream.of(definitions).filter(text -> !text.startsWith("<comp:external"))
                .collect(Collectors.joining("\n"));
        String external = Stream.of(definitions).filter(text -> text.startsWith("<comp:external"))
                .collect(Collectors.joining("\n"));
        return """
                <sbml xmlns="http://www.sbml.org/sbml/level3/version%d/core" level="3" version="%d" xmlns:comp="%s" comp:required="true">
                <model id="top">
                %s
                </model>
                %s%s</sbml>
                """
                .formatted(version, version, COMP, main.strip(), list("comp:listOfModelDefinitions", others),
                        list("comp:listOfExternalModelDefinitions", external));
    }

    static String model(String id, String... content) {
        return "<comp:modelDefinition id=\"" + id + "\">\n" + String.join("\n", content) + "\n</comp:modelDefinition>";
    }

    static String list(String name, String... items) {
        String all = String.join("\n", items).strip();
        return all.isEmpty() ? "" : "<" + name + ">\n" + all + "\n</" + name + ">\n";
    }

    static String parameters(String... parameters) {
        return list("listOfParameters", parameters);
    }

    static String parameter(String id, double value) {
        return parameter(id, value, "");
    }

    static String parameter(String id, double value, String inside) {
        return "<parameter id=\"%s\" metaid=\"_%s\" value=\"%s\" constant=\"false\">%s</parameter>".formatted(id, id,
                value, inside);
    }

    static String constant(String id, double value) {
        return "<parameter id=\"%s\" metaid=\"_%s\" value=\"%s\" constant=\"true\"/>".formatted(id, id, value);
    }

    static String cell(String inside) {
        return "<listOfCompartments><compartment id=\"c\" spatialDimensions=\"3\" size=\"2\" constant=\"true\">"
                + inside
                + "</compartment></listOfCompartments>\n";
    }

    static String species(String id, double amount, String inside) {
        return ("<species id=\"%s\" metaid=\"_%s\" compartment=\"c\" initialAmount=\"%s\" hasOnlySubstanceUnits=\"true\""
                + " boundaryCondition=\"false\" constant=\"false\">%s</species>").formatted(id, id, amount, inside);
    }

    static String produces(String id, String species, String law, String inside) {
        return ("<reaction id=\"%s\" metaid=\"_%s\" reversible=\"false\"><listOfProducts><speciesReference species=\"%s\""
                + " stoichiometry=\"1\" constant=\"true\"/></listOfProducts><kineticLaw>%s</kineticLaw>%s</reaction>")
                .formatted(id, id, species, math(law), inside);
    }

    static String rule(String kind, String variable, String formula) {
        return "<%s variable=\"%s\" metaid=\"_%s_of_%s\">%s</%s>".formatted(kind, variable, kind, variable,
                math(formula), kind);
    }

    static String rules(String... rules) {
        return list("listOfRules", rules);
    }

    static String math(String formula) {
        return MathMl.print(Infix.parse(formula, Infix.Options.LEVEL_3));
    }

    static String submodels(String... submodels) {
        return list("comp:listOfSubmodels", submodels);
    }

    static String submodel(String id, String model, String... deletions) {
        return "<comp:submodel comp:id=\"%s\" comp:modelRef=\"%s\">%s</comp:submodel>".formatted(id, model,
                list("comp:listOfDeletions", deletions));
    }

    static String converted(String id, String model, String time, String extent) {
        return ("<comp:submodel comp:id=\"%s\" comp:modelRef=\"%s\" comp:timeConversionFactor=\"%s\""
                + " comp:extentConversionFactor=\"%s\"/>").formatted(id, model, time, extent);
    }

    /** An element of the package with attributes written like {@code submodelRef=A idRef=x}, and what is in it. */
    static String comp(String name, String attributes, String... inside) {
        List<String> written = new ArrayList<>();
        for (String attribute : attributes.split(" ")) {
            String[] pair = attribute.split("=");
            written.add("comp:" + pair[0] + "=\"" + pair[1] + "\"");
        }
        return "<comp:%s %s>%s</comp:%s>".formatted(name, String.join(" ", written), String.join("", inside), name);
    }

    static String replaces(String... attributes) {
        return list("comp:listOfReplacedElements",
                Stream.of(attributes).map(each -> comp("replacedElement", each)).toArray(String[]::new));
    }

    static String ports(String... attributes) {
        return list("comp:listOfPorts", Stream.of(attributes).map(each -> comp("port", each)).toArray(String[]::new));
    }

    static Mechanism read(String text) {
        return new SbmlReader().read(text.getBytes(StandardCharsets.UTF_8), FILE);
    }

    /** What a mechanism says, one line each, in no order. */
    static List<String> lines(Mechanism mechanism) {
        List<String> lines = new ArrayList<>();
        mechanism.functions().forEach(f -> lines.add(f.id() + f.parameters() + " = " + Infix.print(f.body())));
        mechanism.compartments().forEach(c -> lines.add("compartment " + c.id() + " = " + c.size()));
        mechanism.species().forEach(s -> lines.add("species " + s.id() + " in " + s.compartment() + " = " + s.amount()
                + (s.conversionFactor() == null ? "" : " by " + s.conversionFactor())));
        mechanism.parameters().forEach(p -> lines.add(p.id() + " = " + p.value()));
        mechanism.initialAssignments().forEach(a -> lines.add(a.target() + " := " + Infix.print(a.value())));
        mechanism.rules().forEach(rule -> lines.add(switch (rule) {
            case Rule.Assignment a -> a.target() + " = " + Infix.print(a.value());
            case Rule.Rate a -> a.target() + "' = " + Infix.print(a.value());
            case Rule.Algebraic a -> "0 = " + Infix.print(a.value());
        }));
        mechanism.reactions().forEach(r -> lines.add("reaction " + r.id() + ": " + sum(r.reactants()) + "->"
                + sum(r.products()) + "; " + (r.rate() == null ? "no rate" : Infix.print(r.rate()))));
        mechanism.events().forEach(e -> lines.add("event " + e.id() + " at " + Infix.print(e.trigger())
                + (e.delay() == null ? "" : " after " + Infix.print(e.delay()))
                + (e.priority() == null ? "" : " priority " + Infix.print(e.priority())) + ": "
                + e.assignments().stream().map(a -> a.target() + " = " + Infix.print(a.value()))
                        .collect(Collectors.joining(", "))));
        return lines;
    }

    private static String sum(List<Participant> participants) {
        return participants.stream().map(p -> Infix.print(p.stoichiometry()) + " " + p.species() + " ")
                .collect(Collectors.joining());
    }
}

package org.orrery.dynamics.logical;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.orrery.core.Model;
import org.orrery.dynamics.sbml.SbmlContent;
import org.orrery.dynamics.sbml.SbmlReader;

/** Files of the package qual for the tests, each part on a line of its own; the content begins on line 5. */
final class LogicalText {
    private LogicalText() {}

    static String document(String... content) {
        return """
                <sbml xmlns="http://www.sbml.org/sbml/level3/version1/core" level="3" version="1"
                 xmlns:qual="http://www.sbml.org/sbml/level3/version1/qual/version1" qual:required="true">
                <model id="m">
                <listOfCompartments><compartment id="c" constant="true"/></listOfCompartments>
                """ + String.join("\n", content) + "\n</model></sbml>";
    }

    static String species(String... each) {
        return list("QualitativeSpecies", each);
    }

    static String transitions(String... each) {
        return list("Transitions", each);
    }

    private static String list(String name, String... each) {
        return "<qual:listOf" + name + ">\n" + String.join("\n", each) + "\n</qual:listOf" + name + ">";
    }

    static String one(String id, int max, int initial) {
        return one(id, "false", "qual:maxLevel=\"" + max + "\" qual:initialLevel=\"" + initial + "\"");
    }

    static String one(String id, String constant, String more) {
        return "<qual:qualitativeSpecies qual:id=\"" + id + "\" qual:compartment=\"c\" qual:constant=\"" + constant
                + "\" " + more + "/>";
    }

    /** A transition to one species, without inputs said. */
    static String rule(String target, String condition) {
        return transition("t_" + target, "", output(target), term(1, condition), 0);
    }

    static String transition(String id, String inputs, String outputs, String terms, int otherwise) {
        return "<qual:transition qual:id=\"" + id + "\">" + wrap("listOfInputs", inputs)
                + wrap("listOfOutputs", outputs) + "<qual:listOfFunctionTerms><qual:defaultTerm qual:resultLevel=\""
                + otherwise + "\"/>" + terms + "</qual:listOfFunctionTerms></qual:transition>";
    }

    private static String wrap(String list, String content) {
        return content.isEmpty() ? "" : "<qual:" + list + ">" + content + "</qual:" + list + ">";
    }

    static String input(String id, String species, int threshold) {
        return "<qual:input qual:id=\"" + id + "\" qual:qualitativeSpecies=\"" + species
                + "\" qual:transitionEffect=\"none\" qual:sign=\"positive\" qual:thresholdLevel=\"" + threshold
                + "\"/>";
    }

    static String output(String species) {
        return "<qual:output qual:qualitativeSpecies=\"" + species + "\" qual:transitionEffect=\"assignmentLevel\"/>";
    }

    static String term(int level, String condition) {
        return "<qual:functionTerm qual:resultLevel=\"" + level
                + "\"><math xmlns=\"http://www.w3.org/1998/Math/MathML\">" + condition + "</math></qual:functionTerm>";
    }

    static String compare(String relation, String species, String other) {
        return "<apply><" + relation + "/><ci>" + species + "</ci>" + other + "</apply>";
    }

    static String cn(int level) {
        return "<cn type=\"integer\">" + level + "</cn>";
    }

    static String on(String species) {
        return compare("eq", species, cn(1));
    }

    static String off(String species) {
        return compare("eq", species, cn(0));
    }

    /** All of the species at 0. */
    static String none(String... species) {
        return and(Arrays.stream(species).map(LogicalText::off).toArray(String[]::new));
    }

    static String and(String... parts) {
        return join("and", parts);
    }

    static String or(String... parts) {
        return join("or", parts);
    }

    static String not(String part) {
        return join("not", part);
    }

    static String join(String operator, String... parts) {
        return "<apply><" + operator + "/>" + Arrays.stream(parts).collect(Collectors.joining()) + "</apply>";
    }

    static LogicalNetwork read(String text) {
        return switch (new SbmlReader().open(text.getBytes(StandardCharsets.UTF_8), "small.xml")) {
            case SbmlContent.Logical(LogicalNetwork network) -> network;
            case SbmlContent other -> throw new AssertionError(other);
        };
    }

    static LogicalModel model(String text) {
        return new LogicalModel(new Model.Source("small.xml", "0".repeat(64)), read(text));
    }

    /** Each of two genes is on where the other is off. */
    static String toggle(int a, int b) {
        return document(species(one("A", 1, a), one("B", 1, b)), transitions(rule("A", off("B")), rule("B", off("A"))));
    }
}

package org.orrery.dynamics.sbml.comp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.orrery.dynamics.sbml.comp.HierarchyText.cell;
import static org.orrery.dynamics.sbml.comp.HierarchyText.comp;
import static org.orrery.dynamics.sbml.comp.HierarchyText.constant;
import static org.orrery.dynamics.sbml.comp.HierarchyText.converted;
import static org.orrery.dynamics.sbml.comp.HierarchyText.document;
import static org.orrery.dynamics.sbml.comp.HierarchyText.lines;
import static org.orrery.dynamics.sbml.comp.HierarchyText.list;
import static org.orrery.dynamics.sbml.comp.HierarchyText.math;
import static org.orrery.dynamics.sbml.comp.HierarchyText.model;
import static org.orrery.dynamics.sbml.comp.HierarchyText.parameter;
import static org.orrery.dynamics.sbml.comp.HierarchyText.parameters;
import static org.orrery.dynamics.sbml.comp.HierarchyText.produces;
import static org.orrery.dynamics.sbml.comp.HierarchyText.read;
import static org.orrery.dynamics.sbml.comp.HierarchyText.replaces;
import static org.orrery.dynamics.sbml.comp.HierarchyText.rule;
import static org.orrery.dynamics.sbml.comp.HierarchyText.rules;
import static org.orrery.dynamics.sbml.comp.HierarchyText.species;
import static org.orrery.dynamics.sbml.comp.HierarchyText.submodel;
import static org.orrery.dynamics.sbml.comp.HierarchyText.submodels;

import org.junit.jupiter.api.Test;
import org.orrery.core.Refusal;

/** Conversion factors: the table of the specification's section 3.8.2, line by line. */
class ConversionTest {
    private static final String FACTORS = parameters(constant("t", 60), constant("e", 10));

    private static String event(String delay) {
        return """
                <listOfEvents><event id="ev" useValuesFromTriggerTime="true"><trigger initialValue="true" persistent="true">%s</trigger>
                <priority>%s</priority><delay>%s</delay><listOfEventAssignments>
                <eventAssignment variable="k">%s</eventAssignment></listOfEventAssignments></event></listOfEvents>
                """
                .formatted(math("time > 3"), math("k"), math(delay), math("J"));
    }

    /** A pool that is filled, with a bit of everything that knows the time. */
    private static final String POOL = model("pool", cell(""), list("listOfSpecies", species("S", 1, "")),
            parameters(parameter("k", 2), parameter("q", 0), parameter("r", 0), parameter("a", 0)),
            rules(rule("assignmentRule", "q", "J + time"), rule("rateRule", "r", "delay(S, k)"),
                    rule("assignmentRule", "a", "rateOf(r)")),
            list("listOfReactions", produces("J", "S", "k*S", "")), event("time/2"));

    @Test
    void timeAndExtentOfASubmodel() {
        assertThat(lines(read(document(FACTORS + submodels(converted("A", "pool", "t", "e")), POOL)))).contains(
                "reaction A__J: ->1 A__S ; e*(A__k*A__S)/t",
                "A__q = t*A__J/e + time/t",
                "A__r' = delay(A__S, t*A__k)/t",
                "A__a = t*rateOf(A__r)",
                "event A__ev at time/t > 3 after t*(time/t/2) priority A__k: A__k = t*A__J/e");
    }

    @Test
    void theFactorsOfNestedSubmodelsMultiply() {
        String middle = model("middle", parameters(constant("t", 2), constant("e", 3)),
                submodels(converted("in", "pool", "t", "e")));
        assertThat(lines(read(document(FACTORS + submodels(converted("A", "middle", "t", "e")), middle, POOL))))
                .contains(
                        "reaction A__in__J: ->1 A__in__S ; e*A__e*(A__in__k*A__in__S)/(t*A__t)",
                        "A__in__q = t*A__t*A__in__J/(e*A__e) + time/(t*A__t)");
    }

    @Test
    void aReplacedElementIsDividedWhereItIsReadAndMultipliedWhereItIsSet() {
        String model = model("m",
                parameters(parameter("x", 1), parameter("y", 1), parameter("z", 1), parameter("w", 1)),
                list("listOfInitialAssignments",
                        "<initialAssignment symbol=\"x\">" + math("4*y + 3") + "</initialAssignment>"),
                rules(rule("rateRule", "x", "4*x + 3"), rule("assignmentRule", "z", "2*x"),
                        "<algebraicRule>" + math("x - 1 + w") + "</algebraicRule>"));
        String main = parameters(parameter("X", 1, replaces("submodelRef=A idRef=x conversionFactor=c")),
                parameter("Z", 1, replaces("submodelRef=A idRef=z conversionFactor=d")), constant("c", 5),
                constant("d", 6));
        assertThat(lines(read(document(main + submodels(submodel("A", "m")), model)))).contains(
                "X := c*(4*A__y + 3)", "X' = c*(4*(X/c) + 3)", "Z = d*(2*(X/c))", "0 = X/c - 1 + A__w");
    }

    @Test
    void theFactorsOfNestedReplacementsMultiply() {
        String inner = model("inner", parameters(parameter("y", 1), parameter("u", 1)),
                rules(rule("assignmentRule", "u", "y + 1")));
        String middle = model("middle",
                parameters(parameter("x", 1, replaces("submodelRef=in idRef=y conversionFactor=c")),
                        constant("c", 3)),
                submodels(submodel("in", "inner")));
        String main = parameters(parameter("z", 1, replaces("submodelRef=A idRef=x conversionFactor=d")),
                constant("d", 4))
                + submodels(submodel("A", "middle"));
        assertThat(lines(read(document(main, middle, inner)))).contains("A__in__u = z/(A__c*d) + 1");
    }

    @Test
    void whoReplacesAnElementReplacesWhatStandsForIt() {
        String inner = model("inner", parameters(parameter("y", 1), parameter("u", 1)),
                rules(rule("assignmentRule", "u", "y + 1")));
        String middle = model("middle", parameters(parameter("x", 1, comp("replacedBy", "submodelRef=in idRef=y")),
                parameter("w", 1)), rules(rule("assignmentRule", "w", "2*x")), submodels(submodel("in", "inner")));
        String main = parameters(parameter("z", 1, replaces("submodelRef=A idRef=x conversionFactor=d")),
                constant("d", 4))
                + submodels(submodel("A", "middle"));
        assertThat(lines(read(document(main, middle, inner)))).containsExactlyInAnyOrder("z = 1.0", "d = 4.0",
                "A__w = 1.0", "A__in__u = 1.0", "A__in__u = z/d + 1", "A__w = 2*(z/d)");
    }

    @Test
    void aReactionIsSeenInTheUnitsOfWhoReadsIt() {
        // Replaced without a factor, J has the units of the middle model; that model's own conversion must still be undone.
        String middle = model("middle", cell(replaces("submodelRef=in idRef=c")),
                list("listOfSpecies", species("S", 1, replaces("submodelRef=in idRef=S"))),
                parameters(constant("t", 2), constant("e", 3), parameter("z", 0)),
                rules(rule("assignmentRule", "z", "J")),
                list("listOfReactions", produces("J", "S", "7", replaces("submodelRef=in idRef=J"))),
                submodels(converted("in", "pool", "t", "e")));
        assertThat(lines(read(document(FACTORS + submodels(converted("A", "middle", "t", "e")), middle, POOL))))
                .contains(
                        "reaction A__J: ->1 A__S ; e*7/t", "A__z = t*A__J/e", "A__in__q = t*A__J/e + time/(t*A__t)");
    }

    @Test
    void aReactionThatStandsForOneOfTheMainModelIsReadThereAsItIs() {
        String main = cell(comp("replacedBy", "submodelRef=A idRef=c"))
                + list("listOfSpecies", species("S", 5, comp("replacedBy", "submodelRef=A idRef=S")))
                + parameters(constant("t", 60), constant("e", 10), parameter("z", 0))
                + rules(rule("assignmentRule", "z", "2*J"))
                + list("listOfReactions", produces("J", "S", "1", comp("replacedBy", "submodelRef=A idRef=J")))
                + submodels(converted("A", "pool", "t", "e"));
        assertThat(lines(read(document(main, POOL)))).contains("reaction J: ->1 S ; e*(A__k*S)/t", "z = 2*J",
                "A__q = t*J/e + time/t", "species S in c = 1.0", "compartment c = 2.0");
    }

    @Test
    void theConversionFactorOfAModelIsThatOfItsOwnSpecies() {
        String pool = POOL
                .replace("<comp:modelDefinition id=\"pool\"",
                        "<comp:modelDefinition id=\"pool\" conversionFactor=\"f\"")
                .replace("<listOfParameters>", "<listOfParameters>" + constant("f", 3));
        String main = cell("") + list("listOfSpecies", species("T", 1, "")) + parameters(constant("g", 4))
                + submodels(submodel("A", "pool"));
        String text = document(main, pool).replace("<model id=\"top\"", "<model id=\"top\" conversionFactor=\"g\"");
        assertThat(lines(read(text))).contains("species T in c = 1.0 by g", "species A__S in A__c = 1.0 by A__f");
        assertThat(read(text).conversionFactor()).isNull();
        assertThat(lines(read(document(main, pool)))).contains("species T in c = 1.0");
    }

    @Test
    void aSpeciesFactorThatIsConvertedItselfGetsAParameterOfItsOwn() {
        String pool = POOL
                .replace("<comp:modelDefinition id=\"pool\"",
                        "<comp:modelDefinition id=\"pool\" conversionFactor=\"f\"")
                .replace("<listOfParameters>", "<listOfParameters>" + constant("f", 3));
        String main = parameters(constant("c", 5), constant("F", 30).replace("/>", ">"
                + replaces("submodelRef=A idRef=f conversionFactor=c") + "</parameter>"))
                + submodels(submodel("A", "pool"));
        assertThat(lines(read(document(main, pool)))).contains("species A__S in A__c = 1.0 by A__converted_f",
                "A__converted_f := F/c");
    }

    @Test
    void aFunctionThatReadsTheTimeOfAConvertedSubmodelIsRefused() {
        String function = "<listOfFunctionDefinitions><functionDefinition id=\"f\"><math xmlns=\"http://www.w3.org/1998/Math/MathML\">"
                + "<lambda><csymbol encoding=\"text\" definitionURL=\"http://www.sbml.org/sbml/symbols/time\">t</csymbol></lambda>"
                + "</math></functionDefinition></listOfFunctionDefinitions>";
        String text = document(FACTORS + submodels(converted("A", "m", "t", "e")), model("m", function));
        assertThatThrownBy(() -> read(text)).isInstanceOf(Refusal.class)
                .hasMessageContaining("a function definition of submodel A uses time, which the submodel converts.");
        assertThat(lines(read(document(submodels(submodel("A", "m")), model("m", function)))))
                .containsExactly("A__f[] = time");
    }

    @Test
    void aRateByAVaryingFactorIsRefused() {
        String model = model("m", parameters(parameter("x", 1), parameter("y", 1)),
                rules(rule("assignmentRule", "y", "rateOf(x)")));
        String main = parameters(parameter("X", 1, replaces("submodelRef=A idRef=x conversionFactor=c")));
        assertThat(lines(read(document(main + submodels(submodel("A", "m")), model).replace("</model>", "</model>")
                .replace("<listOfParameters>\n<parameter id=\"X\"",
                        "<listOfParameters>\n" + constant("c", 2) + "<parameter id=\"X\""))))
                .contains("A__y = rateOf(X)/c");
        String varying = document(parameters(parameter("c", 2), parameter("X", 1,
                replaces("submodelRef=A idRef=x conversionFactor=c"))) + submodels(submodel("A", "m")), model);
        assertThatThrownBy(() -> read(varying)).isInstanceOf(Refusal.class)
                .hasMessageContaining("rateOf of x, which is converted by the factor c, and that varies.");
    }
}

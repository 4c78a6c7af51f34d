package org.orrery.dynamics.sbml.comp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.orrery.dynamics.sbml.comp.HierarchyText.cell;
import static org.orrery.dynamics.sbml.comp.HierarchyText.comp;
import static org.orrery.dynamics.sbml.comp.HierarchyText.constant;
import static org.orrery.dynamics.sbml.comp.HierarchyText.document;
import static org.orrery.dynamics.sbml.comp.HierarchyText.lines;
import static org.orrery.dynamics.sbml.comp.HierarchyText.list;
import static org.orrery.dynamics.sbml.comp.HierarchyText.math;
import static org.orrery.dynamics.sbml.comp.HierarchyText.model;
import static org.orrery.dynamics.sbml.comp.HierarchyText.parameter;
import static org.orrery.dynamics.sbml.comp.HierarchyText.parameters;
import static org.orrery.dynamics.sbml.comp.HierarchyText.ports;
import static org.orrery.dynamics.sbml.comp.HierarchyText.produces;
import static org.orrery.dynamics.sbml.comp.HierarchyText.read;
import static org.orrery.dynamics.sbml.comp.HierarchyText.replaces;
import static org.orrery.dynamics.sbml.comp.HierarchyText.rule;
import static org.orrery.dynamics.sbml.comp.HierarchyText.rules;
import static org.orrery.dynamics.sbml.comp.HierarchyText.species;
import static org.orrery.dynamics.sbml.comp.HierarchyText.submodel;
import static org.orrery.dynamics.sbml.comp.HierarchyText.submodels;

import org.junit.jupiter.api.Test;

/** What a hierarchical model is when it is flat: written out by hand, line by line. */
class CompositionTest {
    /** y' = u*x. */
    private static final String GROWTH = model("growth",
            parameters(parameter("x", 1), parameter("y", 2), constant("u", 3)),
            rules(rule("rateRule", "y", "u*x")));

    @Test
    void twoOccurrencesOfOneModel() {
        assertThat(lines(read(document(submodels(submodel("A", "growth"), submodel("B", "growth")), GROWTH))))
                .containsExactlyInAnyOrder("A__x = 1.0", "A__y = 2.0", "A__u = 3.0", "A__y' = A__u*A__x",
                        "B__x = 1.0", "B__y = 2.0", "B__u = 3.0", "B__y' = B__u*B__x");
    }

    @Test
    void submodelsOfSubmodels() {
        String middle = model("middle", parameters(parameter("x", 5)), submodels(submodel("in", "growth")));
        assertThat(lines(read(document(submodels(submodel("A", "middle")), middle, GROWTH))))
                .containsExactlyInAnyOrder("A__x = 5.0", "A__in__x = 1.0", "A__in__y = 2.0", "A__in__u = 3.0",
                        "A__in__y' = A__in__u*A__in__x");
    }

    @Test
    void theMainModelMayBeASubmodelOfADefinitionThatNobodyAsksFor() {
        String scenario = model("scenario", submodels(submodel("all", "top")));
        assertThat(lines(read(document(parameters(parameter("k", 1)), scenario)))).containsExactly("k = 1.0");
    }

    @Test
    void aParameterOfTheMainModelStandsInBothPlaces() {
        String shared = parameters(parameter("k", 9, replaces("submodelRef=A idRef=x", "submodelRef=B idRef=x")));
        assertThat(lines(read(document(shared + submodels(submodel("A", "growth"), submodel("B", "growth")), GROWTH))))
                .containsExactlyInAnyOrder("k = 9.0", "A__y = 2.0", "A__u = 3.0", "A__y' = A__u*k",
                        "B__y = 2.0", "B__u = 3.0", "B__y' = B__u*k");
    }

    @Test
    void aSubmodelsParameterStandsForOneOfTheMainModel() {
        String main = parameters(parameter("k", 9, comp("replacedBy", "submodelRef=A idRef=x")), parameter("z", 0))
                + rules(rule("assignmentRule", "z", "2*k")) + submodels(submodel("A", "growth"));
        assertThat(lines(read(document(main, GROWTH)))).containsExactlyInAnyOrder("k = 1.0", "z = 0.0", "z = 2*k",
                "A__y = 2.0", "A__u = 3.0", "A__y' = A__u*k");
    }

    @Test
    void oneSubmodelsParameterIsJoinedToAnothersByOneOfTheMainModel() {
        String main = parameters(parameter("k", 9, replaces("submodelRef=B metaIdRef=_x")
                + comp("replacedBy", "submodelRef=A portRef=way_in")))
                + submodels(submodel("A", "open"), submodel("B", "growth"));
        String open = GROWTH.replace("\"growth\"", "\"open\"").replace("</comp:modelDefinition>",
                ports("id=way_in idRef=x") + "</comp:modelDefinition>");
        assertThat(lines(read(document(main, open, GROWTH)))).containsExactlyInAnyOrder("k = 1.0", "A__y = 2.0",
                "A__u = 3.0", "A__y' = A__u*k", "B__y = 2.0", "B__u = 3.0", "B__y' = B__u*k");
    }

    @Test
    void referencesLookThroughSubmodelsAndPorts() {
        String middle = model("middle", submodels(submodel("in", "growth")),
                list("comp:listOfPorts", comp("port", "id=deep idRef=in", comp("sBaseRef", "idRef=x"))));
        String main = parameters(parameter("k", 9, replaces("submodelRef=A portRef=deep")),
                parameter("l", 8, list("comp:listOfReplacedElements",
                        comp("replacedElement", "submodelRef=A idRef=in", comp("sbaseRef", "metaIdRef=_u")))))
                + submodels(submodel("A", "middle"));
        assertThat(lines(read(document(main, middle, GROWTH)))).containsExactlyInAnyOrder("k = 9.0", "l = 8.0",
                "A__in__y = 2.0", "A__in__y' = l*k");
    }

    @Test
    void aDeletionTakesWhatIsInTheElementToo() {
        String pool = model("pool", cell(""), list("listOfSpecies", species("S", 1, "")),
                list("listOfReactions", produces("J", "S", "2*S", "")));
        assertThat(lines(read(document(submodels(submodel("A", "pool", comp("deletion", "idRef=J"))), pool))))
                .containsExactlyInAnyOrder("compartment A__c = 2.0", "species A__S in A__c = 1.0");
        assertThat(lines(read(document(submodels(submodel("A", "pool", comp("deletion", "idRef=J"),
                comp("deletion", "metaIdRef=_J"))), pool)))).hasSize(2);
    }

    @Test
    void partsOfAnEventAreDeleted() {
        String event = """
                <listOfEvents><event id="e" useValuesFromTriggerTime="true"><trigger initialValue="true" persistent="true">%s</trigger>
                <priority metaid="p">%s</priority><delay metaid="d">%s</delay><listOfEventAssignments>
                <eventAssignment metaid="a" variable="x">%s</eventAssignment>
                <eventAssignment metaid="b" variable="y">%s</eventAssignment></listOfEventAssignments></event></listOfEvents>
                """
                .formatted(math("x > 3"), math("x"), math("y"), math("4"), math("5"));
        String model = model("m", parameters(parameter("x", 1), parameter("y", 2)), event);
        assertThat(lines(read(document(submodels(submodel("A", "m", comp("deletion", "metaIdRef=d"),
                comp("deletion", "metaIdRef=p"), comp("deletion", "metaIdRef=b"))), model))))
                .contains("event A__e at A__x > 3: A__x = 4");
        String main = parameters(parameter("z", 1)) + submodels(submodel("A", "m"))
                + event.replace("\"x\"", "\"z\"").replace("\"y\"", "\"z\"").replace("<ci>x</ci>", "<ci>z</ci>")
                        .replace("<ci>y</ci>", "<ci>z</ci>")
                        .replaceFirst("(?s)<eventAssignment metaid=\"b\".*?</eventAssignment>", "")
                        .replace("<delay metaid=\"d\">",
                                "<delay metaid=\"top_d\">" + replaces("submodelRef=A metaIdRef=d"));
        assertThat(lines(read(document(main, model)))).contains(
                "event A__e at A__x > 3 priority A__x: A__x = 4, A__y = 5",
                "event e at z > 3 after z priority z: z = 4");
    }

    @Test
    void aSpeciesIsReplacedWhereverItIsNamed() {
        String inside = """
                <listOfReactions><reaction id="J" reversible="false"><listOfReactants>
                <speciesReference id="n" species="S" stoichiometry="2" constant="true"/></listOfReactants><listOfModifiers>
                <modifierSpeciesReference species="S"/></listOfModifiers><kineticLaw>%s</kineticLaw></reaction></listOfReactions>
                """.formatted(math("S*n"));
        String pool = model("pool", cell(""), list("listOfSpecies", species("S", 1, "")),
                list("listOfInitialAssignments",
                        "<initialAssignment symbol=\"S\">" + math("7") + "</initialAssignment>"),
                inside);
        String main = cell(replaces("submodelRef=A idRef=c"))
                + list("listOfSpecies", species("T", 3, replaces("submodelRef=A idRef=S")))
                + submodels(submodel("A", "pool"));
        assertThat(lines(read(document(main, pool)))).containsExactlyInAnyOrder("compartment c = 2.0",
                "species T in c = 3.0", "T := 7", "A__n = 2.0", "reaction A__J: A__n T ->; T*A__n");
        assertThat(read(document(main, pool)).reactions().getFirst().modifiers()).containsExactly("T");
    }

    @Test
    void rulesAndFlagsOfTheReplacementHoldInAllPlaces() {
        String main = parameters(parameter("k", 9, replaces("submodelRef=A idRef=x", "submodelRef=B idRef=u")))
                + rules(rule("rateRule", "k", "-k")) + submodels(submodel("A", "growth"), submodel("B", "growth"));
        assertThat(lines(read(document(main, GROWTH)))).contains("k' = -k", "A__y' = A__u*k", "B__y' = k*B__x");
        assertThat(read(document(main, GROWTH)).parameters()).filteredOn(p -> p.id().equals("k"))
                .allMatch(p -> !p.constant());
    }

    @Test
    void aRuleAnInitialAssignmentAndAFunctionAreReplaced() {
        String function = "<listOfFunctionDefinitions><functionDefinition id=\"f\"><math"
                + " xmlns=\"http://www.w3.org/1998/Math/MathML\"><lambda><bvar><ci>a</ci></bvar><apply><times/><cn>%d</cn><ci>a</ci></apply>"
                + "</lambda></math>%s</functionDefinition></listOfFunctionDefinitions>";
        String call = "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><apply><ci>f</ci><ci>x</ci></apply></math>";
        String model = model("m", function.formatted(2, ""), parameters(parameter("x", 1), parameter("y", 1)),
                "<listOfInitialAssignments><initialAssignment symbol=\"x\" metaid=\"ia\">" + math("5")
                        + "</initialAssignment></listOfInitialAssignments>",
                rules("<rateRule variable=\"y\" metaid=\"r\">" + call + "</rateRule>"));
        assertThat(lines(read(document(submodels(submodel("A", "m")), model)))).contains("A__f[a] = 2*a",
                "A__y' = 2*A__x", "A__x := 5");
        String main = function.formatted(3, replaces("submodelRef=A idRef=f"))
                + parameters(parameter("z", 1))
                + "<listOfInitialAssignments><initialAssignment symbol=\"z\">" + math("6")
                + replaces("submodelRef=A metaIdRef=ia") + "</initialAssignment></listOfInitialAssignments>"
                + submodels(submodel("A", "m"));
        assertThat(lines(read(document(main, model)))).contains("f[a] = 3*a", "A__y' = 3*A__x", "z := 6")
                .doesNotContain("A__x := 5");
    }

    @Test
    void aLocalParameterIsReplacedOrUncoversTheGlobalOne() {
        String law = """
                <listOfReactions><reaction id="J" reversible="false"><kineticLaw>%s<listOfLocalParameters>
                <localParameter id="k" metaid="local" value="3"/></listOfLocalParameters></kineticLaw></reaction></listOfReactions>
                """.formatted(math("k*q"));
        String model = model("m", parameters(parameter("k", 1), parameter("q", 1)), law);
        assertThat(lines(read(document(submodels(submodel("A", "m")), model))))
                .contains("reaction A__J: ->; A__J.k*A__q");
        assertThat(lines(read(document(submodels(submodel("A", "m", comp("deletion", "metaIdRef=local"))), model))))
                .contains("reaction A__J: ->; A__k*A__q");
        String main = parameters(parameter("r", 9, replaces("submodelRef=A metaIdRef=local")));
        assertThat(lines(read(document(main + submodels(submodel("A", "m")), model))))
                .contains("reaction A__J: ->; r*A__q", "A__k = 1.0").doesNotContain("A__J.k = 3.0");
    }

    @Test
    void aFlatNameIsNotTakenForALocalParameter() {
        String law = """
                <listOfReactions><reaction id="J" reversible="false"><kineticLaw>%s<listOfLocalParameters>
                <localParameter id="k" value="3"/></listOfLocalParameters></kineticLaw></reaction></listOfReactions>
                """.formatted(math("k*q"));
        String main = parameters(parameter("k", 9, replaces("submodelRef=A idRef=q")));
        assertThat(lines(
                read(document(main + submodels(submodel("A", "m")), model("m", parameters(parameter("q", 1)), law)))))
                .contains("reaction A__J: ->; A__J.k_*k", "A__J.k_ = 3.0", "k = 9.0");
    }

    @Test
    void namesNeverCollide() {
        String inner = model("one", parameters(parameter("x", 1), parameter("_x", 2), parameter("B__x", 3)));
        String main = parameters(parameter("A__x", 4))
                + submodels(submodel("A", "one"), submodel("A_", "one"), submodel("A__B", "one"));
        assertThat(lines(read(document(main, inner)))).hasSize(10).doesNotHaveDuplicates()
                .allMatch(line -> line.matches("\\w+ = \\d\\.0"));
        assertThat(read(document(main, inner)).parameters()).extracting(p -> p.id()).doesNotHaveDuplicates()
                .hasSize(10);
    }

    @Test
    void aDeletionOfTheSubmodelsOwnIsUndoneFromOutside() {
        String middle = model("middle",
                submodels("<comp:submodel comp:id=\"in\" comp:modelRef=\"growth\"><comp:listOfDeletions>"
                        + "<comp:deletion comp:id=\"without\" comp:metaIdRef=\"_rateRule_of_y\"/></comp:listOfDeletions></comp:submodel>"));
        assertThat(lines(read(document(submodels(submodel("A", "middle")), middle, GROWTH)))).hasSize(3);
        assertThat(lines(
                read(document(submodels(submodel("A", "middle", comp("deletion", "idRef=without"))), middle, GROWTH))))
                .contains("A__in__y' = A__in__u*A__in__x");
    }

    @Test
    void awholeSubmodelIsDeletedOrReplacedByAnother() {
        String middle = model("middle", parameters(parameter("k", 7, replaces("submodelRef=in idRef=x"))),
                submodels(submodel("in", "growth")));
        String main = submodels(submodel("A", "middle"), "<comp:submodel comp:id=\"other\" comp:modelRef=\"growth\">"
                + replaces("submodelRef=A idRef=in") + "</comp:submodel>");
        assertThat(lines(read(document(main, middle, GROWTH)))).containsExactlyInAnyOrder("A__k = 7.0",
                "other__y = 2.0",
                "other__u = 3.0", "other__y' = other__u*A__k");
        String plain = model("plain", parameters(parameter("k", 7)), submodels(submodel("in", "growth")));
        assertThat(
                lines(read(document(submodels(submodel("A", "plain", comp("deletion", "idRef=in"))), plain, GROWTH))))
                .containsExactly("A__k = 7.0");
    }

    @Test
    void aVersion1ModelInAVersion2Document() {
        String text = document(1, submodels(submodel("A", "growth")), GROWTH);
        assertThat(lines(read(text))).contains("A__y' = A__u*A__x");
    }

    @Test
    void aPortOrADeletionMayMeanWhatIsInAPackageThatIsNotRead() {
        String layout = "xmlns:layout=\"http://www.sbml.org/sbml/level3/version1/layout/version1\" layout:required=\"false\"";
        String main = submodels(submodel("A", "growth", comp("deletion", "metaIdRef=picture")));
        String text = document(main, GROWTH.replace("</comp:modelDefinition>", ports("id=p metaIdRef=picture")
                + "</comp:modelDefinition>")).replaceFirst(" level=", " " + layout + " level=");
        assertThat(lines(read(text))).hasSize(4);
        assertThat(read(text).remarks()).anyMatch(remark -> remark.startsWith("deletion (line ")
                && remark.endsWith("refers to nothing that is read here; passed over"));
    }
}

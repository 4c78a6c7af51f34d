package org.orrery.dynamics.sbml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orrery.core.InvalidInput;
import org.orrery.core.OrreryException;
import org.orrery.core.Refusal;
import org.orrery.dynamics.flux.FluxProblem;

/** The package fbc in its versions, and the dialect from before it. */
class FluxReadingTest {
    private static final String COMPARTMENT = "<listOfCompartments><compartment id=\"c\" constant=\"true\"/></listOfCompartments>";

    private static String document(int version, String content) {
        return """
                <sbml xmlns="http://www.sbml.org/sbml/level3/version2/core" level="3" version="2"
                 xmlns:fbc="http://www.sbml.org/sbml/level3/version1/fbc/version%d" fbc:required="false">
                <model id="m" fbc:strict="false">%s%s</model></sbml>"""
                .formatted(version, COMPARTMENT, content);
    }

    private static String species(String id, boolean boundary, String more) {
        return ("<species id=\"%s\" compartment=\"c\" hasOnlySubstanceUnits=\"false\" boundaryCondition=\"%s\""
                + " constant=\"false\" %s/>").formatted(id, boundary, more);
    }

    private static String reaction(String id, String attributes, String stoichiometry, String inside) {
        return """
                <reaction id="%s" reversible="false" %s>%s<listOfReactants>
                <speciesReference species="A" %s constant="true"/></listOfReactants><listOfProducts>
                <speciesReference species="X" stoichiometry="1" constant="true"/></listOfProducts></reaction>"""
                .formatted(id, attributes, inside, stoichiometry);
    }

    private static final String POOLS = "<listOfSpecies>" + species("A", false,
            "fbc:chemicalFormula=\"C6H12O6\" fbc:charge=\"-2\"") + species("X", true, "") + "</listOfSpecies>";
    private static final String ONE_GOAL = goals("fbc:activeObjective=\"g\"", "<fbc:fluxObjective fbc:reaction=\"R\""
            + " fbc:coefficient=\"2\"/>");

    private static String goals(String active, String terms) {
        return "<fbc:listOfObjectives " + active + "><fbc:objective fbc:id=\"g\" fbc:type=\"maximize\">"
                + "<fbc:listOfFluxObjectives>" + terms
                + "</fbc:listOfFluxObjectives></fbc:objective></fbc:listOfObjectives>";
    }

    private static String reactions(String inside) {
        return "<listOfReactions>" + inside + "</listOfReactions>";
    }

    private static String parameter(String id, String value, boolean constant) {
        return "<parameter id=\"%s\" value=\"%s\" constant=\"%s\"/>".formatted(id, value, constant);
    }

    private static FluxProblem read(String text) {
        return switch (new SbmlReader().open(text.getBytes(StandardCharsets.UTF_8), "small.xml")) {
            case SbmlContent.Flux(FluxProblem problem) -> problem;
            case SbmlContent other -> throw new AssertionError(other);
        };
    }

    @Test
    void versionTwo() {
        FluxProblem problem = read(document(2, POOLS
                + "<listOfParameters>" + parameter("lo", "-INF", true) + parameter("hi", "3", false)
                + "</listOfParameters><listOfInitialAssignments><initialAssignment symbol=\"hi\">"
                + SbmlText.math("<apply><plus/><cn>3</cn><cn>4</cn></apply>")
                + "</initialAssignment></listOfInitialAssignments>"
                + reactions(reaction("R", "fbc:lowerFluxBound=\"lo\" fbc:upperFluxBound=\"hi\"",
                        "stoichiometry=\"2.5\"",
                        "<fbc:geneProductAssociation><fbc:and><fbc:geneProductRef fbc:geneProduct=\"G1\"/><fbc:or>"
                                + "<fbc:geneProductRef fbc:geneProduct=\"G2\"/><fbc:geneProductRef fbc:geneProduct=\"G3\"/>"
                                + "</fbc:or></fbc:and></fbc:geneProductAssociation>"))
                + ONE_GOAL + "<fbc:listOfGeneProducts><fbc:geneProduct fbc:id=\"G1\" fbc:label=\"b1\"/>"
                + "<fbc:geneProduct fbc:id=\"G2\" fbc:label=\"b2\"/><fbc:geneProduct fbc:id=\"G3\" fbc:label=\"b3\"/>"
                + "</fbc:listOfGeneProducts>"));
        assertThat(problem.reactions()).singleElement().satisfies(reaction -> {
            assertThat(reaction.lower()).isEqualTo(Double.NEGATIVE_INFINITY);
            assertThat(reaction.upper()).isEqualTo(7);
            assertThat(reaction.stoichiometry()).containsEntry("A", -2.5).containsEntry("X", 1.0);
            assertThat(reaction.rule()).hasToString("G1 and (G2 or G3)");
        });
        assertThat(problem.genes()).extracting(FluxProblem.Gene::label).containsExactly("b1", "b2", "b3");
        assertThat(problem.objective().coefficients()).containsEntry("R", 2.0);
        assertThat(problem.metabolites().getFirst()).isEqualTo(
                new FluxProblem.Metabolite("A", "", false, "C6H12O6", -2.0));
        assertThat(problem.metabolites().get(1).boundary()).isTrue();
    }

    @Test
    void versionOneTakesAllBoundsTogether() {
        String bound = "<fbc:fluxBound fbc:id=\"%s\" fbc:reaction=\"R\" fbc:operation=\"%s\" fbc:value=\"%s\"/>";
        FluxProblem problem = read(document(1, POOLS + reactions(reaction("R", "", "stoichiometry=\"1\"", "")
                + reaction("S", "", "stoichiometry=\"1\"", "")) + "<fbc:listOfFluxBounds>"
                + bound.formatted("a", "lessEqual", "INF") + bound.formatted("b", "lessEqual", "8")
                + bound.formatted("c", "greaterEqual", "-3") + bound.formatted("d", "greaterEqual", "-1")
                + "</fbc:listOfFluxBounds>" + ONE_GOAL));
        assertThat(problem.reactions().getFirst()).returns(-1.0, FluxProblem.Reaction::lower)
                .returns(8.0, FluxProblem.Reaction::upper);
        assertThat(problem.reactions().get(1)).returns(0.0, FluxProblem.Reaction::lower)
                .returns(Double.POSITIVE_INFINITY, FluxProblem.Reaction::upper);
        assertThat(problem.remarks()).anyMatch(remark -> remark.contains("bounds that the file does not give"));
    }

    @Test
    void versionThreeHasFurtherConstraints() {
        FluxProblem problem = read(document(3, POOLS + "<listOfParameters>" + parameter("two", "2", true)
                + parameter("five", "5", true) + "</listOfParameters>"
                + reactions(reaction("R", "", "stoichiometry=\"1\"", "")) + ONE_GOAL
                + "<fbc:listOfUserDefinedConstraints><fbc:userDefinedConstraint fbc:id=\"k\" fbc:lowerBound=\"two\""
                + " fbc:upperBound=\"five\"><fbc:listOfUserDefinedConstraintComponents>"
                + "<fbc:userDefinedConstraintComponent fbc:coefficient=\"two\" fbc:variable=\"R\""
                + " fbc:variableType=\"linear\"/></fbc:listOfUserDefinedConstraintComponents>"
                + "</fbc:userDefinedConstraint></fbc:listOfUserDefinedConstraints>"));
        assertThat(problem.constraints()).singleElement().satisfies(constraint -> {
            assertThat(constraint.lower()).isEqualTo(2);
            assertThat(constraint.upper()).isEqualTo(5);
            assertThat(constraint.coefficients()).containsEntry("R", 2.0);
        });
    }

    @Test
    void theOlderDialectHasItsBoundsInKineticLawsAndItsGenesInNotes() {
        FluxProblem problem = read(SbmlText.level2(1, """
                <listOfCompartments><compartment id="c"/></listOfCompartments>
                <listOfSpecies><species id="A" compartment="c"><notes><p xmlns="http://www.w3.org/1999/xhtml">FORMULA: CO2</p>
                <p xmlns="http://www.w3.org/1999/xhtml">CHARGE: -1</p></notes></species></listOfSpecies>
                <listOfReactions><reaction id="R" reversible="true"><notes>
                <p xmlns="http://www.w3.org/1999/xhtml">GENE ASSOCIATION: (a and b)</p></notes>
                <listOfReactants><speciesReference species="A" stoichiometry="2"/></listOfReactants>
                <kineticLaw>""" + SbmlText.math("<ci>FLUX_VALUE</ci>") + """
                <listOfParameters><parameter id="LOWER_BOUND" value="-4" units="dimensionless"/>
                <parameter id="UPPER_BOUND" value="5" units="dimensionless"/><parameter id="FLUX_VALUE" value="0"/>
                <parameter id="OBJECTIVE_COEFFICIENT" value="1"/></listOfParameters></kineticLaw></reaction></listOfReactions>
                """));
        assertThat(problem.reactions()).singleElement().satisfies(reaction -> {
            assertThat(reaction.lower()).isEqualTo(-4);
            assertThat(reaction.upper()).isEqualTo(5);
            assertThat(reaction.rule()).hasToString("a and b");
        });
        assertThat(problem.metabolites()).containsExactly(new FluxProblem.Metabolite("A", "", false, "CO2", -1.0));
        assertThat(problem.objective()).isEqualTo(problem.objectives().getFirst());
        assertThat(problem.unit()).isEqualTo("dimensionless");
    }

    @Test
    void withoutAnObjectiveItIsAMechanism() {
        SbmlContent content = new SbmlReader().open(document(2, POOLS + "<fbc:listOfGeneProducts/>")
                .getBytes(StandardCharsets.UTF_8), "small.xml");
        assertThat(content).isInstanceOfSatisfying(SbmlContent.Kinetic.class, kinetic -> assertThat(
                kinetic.mechanism().remarks()).anyMatch(remark -> remark.contains("no objective")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
            "fbc:activeObjective=\"g\" ~ <fbc:fluxObjective fbc:reaction=\"R\" fbc:coefficient=\"1\" fbc:variableType=\"quadratic\"/> ~ objective g is quadratic",
            "fbc:activeObjective=\"g\" ~ <fbc:fluxObjective fbc:reaction=\"Q\" fbc:coefficient=\"1\"/> ~ Q, which is no reaction",
            "fbc:activeObjective=\"h\" ~ <fbc:fluxObjective fbc:reaction=\"R\" fbc:coefficient=\"1\"/> ~ the active objective h is not in the list",
            "fbc:activeObjective=\"g\" ~ <fbc:surprise/> ~ <surprise> in <listOfFluxObjectives> is no element",
            "fbc:activeObjective=\"g\" ~ <fbc:fluxObjective fbc:reaction=\"R\" fbc:coefficient=\"NaN\"/> ~ a coefficient of NaN"})
    void objectivesThatAreNotUnderstood(String active, String terms, String problem) {
        String text = document(3, POOLS + reactions(reaction("R", "", "stoichiometry=\"1\"", ""))
                + goals(active, terms));
        assertThatThrownBy(() -> read(text)).isInstanceOf(OrreryException.class).hasMessageContaining(problem)
                .hasMessageContaining("small.xml, line ");
    }

    @Test
    void whatChangesInTimeIsNoBoundAndNoStoichiometry() {
        String rule = "<listOfRules><rateRule variable=\"p\">" + SbmlText.math("<cn>1</cn>")
                + "</rateRule></listOfRules>";
        String text = document(2,
                POOLS + "<listOfParameters>" + parameter("p", "1", false) + "</listOfParameters>" + rule
                        + reactions(reaction("R", "fbc:lowerFluxBound=\"p\"", "stoichiometry=\"1\"", "")) + ONE_GOAL);
        assertThatThrownBy(() -> read(text)).isInstanceOf(Refusal.class)
                .hasMessage("the lower bound of R is p, which may change in time: by a rate rule.");
        String missing = document(2, POOLS + reactions(reaction("R", "fbc:lowerFluxBound=\"p\"", "stoichiometry=\"1\"",
                "")) + ONE_GOAL);
        assertThatThrownBy(() -> read(missing)).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("the lower bound of R is p, which is not declared");
    }
}

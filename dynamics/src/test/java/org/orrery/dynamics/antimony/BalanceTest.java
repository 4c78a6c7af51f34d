package org.orrery.dynamics.antimony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orrery.core.Model;
import org.orrery.core.OrreryException;
import org.orrery.core.Plan;
import org.orrery.core.Quantity;
import org.orrery.core.Refusal;
import org.orrery.core.World;
import org.orrery.dynamics.flux.FluxModel;
import org.orrery.dynamics.flux.FluxProblem;
import org.orrery.dynamics.sbml.SbmlContent;
import org.orrery.dynamics.sbml.SbmlReader;

/** Objectives and bounds of fluxes, against what libAntimony 3.3 writes with the package fbc. */
class BalanceTest {
    private static final String NETWORK = """
            J0: -> A;
            J1: A -> B;
            J2: B => ;
            k = 5
            """;
    private static final String BY_LIB_ANTIMONY = """
            <sbml xmlns="http://www.sbml.org/sbml/level3/version2/core" level="3" version="2" fbc:required="false"
              xmlns:fbc="http://www.sbml.org/sbml/level3/version1/fbc/version3">
            <model id="__main" fbc:strict="false">
            <listOfCompartments><compartment id="default_compartment" spatialDimensions="3" size="1" constant="true"/>
            </listOfCompartments>
            <listOfSpecies><species id="A" compartment="default_compartment" hasOnlySubstanceUnits="false"
              boundaryCondition="false" constant="false"/><species id="B" compartment="default_compartment"
              hasOnlySubstanceUnits="false" boundaryCondition="false" constant="false"/></listOfSpecies>
            <listOfParameters><parameter id="k" value="5" constant="true"/>
            <parameter id="fb_neg_10" value="-10" constant="true"/><parameter id="fb_10" value="10" constant="true"/>
            <parameter id="fb_neg_1" value="-1" constant="true"/></listOfParameters>
            <listOfReactions>
            <reaction id="J0" reversible="true" fbc:lowerFluxBound="fb_neg_10" fbc:upperFluxBound="fb_10"><listOfProducts>
            <speciesReference species="A" stoichiometry="1" constant="true"/></listOfProducts></reaction>
            <reaction id="J1" reversible="true" fbc:lowerFluxBound="fb_neg_1" fbc:upperFluxBound="k"><listOfReactants>
            <speciesReference species="A" stoichiometry="1" constant="true"/></listOfReactants><listOfProducts>
            <speciesReference species="B" stoichiometry="1" constant="true"/></listOfProducts></reaction>
            <reaction id="J2" reversible="false"><listOfReactants>
            <speciesReference species="B" stoichiometry="1" constant="true"/></listOfReactants></reaction>
            </listOfReactions>
            <fbc:listOfObjectives fbc:activeObjective="_objective0"><fbc:objective fbc:id="_objective0"
              fbc:type="maximize"><fbc:listOfFluxObjectives>
            <fbc:fluxObjective fbc:reaction="J2" fbc:coefficient="2" fbc:variableType="linear"/>
            <fbc:fluxObjective fbc:reaction="J1" fbc:coefficient="-1" fbc:variableType="linear"/>
            </fbc:listOfFluxObjectives></fbc:objective></fbc:listOfObjectives></model></sbml>
            """;

    private static FluxProblem flux(String statements) {
        return ((AntimonyContent.Flux) new AntimonyReader().open(NETWORK + statements, "net.ant")).problem();
    }

    private static double[] range(String statements, String reaction) {
        FluxProblem.Reaction found = flux(statements).reactions().stream().filter(each -> each.id().equals(reaction))
                .findFirst().orElseThrow();
        return new double[]{found.lower(), found.upper()};
    }

    @Test
    void meansWhatLibAntimonyWrites() {
        FluxProblem problem = flux("-10 < J0 < 10; J1 <= k; J1 >= -1; maximize 2 J2 - J1");
        SbmlContent written = new SbmlReader().open(BY_LIB_ANTIMONY.getBytes(StandardCharsets.UTF_8), "net.xml");
        FluxProblem read = ((SbmlContent.Flux) written).problem();
        assertThat(problem.reactions()).isEqualTo(read.reactions());
        assertThat(problem.metabolites()).isEqualTo(read.metabolites());
        assertThat(problem.objectives()).isEqualTo(read.objectives());
        assertThat(problem.active()).isEqualTo(read.active());
    }

    @Test
    void isSolved() {
        FluxModel model = new FluxModel(new Model.Source("net.ant", "0".repeat(64)),
                flux("J0 <= 10; J1 <= k; best: maximize J2"));
        Plan plan = new Plan(List.of(), List.of(),
                List.of(Quantity.parse("best"), Quantity.parse("J0")), List.of(),
                List.of(), Map.of());
        assertThat(model.prepare(plan).run(new World(World.Arming.OFF, new double[0], 1)).readings())
                .containsExactly(new double[]{5, 5}, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"maximize 2*(J1 + J2) ~ 2 ~ 2", "minimize J2*k - 3 J1 + J2 ~ -3 ~ 6",
            "o: maximize -J2/4 + 0*J1 ~ 0 ~ -0.25", "maximize J2 + J1 ~ 1 ~ 1"})
    void objectivesAreLinear(String statement, double first, double second) {
        FluxProblem.Objective objective = flux(statement).objective();
        assertThat(objective.coefficients()).containsExactly(Map.entry("J1", first), Map.entry("J2", second));
        assertThat(objective.maximize()).isEqualTo(statement.contains("maximize"));
        assertThat(objective.id()).isEqualTo(statement.startsWith("o:") ? "o" : "_objective0");
    }

    @Test
    void theLastBoundOfASideCounts() {
        assertThat(range("5 >= J1; J1 <= 3; -2 < J1; maximize J2", "J1")).containsExactly(-2, 3);
        assertThat(range("maximize J2; J1 < 4; J1 < 2*k", "J1")).containsExactly(Double.NEGATIVE_INFINITY, 10);
        assertThat(range("maximize J2", "J2")).containsExactly(0, Double.POSITIVE_INFINITY);
        assertThat(flux("J1 <= 5; J1 <= 3; maximize J2").remarks())
                .contains("the upper bound of J1: given again on line 5, which counts");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"maximize J2*J1 ~ not linear", "maximize J2^2 ~ not linear",
            "maximize J2 + 3 ~ adds 3", "maximize k ~ names no reaction",
            "maximize J2 + A*J1 ~ which may change in time",
            "maximize J2; minimize J1 ~ a second objective", "3 >= 2*J1; maximize J2 ~ more than a single flux",
            "J1 != 3; maximize J2 ~ understood as the bound", "J1 <= A; maximize J2 ~ which may change in time",
            "J1 <= l; l has mole; maximize J2 ~ has no value", "maximize ~ an objective"})
    void whatIsNotUnderstoodIsSaid(String statements, String message) {
        assertThatThrownBy(() -> flux(statements)).isInstanceOf(OrreryException.class).hasMessageContaining(message);
    }

    @Test
    void aBalanceIsNoCourseInTime() {
        assertThatThrownBy(() -> new AntimonyReader().read(NETWORK + "maximize J2", "net.ant"))
                .isInstanceOf(Refusal.class).hasMessageContaining("flux balance problem");
        assertThat(new AntimonyReader().read(NETWORK + "J1 <= 3; maximize = 2", "net.ant").remarks())
                .contains("constraint: not checked during a run (line 5)");
    }

    @Test
    void anObjectiveOfAPartIsRefused() {
        assertThatThrownBy(() -> new AntimonyReader().read("model part()\nJ: -> A; \nmaximize J\nend\n"
                + "model *whole()\np: part()\nend\n", "net.ant")).isInstanceOf(Refusal.class)
                .hasMessageContaining("objective of a part");
    }
}

package org.orrery.dynamics.sbml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.orrery.dynamics.sbml.SbmlText.ci;
import static org.orrery.dynamics.sbml.SbmlText.level1;
import static org.orrery.dynamics.sbml.SbmlText.level2;
import static org.orrery.dynamics.sbml.SbmlText.level3;
import static org.orrery.dynamics.sbml.SbmlText.math;
import static org.orrery.dynamics.sbml.SbmlText.read;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.orrery.dynamics.mechanism.Mechanism;
import org.orrery.dynamics.mechanism.Mechanism.Compartment;
import org.orrery.dynamics.mechanism.Mechanism.Parameter;
import org.orrery.dynamics.mechanism.Mechanism.Parameter.Role;
import org.orrery.dynamics.mechanism.Mechanism.Participant;
import org.orrery.dynamics.mechanism.Mechanism.Rule;
import org.orrery.dynamics.mechanism.Mechanism.Species;
import org.orrery.equation.Expr;
import org.orrery.equation.Operator;

/** What the levels call differently or leave out, read to the same words. */
class SbmlLevelsTest {
    @Test
    void levelOneHasNamesFormulasAndUnitVolumes() {
        Mechanism mechanism = read(level1(1, """
                <listOfCompartments><compartment name="c"/></listOfCompartments>
                <listOfSpecies>
                  <specie name="A" compartment="c" initialAmount="3" units="mole"/>
                  <specie name="B" compartment="c" initialAmount="0" boundaryCondition="true"/>
                </listOfSpecies>
                <listOfParameters><parameter name="k" value="0.5"/><parameter name="p" value="1"/></listOfParameters>
                <listOfRules>
                  <specieConcentrationRule specie="B" formula="2*k"/>
                  <parameterRule name="p" formula="k" type="rate"/>
                </listOfRules>
                <listOfReactions><reaction name="r" reversible="false">
                  <listOfReactants><specieReference specie="A" stoichiometry="2" denominator="3"/></listOfReactants>
                  <listOfProducts><specieReference specie="B"/></listOfProducts>
                  <kineticLaw formula="pow(k, 2)*A"><listOfParameters><parameter name="k" value="7"/></listOfParameters></kineticLaw>
                </reaction></listOfReactions>
                """));
        assertThat(mechanism.compartments()).containsExactly(new Compartment("c", "", 3, 1, true));
        assertThat(mechanism.species()).containsExactly(
                new Species("A", "", "c", 3, Double.NaN, false, false, false, null),
                new Species("B", "", "c", 0, Double.NaN, false, true, false, null));
        assertThat(mechanism.parameters()).containsExactlyInAnyOrder(new Parameter("k", "", 0.5, true, Role.GLOBAL),
                new Parameter("p", "", 1, false, Role.GLOBAL), new Parameter("r.k", "", 7, true, Role.LOCAL));
        assertThat(mechanism.rules()).containsExactly(
                new Rule.Assignment("B", Expr.call(Operator.MUL, Expr.num(2), Expr.sym("k"))),
                new Rule.Rate("p", Expr.sym("k")));
        assertThat(mechanism.reactions().getFirst().reactants()).containsExactly(
                new Participant("A", Expr.call(Operator.DIV, Expr.num(2), Expr.num(3))));
        assertThat(mechanism.reactions().getFirst().rate()).isEqualTo(Expr.call(Operator.MUL,
                Expr.call(Operator.POW, Expr.sym("r.k"), Expr.num(2)), Expr.sym("A")));
        assertThat(mechanism.reactions().getFirst().reversible()).isFalse();
    }

    @Test
    void theLogarithmOfLevelOneIsNatural() {
        Mechanism mechanism = read(level1(2, """
                <listOfCompartments><compartment name="c" volume="2"/></listOfCompartments>
                <listOfRules><compartmentVolumeRule compartment="c" formula="log(3)"/></listOfRules>
                """));
        assertThat(mechanism.rules())
                .containsExactly(new Rule.Assignment("c", Expr.call(Operator.LN, Expr.num(3))));
        assertThat(mechanism.compartments()).containsExactly(new Compartment("c", "", 3, 2, false));
    }

    @Test
    void levelTwoFillsInItsDefaults() {
        Mechanism mechanism = read(level2(4, """
                <listOfCompartments><compartment id="c"/><compartment id="d" spatialDimensions="2" size="5"/></listOfCompartments>
                <listOfSpecies><species id="A" name="Alpha" compartment="c" initialConcentration="4" charge="2"/></listOfSpecies>
                <listOfParameters><parameter id="k" value="1e-3"/></listOfParameters>
                <listOfReactions><reaction id="r"><listOfReactants><speciesReference species="A"/></listOfReactants></reaction></listOfReactions>
                """));
        assertThat(mechanism.compartments()).containsExactly(new Compartment("c", "", 3, 1, true),
                new Compartment("d", "", 2, 5, true));
        assertThat(mechanism.species())
                .containsExactly(new Species("A", "Alpha", "c", Double.NaN, 4, false, false, false, null));
        assertThat(mechanism.parameters()).containsExactly(new Parameter("k", "", 1e-3, true, Role.GLOBAL));
        Mechanism.Reaction reaction = mechanism.reactions().getFirst();
        assertThat(reaction.reversible()).isTrue();
        assertThat(mechanism.unsized()).containsExactly("c");
        assertThat(reaction.fast()).isFalse();
        assertThat(reaction.rate()).isNull();
        assertThat(reaction.reactants()).containsExactly(new Participant("A", Expr.ONE));
    }

    @Test
    void levelTwoMayComputeAStoichiometry() {
        Mechanism mechanism = read(level2(1, """
                <listOfCompartments><compartment id="c" size="1"/></listOfCompartments>
                <listOfSpecies><species id="A" compartment="c" initialAmount="4"/></listOfSpecies>
                <listOfParameters><parameter id="f" value="1"/></listOfParameters>
                <listOfReactions><reaction id="r" fast="true"><listOfProducts><speciesReference species="A">
                <stoichiometryMath>%s</stoichiometryMath></speciesReference></listOfProducts></reaction></listOfReactions>
                """.formatted(math(ci(" f ")))));
        assertThat(mechanism.reactions().getFirst().products()).containsExactly(new Participant("A", Expr.sym("f")));
        assertThat(mechanism.reactions().getFirst().fast()).isTrue();
    }

    @Test
    void aNamedStoichiometryOfLevelThreeIsAParameter() {
        Mechanism mechanism = read(level3("""
                <listOfCompartments><compartment id="c" constant="true" size="1" spatialDimensions="3"/></listOfCompartments>
                <listOfSpecies><species id="A" compartment="c" initialAmount="4" hasOnlySubstanceUnits="true"
                  boundaryCondition="false" constant="false" conversionFactor="f"/></listOfSpecies>
                <listOfParameters><parameter id="f" value="1" constant="true"/></listOfParameters>
                <listOfReactions><reaction id="r" reversible="false"><listOfProducts>
                  <speciesReference id="n" species="A" constant="false" stoichiometry="2"/>
                  <speciesReference id="o" species="A" constant="false"/>
                  <speciesReference species="A" constant="true" stoichiometry="3"/></listOfProducts></reaction></listOfReactions>
                """));
        assertThat(mechanism.parameters()).contains(new Parameter("n", "", 2, false, Role.STOICHIOMETRY),
                new Parameter("o", "", Double.NaN, false, Role.STOICHIOMETRY));
        assertThat(mechanism.reactions().getFirst().products()).isEqualTo(List.of(
                new Participant("A", Expr.sym("n")), new Participant("A", Expr.sym("o")),
                new Participant("A", Expr.num(3))));
        assertThat(mechanism.species()).containsExactly(
                new Species("A", "", "c", 4, Double.NaN, true, false, false, "f"));
    }
}

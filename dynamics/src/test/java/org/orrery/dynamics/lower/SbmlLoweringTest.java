package org.orrery.dynamics.lower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.orrery.core.Refusal;
import org.orrery.dynamics.Trial;

/** What Antimony has no words for: algebraic rules, changing stoichiometry, conversion factors. */
class SbmlLoweringTest {
    private static final Offset<Double> CLOSE = within(1e-8);
    private static final String MATH = "<math xmlns=\"http://www.w3.org/1998/Math/MathML\">";

    /** x' = 1 from 2, and y, of which 0 = rule says what it is. */
    private static Trial algebraic(String rule) {
        return Trial.sbml("""
                <model id="m">
                <listOfParameters><parameter id="x" value="2" constant="false"/>
                <parameter id="y" value="1" constant="false"/></listOfParameters>
                <listOfRules><rateRule variable="x">%s<cn>1</cn></math></rateRule>
                <algebraicRule>%s%s</math></algebraicRule></listOfRules>
                </model>""".formatted(MATH, MATH, rule)).tight();
    }

    @Test
    void aLinearAlgebraicRuleIsSolved() {
        // 0 = x*y - 12
        Trial trial = algebraic(
                "<apply><minus/><apply><times/><ci>x</ci><ci>y</ci></apply><cn>12</cn></apply>");
        assertThat(trial.readAll("y @ 0", "y @ 2")).containsExactly(new double[]{6, 3}, CLOSE);
    }

    @Test
    void anAlgebraicRuleThatDeterminesNothingIsRefused() {
        Trial trial = algebraic("<apply><minus/><ci>x</ci><cn>2</cn></apply>");
        assertThatThrownBy(() -> trial.read("x @ 1")).isInstanceOf(Refusal.class)
                .hasMessageContaining("does not determine a variable");
    }

    private static String reaction(String model, String species, String product, String rest) {
        return """
                <model id="m" %s>
                <listOfCompartments><compartment id="c" size="1" spatialDimensions="3" constant="true"/></listOfCompartments>
                <listOfSpecies><species id="A" compartment="c" initialAmount="8" hasOnlySubstanceUnits="true"
                  boundaryCondition="false" constant="false" %s/></listOfSpecies>
                <listOfParameters><parameter id="f" value="3" constant="true"/>
                <parameter id="g" value="5" constant="true"/></listOfParameters>
                %s
                <listOfReactions><reaction id="J" reversible="false">
                <listOfProducts><speciesReference species="A" %s/></listOfProducts>
                <kineticLaw>%s<cn>2</cn></math></kineticLaw></reaction></listOfReactions>
                </model>""".formatted(model, species, rest, product, MATH);
    }

    @Test
    void aConversionFactorScalesWhatReactionsDo() {
        String one = "stoichiometry=\"1\" constant=\"true\"";
        assertThat(Trial.sbml(reaction("", "", one, "")).read("A @ 2")).isCloseTo(8 + 4, CLOSE);
        assertThat(Trial.sbml(reaction("conversionFactor=\"f\"", "", one, "")).read("A @ 2")).isCloseTo(8 + 12, CLOSE);
        assertThat(Trial.sbml(reaction("conversionFactor=\"f\"", "conversionFactor=\"g\"", one, "")).read("A @ 2"))
                .isCloseTo(8 + 20, CLOSE);
    }

    @Test
    void aStoichiometryMayVary() {
        String rule = "<listOfRules><assignmentRule variable=\"n\">" + MATH + """
                <csymbol encoding="text" definitionURL="http://www.sbml.org/sbml/symbols/time">t</csymbol></math>
                </assignmentRule></listOfRules>""";
        Trial trial = Trial.sbml(reaction("", "", "id=\"n\" constant=\"false\"", rule)).tight();
        assertThat(trial.readAll("A @ 3", "n @ 3")).containsExactly(new double[]{8 + 9, 3}, CLOSE);
    }
}

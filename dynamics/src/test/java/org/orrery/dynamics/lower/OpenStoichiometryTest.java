package org.orrery.dynamics.lower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.core.Refusal;
import org.orrery.core.RunFailure;
import org.orrery.dynamics.Trial;

/** Level 3 has no default for a stoichiometry: a file may leave it open where nothing depends on it. */
class OpenStoichiometryTest {
    /** A turns into B at the rate k A. */
    private static String model(boolean boundary, String reference, String law, String rules) {
        return """
                <model id="m"><listOfCompartments><compartment id="c" size="2" constant="true"/></listOfCompartments>
                <listOfSpecies><species id="A" compartment="c" initialAmount="10" hasOnlySubstanceUnits="true"
                boundaryCondition="%s" constant="false"/><species id="B" compartment="c" initialAmount="0"
                hasOnlySubstanceUnits="true" boundaryCondition="false" constant="false"/></listOfSpecies>
                <listOfParameters><parameter id="k" value="0.5" constant="true"/></listOfParameters>
                %s<listOfReactions><reaction id="R" reversible="false" fast="false">
                <listOfReactants><speciesReference species="A" %s/></listOfReactants>
                <listOfProducts><speciesReference species="B" stoichiometry="1" constant="true"/></listOfProducts>
                <kineticLaw><math xmlns="http://www.w3.org/1998/Math/MathML">%s</math></kineticLaw>
                </reaction></listOfReactions></model>""".formatted(boundary, rules, reference, law);
    }

    private static final String LINEAR = "<apply><times/><ci>k</ci><ci>A</ci></apply>";

    @Test
    void isRemarkedWhereTheSpeciesIsBoundaryAndChangesNothing() {
        Trial trial = Trial.sbmlVersion1(model(true, "constant=\"true\"", LINEAR, ""));
        assertThat(trial.model().summary()).anyMatch(line -> line.contains("does not say how much of A"));
        // A stays at 10, so B grows by 5 a unit of time.
        assertThat(trial.readAll("A @ 3", "B @ 3")).containsExactly(new double[]{10, 15}, within(1e-9));
    }

    @Test
    void isNotNeededWhereTheReactionNeverTurns() {
        Trial trial = Trial.sbmlVersion1(model(false, "constant=\"true\"", "<cn>0</cn>", ""));
        assertThat(trial.readAll("A @ 3", "B @ 3")).containsExactly(10, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"constant=\"true\"", "constant=\"true\" stoichiometry=\"NaN\""})
    void isRefusedByNameWhereItCounts(String reference) {
        Trial trial = Trial.sbmlVersion1(model(false, reference, LINEAR, ""));
        assertThatThrownBy(() -> trial.read("B @ 3")).isInstanceOf(Refusal.class)
                .hasMessage("The file does not say how much of A one turn of reaction R uses or makes, and SBML Level 3"
                        + " has no default for it.");
    }

    @Test
    void canBeGivenByAnInitialAssignment() {
        Trial trial = Trial.sbmlVersion1(model(false, "id=\"n\" constant=\"true\"", LINEAR, """
                <listOfInitialAssignments><initialAssignment symbol="n"><math
                xmlns="http://www.w3.org/1998/Math/MathML"><cn>2</cn></math></initialAssignment>
                </listOfInitialAssignments>"""));
        assertThat(trial.tight().read("A @ 3")).isCloseTo(10 * Math.exp(-2 * 0.5 * 3), within(1e-8));
    }

    @Test
    void canBeGivenByTheAskerWhereItHasAName() {
        Trial trial = Trial.sbmlVersion1(model(false, "id=\"n\" constant=\"true\"", LINEAR, ""));
        assertThat(trial.set("n", 3).tight().read("A @ 3")).isCloseTo(10 * Math.exp(-3 * 0.5 * 3), within(1e-8));
        assertThatThrownBy(() -> trial.read("A @ 3")).isInstanceOf(RunFailure.class)
                .hasMessage("at time 0.0 the rate of change"
                        + " of A.amount is NaN, because n has no value. Maybe give it one: --set n=1.");
    }
}

package org.orrery.dynamics.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.orrery.core.InvalidInput;
import org.orrery.core.Run;
import org.orrery.core.RunFailure;
import org.orrery.core.Variable;
import org.orrery.core.World;
import org.orrery.dynamics.Trial;

class TotalsTest {
    private static final String ENZYME = "R1: E + S -> ES; E*S; R2: ES -> E + S; ES; R3: ES -> E + P; 0.1*ES;"
            + "E = 1; S = 5; ES = 0.5; P = 0;";

    private static Trial enzyme() {
        return Trial.antimony(ENZYME);
    }

    @Test
    void isReadAtAnyTime() {
        assertThat(enzyme().readAll("total.E @ 0", "total.E @ 7", "total.S @ 7"))
                .containsExactly(new double[]{1.5, 1.5, 5.5}, within(1e-12));
    }

    @Test
    void isListedWithItsValue() {
        Variable total = enzyme().model().variables().stream().filter(v -> v.name().equals("total.S")).findFirst()
                .orElseThrow();
        assertThat(total).isEqualTo(new Variable("total.S", "S + ES + P", "total", java.util.List.of(), null, 5.5, true,
                true));
        assertThat(enzyme().model().summary())
                .contains("conserved: total.E = E + ES = 1.5 (amounts; E absorbs a change)");
    }

    @Test
    void settingItIsSettingTheSpeciesThatAbsorbs() {
        double[] byTotal = enzyme().set("total.E", 4).readAll("P @ 3", "E @ 0", "ES @ 0");
        double[] bySpecies = enzyme().set("E", 3.5).readAll("P @ 3", "E @ 0", "ES @ 0");
        assertThat(byTotal).containsExactly(bySpecies);
    }

    @Test
    void settingItToWhatItIsChangesNothing() {
        assertThat(enzyme().set("total.E", 1.5).set("total.S", 5.5).readAll("P @ 3"))
                .containsExactly(enzyme().readAll("P @ 3"));
    }

    @Test
    void anUnequalCompartmentAndAConversionFactorAreAllowedFor() {
        String sbml = """
                <model conversionFactor="f"><listOfCompartments>
                <compartment id="C" size="2" constant="true"/><compartment id="D" size="5" constant="true"/></listOfCompartments>
                <listOfSpecies>
                <species id="A" compartment="C" initialConcentration="3" hasOnlySubstanceUnits="false" boundaryCondition="false" constant="false"/>
                <species id="B" compartment="D" initialConcentration="1" hasOnlySubstanceUnits="false" boundaryCondition="false" constant="false" conversionFactor="g"/>
                </listOfSpecies>
                <listOfParameters><parameter id="f" value="4" constant="true"/><parameter id="g" value="0.5" constant="true"/></listOfParameters>
                <listOfReactions><reaction id="R" reversible="false"><listOfReactants><speciesReference species="A" stoichiometry="1" constant="true"/></listOfReactants>
                <listOfProducts><speciesReference species="B" stoichiometry="2" constant="true"/></listOfProducts>
                <kineticLaw><math xmlns="http://www.w3.org/1998/Math/MathML"><ci>A</ci></math></kineticLaw></reaction></listOfReactions></model>""";
        Trial trial = Trial.sbml(sbml);
        double total = 2 * 6 / 4.0 + 5 / 0.5;
        assertThat(trial.readAll("total.A @ 0", "total.A @ 2")).containsExactly(new double[]{total, total},
                within(1e-12 * total));
        double[] more = trial.set("total.A", total + 3).readAll("A @ 0", "B @ 0", "total.A @ 1");
        assertThat(more).containsExactly(new double[]{3 + 3 * 4 / 2.0 / 2, 1, total + 3}, within(1e-11));
    }

    @Test
    void isMovedAtTheStartAndLater() {
        Trial held = enzyme().move("total.E = 4");
        Run on = held.run(World.Arming.ON, "P @ 3", "total.E @ 3");
        assertThat(on.readings()[0]).isCloseTo(enzyme().set("total.E", 4).read("P @ 3"), within(1e-8));
        assertThat(on.firings().getFirst().fired()).isTrue();
        Run later = enzyme().move("total.E += 2 @ 1").run(World.Arming.ON, "total.E @ 0.5", "total.E @ 2", "ES @ 1",
                "E @ 1");
        Run never = enzyme().move("total.E += 2 @ 1").run(World.Arming.OFF, "total.E @ 0.5", "total.E @ 2", "ES @ 1",
                "E @ 1");
        assertThat(later.readings()).containsExactly(
                new double[]{1.5, 3.5, never.readings()[2], never.readings()[3] + 2}, within(1e-12));
    }

    @Test
    void theControlChangesNothingAtAll() {
        for (String move : new String[]{"total.E = 4", "total.E *= 3 @ 2", "total.S += 1 @ 1"}) {
            Trial trial = enzyme().move(move);
            assertThat(trial.run(World.Arming.NO_OP, "P @ 5", "max(ES) over 0..5").readings()).as(move)
                    .containsExactly(trial.run(World.Arming.OFF, "P @ 5", "max(ES) over 0..5").readings());
        }
    }

    @Test
    void aTotalSmallerThanWhatTheOthersHoldIsNoWorld() {
        assertThatThrownBy(() -> enzyme().set("total.E", 0.2).read("P @ 1")).isInstanceOf(RunFailure.class)
                .hasMessageContaining("total.E cannot be 0.2").hasMessageContaining("E.amount would be -0.3");
        assertThatThrownBy(() -> enzyme().move("total.E = knockout").read("P @ 1")).isInstanceOf(RunFailure.class)
                .hasMessageContaining("total.E cannot be 0");
    }

    @Test
    void aTotalAndItsSpeciesAreNotBothGiven() {
        assertThatThrownBy(() -> enzyme().set("total.E", 3).set("E", 1).read("P @ 1"))
                .isInstanceOf(InvalidInput.class).hasMessageContaining("total.E is brought about by E");
    }

    @Test
    void anUnknownTotalIsUnknown() {
        assertThatThrownBy(() -> enzyme().read("total.Q @ 1")).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("nothing called total.Q");
    }

    @Test
    void staysWhatItIsWhileNothingHoldsItsSpecies() {
        double[] held = enzyme().move("ES = 2 @ 1..2").readAll("total.E @ 0.5", "total.E @ 1.5");
        assertThat(held[0]).isEqualTo(1.5, within(1e-12));
        assertThat(Arrays.stream(held).distinct().count()).isEqualTo(2);
    }
}

package org.orrery.dynamics.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;
import org.orrery.core.Run;
import org.orrery.core.World;
import org.orrery.dynamics.Trial;

/** Cut arrows, removed reactions and swapped laws, against models that were written that way and closed forms. */
class SurgeryTest {
    private static final Offset<Double> CLOSE = within(1e-8);

    /** E falls by itself, and drives B and C: B through its own law, C through the rule that the law reads. */
    private static final Trial FORK = Trial.antimony("""
            function twice(x)
              2*x
            end
            D1: E -> ; d*E
            R1: -> B; k*E
            R2: -> C; h*drive
            drive := E + 1
            q' = w*E
            E = 10; B = 0; C = 0; q = 0; d = 0.5; k = 2; h = 3; w = 1
            """).tight();

    private static double fallen(double t) {
        return 10 * Math.exp(-0.5 * t);
    }

    /** Integral of E from a to b. */
    private static double passed(double a, double b) {
        return (fallen(a) - fallen(b)) / 0.5;
    }

    @Test
    void aCutArrowHoldsTheRegulatorInOneLawAlone() {
        double[] read = FORK.move("R1[E] = baseline @ 2..").readAll("B @ 5", "C @ 5", "E @ 5", "q @ 5");
        assertThat(read[0]).isCloseTo(2 * (passed(0, 2) + 3 * fallen(2)), CLOSE);
        assertThat(read[1]).isCloseTo(3 * (passed(0, 5) + 5), CLOSE);
        assertThat(read[2]).isCloseTo(fallen(5), CLOSE);
        assertThat(read[3]).isCloseTo(passed(0, 5), CLOSE);
    }

    @Test
    void anArrowIntoARuleOrARateRuleIsCutToo() {
        double[] read = FORK.move("drive[E] = baseline @ 1..4", "q[E] = baseline").readAll("C @ 6", "q @ 6", "B @ 6");
        assertThat(read[0]).isCloseTo(3 * (passed(0, 1) + 3 * fallen(1) + passed(4, 6) + 6), CLOSE);
        assertThat(read[1]).isCloseTo(60, CLOSE);
        assertThat(read[2]).isCloseTo(2 * passed(0, 6), CLOSE);
    }

    @Test
    void anArrowCanBeClampedShiftedAndScaled() {
        assertThat(FORK.move("R1[E] = 4").read("B @ 3")).isCloseTo(24, CLOSE);
        assertThat(FORK.move("R1[E] *= 0.5 @ 1..2").read("B @ 3"))
                .isCloseTo(2 * (passed(0, 3) - 0.5 * passed(1, 2)), CLOSE);
        assertThat(FORK.move("R1[E] += 1 @ 1..2").read("B @ 3")).isCloseTo(2 * (passed(0, 3) + 1), CLOSE);
        assertThat(FORK.move("R1[k] = 0 @ 1..").read("B @ 3")).isCloseTo(2 * passed(0, 1), CLOSE);
    }

    @Test
    void theArrowFollowsARegulatorThatIsMovedItself() {
        double[] read = FORK.move("E = 7 @ 1..", "R1[E] *= 2 @ 2..").readAll("B @ 4", "E @ 4");
        assertThat(read[0]).isCloseTo(2 * (passed(0, 1) + 7 + 2 * 14), CLOSE);
        assertThat(read[1]).isEqualTo(7);
    }

    @Test
    void freezingAStateHoldsItWhereItStands() {
        double[] read = FORK.move("E = baseline @ 1..3").readAll("E @ 2.5", "E @ 4", "B @ 3");
        assertThat(read[0]).isCloseTo(fallen(1), CLOSE);
        assertThat(read[1]).isCloseTo(fallen(2), CLOSE);
        assertThat(read[2]).isCloseTo(2 * (passed(0, 1) + 2 * fallen(1)), CLOSE);
    }

    @Test
    void aRemovedReactionIsNotThere() {
        double[] read = FORK.move("D1 = removed @ 1..").readAll("E @ 4", "B @ 4", "D1 @ 4");
        assertThat(read[0]).isCloseTo(fallen(1), CLOSE);
        assertThat(read[1]).isCloseTo(2 * (passed(0, 1) + 3 * fallen(1)), CLOSE);
        assertThat(read[2]).isZero();
    }

    @Test
    void aNewLawStandsInThePlaceOfTheOld() {
        assertThat(FORK.move("R1 = law \"k*2\"").read("B @ 4")).isCloseTo(16, CLOSE);
        assertThat(FORK.move("R1 = law \"twice(k)*h\"").read("B @ 4")).isCloseTo(48, CLOSE);
        assertThat(FORK.move("R1 = law \"time\"").read("B @ 4")).isCloseTo(8, CLOSE);
        assertThat(FORK.move("R1 = law \"k*2\" @ 1..3").read("B @ 4"))
                .isCloseTo(2 * (passed(0, 1) + passed(3, 4)) + 8, CLOSE);
        assertThat(FORK.move("q = law \"5\"").readAll("q @ 2", "B @ 4"))
                .containsExactly(new double[]{10, 2 * passed(0, 4)}, CLOSE);
    }

    @Test
    void twoLawsOneAfterTheOther() {
        assertThat(FORK.move("R1 = law \"1\" @ 0..1", "R1 = law \"10\" @ 1..2").read("B @ 3"))
                .isCloseTo(11 + 2 * passed(2, 3), CLOSE);
    }

    @Test
    void aLawReadsTheReactionsOwnParametersFirst() {
        Trial trial = Trial.sbml("""
                <model><listOfCompartments><compartment id="c" size="1" constant="true"/></listOfCompartments>
                <listOfSpecies><species id="S" compartment="c" initialAmount="0" hasOnlySubstanceUnits="true"
                  boundaryCondition="false" constant="false"/></listOfSpecies>
                <listOfParameters><parameter id="k" value="100" constant="true"/></listOfParameters>
                <listOfReactions><reaction id="R" reversible="false"><listOfProducts>
                  <speciesReference species="S" stoichiometry="1" constant="true"/></listOfProducts>
                  <kineticLaw><math xmlns="http://www.w3.org/1998/Math/MathML"><ci>k</ci></math>
                  <listOfLocalParameters><localParameter id="k" value="3"/></listOfLocalParameters></kineticLaw>
                </reaction></listOfReactions></model>""").tight();
        assertThat(trial.read("S @ 2")).isCloseTo(6, CLOSE);
        assertThat(trial.move("R = law \"2*k\"").read("S @ 2")).isCloseTo(12, CLOSE);
        assertThat(trial.move("R[k] = 5").read("S @ 2")).isCloseTo(10, CLOSE);
    }

    @Test
    void eachMoveProvesThatItFired() {
        for (String move : List.of("R1[E] = baseline @ 1..", "D1 = removed", "R1 = law \"7\" @ 1..2", "E = baseline")) {
            Run run = FORK.move(move).run(World.Arming.ON, "B @ 3");
            assertThat(run.firings()).as(move).singleElement().satisfies(firing -> {
                assertThat(firing.fired()).isTrue();
                assertThat(firing.detail()).contains("stood there until");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "R1[C] = baseline; The law of R1 does not read C.; It reads E, k.",
            "B[E] = baseline; B has no law of its own.; It changes by R1",
            "R1[3] = 0; R1[3] asks for a part of R1; R1[E]",
            "B = removed; does not name a reaction; Maybe knock it out: B = knockout",
            "R3 = removed; does not name a reaction; R1",
            "R1 = law \"k*Z9\"; reads Z9, which the model does not have; Maybe list the names",
            "R1[E] = law \"k\"; gives a law to a part of R1; Maybe give it to the whole: R1 = law \"k\""})
    void whatCannotBeCutIsSaidWithWhatCan(String all) {
        String[] parts = all.split(";", 3);
        assertThatThrownBy(() -> FORK.move(parts[0].strip()).read("B @ 1")).isInstanceOf(InvalidInput.class)
                .hasMessageContaining(parts[1].strip())
                .satisfies(e -> assertThat(((InvalidInput) e).advice()).contains(parts[2].strip()));
    }

    @Test
    void overlappingLawsAndReactionsWithoutALawAreRefused() {
        assertThatThrownBy(() -> FORK.move("R1 = law \"1\" @ 0..2", "R1 = law \"2\" @ 1..3").read("B @ 1"))
                .isInstanceOf(InvalidInput.class).hasMessageContaining("two laws at once");
        Trial lawless = Trial.sbml("""
                <model><listOfReactions><reaction id="R" reversible="false"/></listOfReactions></model>""");
        assertThatThrownBy(() -> lawless.move("R[x] = baseline").read("R @ 1")).isInstanceOf(Refusal.class)
                .hasMessageContaining("no rate law");
    }
}

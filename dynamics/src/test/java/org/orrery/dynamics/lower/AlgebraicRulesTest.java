package org.orrery.dynamics.lower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.core.Refusal;
import org.orrery.core.RunFailure;
import org.orrery.core.World;
import org.orrery.dynamics.SbmlDraft;
import org.orrery.dynamics.Trial;

/** Algebraic rules, solved in symbols where they are linear together and else along with the rates; against closed forms. */
class AlgebraicRulesTest {
    private static final Offset<Double> CLOSE = within(1e-8);

    /** x' = 1 from 2, y free. */
    private static SbmlDraft growing(double y) {
        return new SbmlDraft().parameter("x", 2).parameter("y", y).rate("x", "1");
    }

    @Test
    void aRuleThatIsNotLinearHoldsAtAllTimes() {
        Trial trial = growing(1).zero("y^2 - x").trial().tight();
        assertThat(trial.readAll("y @ 0", "y @ 2", "y @ 7", "integral(y) over 0..7"))
                .containsExactly(new double[]{Math.sqrt(2), 2, 3, 2.0 / 3 * (27 - Math.sqrt(8))}, CLOSE);
    }

    @Test
    void theDeclaredValueChoosesTheSolutionAndTheRunSaysSo() {
        Trial trial = growing(-1).zero("y^2 - x").trial().tight();
        assertThat(trial.read("y @ 2")).isCloseTo(-2, CLOSE);
        assertThat(trial.run(World.Arming.OFF, "y @ 2").remarks()).anySatisfy(remark -> assertThat(remark)
                .contains("more than one solution", "-1.41421", "1.41421 is another"));
        assertThat(trial.set("y", 5).read("y @ 2")).isCloseTo(2, CLOSE);
    }

    @Test
    void withoutADeclaredValueASolutionIsLookedFor() {
        assertThat(growing(Double.NaN).zero("y^3 + y - 10 * x").trial().tight().read("y @ 1")).isCloseTo(3, CLOSE);
        assertThat(growing(0).zero("y^2 - x").trial().tight().read("y @ 2")).isCloseTo(2, CLOSE);
    }

    @Test
    void aRuleMayNameTheTime() {
        assertThat(new SbmlDraft().parameter("y", 0).zero("y^3 + y - time").trial().tight().readAll("y @ 0", "y @ 10"))
                .containsExactly(new double[]{0, 2}, CLOSE);
    }

    @Test
    void ratesMayDependOnAnAlgebraicVariable() {
        // x' = y, y^2 = x: x = (sqrt(x0) + t/2)^2
        Trial trial = new SbmlDraft().parameter("x", 1).parameter("y", 1).rate("x", "y").zero("y^2 - x").trial()
                .tight();
        assertThat(trial.readAll("x @ 4", "y @ 4")).containsExactly(new double[]{9, 3}, CLOSE);
    }

    @Test
    void rulesThatAreLinearTogetherAreSolvedInSymbols() {
        Trial trial = growing(0).parameter("z", 0).zero("y + x*z - 8").zero("y - z - 1").trial();
        // y = (8 + x) / (1 + x), z = y - 1
        assertThat(trial.readAll("y @ 0", "z @ 0", "y @ 3")).containsExactly(new double[]{10.0 / 3, 7.0 / 3, 13.0 / 6},
                CLOSE);
        assertThat(trial.option("method", "tsit5").read("y @ 3")).isCloseTo(13.0 / 6, CLOSE);
    }

    @Test
    void manyCoupledRulesAreSolvedAsABlock() {
        SbmlDraft draft = new SbmlDraft().parameter("x", 1).rate("x", "1");
        for (int i = 0; i < 5; i++) {
            draft.parameter("y" + i, 1).zero("y%d + 0.1*y%d - x".formatted(i, (i + 1) % 5));
        }
        assertThat(draft.trial().tight().readAll("y0 @ 0", "y3 @ 2")).containsExactly(
                new double[]{1 / 1.1, 3 / 1.1}, CLOSE);
    }

    @Test
    void coupledRulesThatAreNotLinearAreSolvedTogether() {
        // y z = x, y - z = 1: y = (1 + sqrt(1 + 4x)) / 2
        Trial trial = growing(2).parameter("z", 1).zero("y*z - x").zero("y - z - 1").trial().tight();
        assertThat(trial.readAll("y @ 0", "z @ 0", "y @ 4")).containsExactly(new double[]{2, 1, 3}, CLOSE);
        assertThatThrownBy(() -> trial.move("y = 4").read("z @ 1")).isInstanceOf(Refusal.class)
                .hasMessageContaining("2 algebraic rules at once");
    }

    @Test
    void aStepInTheVariableIsNoLine() {
        assertThat(growing(3).zero("y + floor(y) - 2*x").trial().read("y @ 0")).isCloseTo(2, CLOSE);
    }

    @Test
    void aPiecewiseRuleJumpsAtItsMoment() {
        Trial trial = new SbmlDraft().parameter("y", 1).parameter("n", 0)
                .zero("y^3 - piecewise(1, time < 2, 8)").event("y > 1.5", "n = n + y").trial().tight();
        assertThat(trial.readAll("y @ 1", "y @ 2", "y @ 3", "n @ 3")).containsExactly(new double[]{1, 2, 2, 2}, CLOSE);
        Trial linear = growing(1).zero("piecewise(y - 1, time < 2, y - x)").trial();
        assertThat(linear.readAll("y @ 1", "y @ 3")).containsExactly(new double[]{1, 5}, CLOSE);
    }

    @Test
    void anEventDisturbsAndTheNextTriggerSeesTheNewValue() {
        Trial trial = new SbmlDraft().parameter("p", 4).parameter("y", 1).parameter("n", 0)
                .zero("y^2 - p").event("time >= 1", "p = 9").event("y > 2.5", "n = y").trial().tight();
        assertThat(trial.readAll("y @ 0.5", "y @ 1", "n @ 1", "y @ 2")).containsExactly(new double[]{2, 3, 3, 3},
                CLOSE);
    }

    @Test
    void whatEventsSetIsNotWhatTheRuleIsFor() {
        Trial trial = new SbmlDraft().parameter("p", 4).parameter("y", 1)
                .zero("p - 2*y").event("time >= 1", "p = 9").trial();
        assertThat(trial.readAll("y @ 0.5", "p @ 2", "y @ 2")).containsExactly(new double[]{2, 9, 4.5}, CLOSE);
    }

    @Test
    void concentrationsFollowInAChangingCompartment() {
        // S^2 V = 8 while V' = 1 from 2
        Trial trial = new SbmlDraft().compartment("V", 2, false).species("S", 1, "V", true).rate("V", "1")
                .zero("S^2 * V - 8").trial().tight();
        assertThat(trial.readAll("S @ 0", "S.amount @ 0", "S @ 6", "S.amount @ 6", "S.concentration @ 6"))
                .containsExactly(new double[]{2, 4, 1, 8, 1}, CLOSE);
    }

    @Test
    void aCompartmentMayBeWhatARuleDetermines() {
        // A of 8 units decays; its concentration is kept at 2
        Trial trial = new SbmlDraft().compartment("V", 4, false).species("A", 2, "V", false).constant("k", 0.5)
                .reaction("J", false, "A ->", "k*A*V").zero("A - 2").trial().tight();
        assertThat(trial.readAll("A @ 3", "V @ 0", "V @ 3"))
                .containsExactly(new double[]{2, 4, 4 * Math.exp(-1.5)}, CLOSE);
    }

    @Test
    void aBoundarySpeciesOfAReactionMayBeDetermined() {
        // B follows A by B^2 = A, and only A feels the reaction: A' = -B
        Trial trial = new SbmlDraft().compartment("c", 1, true).species("A", 9, "c", false).species("B", 1, "c", true)
                .reaction("J", false, "A -> B", "B").zero("B^2 - A").trial().tight();
        assertThat(trial.readAll("A @ 2", "B @ 2")).containsExactly(new double[]{4, 2}, CLOSE);
    }

    @Test
    void aSpeciesThatReactionsChangeIsNotFree() {
        Trial trial = new SbmlDraft().compartment("c", 1, true).species("A", 9, "c", false)
                .reaction("J", false, "A ->", "A").zero("A^2 - 4").trial();
        assertThatThrownBy(() -> trial.read("A @ 1")).isInstanceOf(Refusal.class)
                .hasMessageContaining("does not determine a variable");
    }

    @Test
    void holdingAnAlgebraicVariableCutsItsEquation() {
        // x' = y, y^2 = x; y held at 5 from 1 to 2
        Trial trial = new SbmlDraft().parameter("x", 1).parameter("y", 1).rate("x", "y").zero("y^2 - x").trial()
                .tight();
        Trial held = trial.move("y = 5 @ 1..2");
        double x2 = 1.5 * 1.5 + 5;
        assertThat(held.readAll("x @ 1", "y @ 1.5", "x @ 2", "y @ 3")).containsExactly(
                new double[]{2.25, 5, x2, Math.sqrt(x2) + 0.5}, CLOSE);
        assertThat(held.run(World.Arming.ON, "x @ 3").firings())
                .allSatisfy(firing -> assertThat(firing.fired()).isTrue());
    }

    @Test
    void theRestOfTheModelSeesAScaledVariableAndItsOwnEquationDoesNot() {
        Trial trial = new SbmlDraft().parameter("x", 1).parameter("y", 1).rate("x", "0*x").parameter("w", 0)
                .rate("w", "y").zero("y^2 - 4*x").trial().tight().move("y *= 3 @ 1..2");
        assertThat(trial.readAll("y @ 1.5", "w @ 3")).containsExactly(new double[]{6, 2 + 6 + 2}, CLOSE);
    }

    @Test
    void aSolvedRuleSeesWhatIsHeldOnTheWay() {
        Trial trial = growing(1).parameter("z", 0).assign("z", "2*x").zero("y - z").trial();
        assertThat(trial.move("z = 7").read("y @ 1")).isCloseTo(7, CLOSE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"y = 3", "y = 3 @ 1..2", "y *= 2", "y += 1 @ 1..2", "x = 3 @ 1..", "x *= 2 @ 1"})
    void theControlIsExact(String move) {
        Trial trial = new SbmlDraft().parameter("x", 1).parameter("y", 1).parameter("w", 0).rate("x", "y - 0.3*x")
                .rate("w", "sin(y)").zero("y^3 + y*x - 1 - cos(time)").event("w > 0.8", "w = 0").trial().move(move);
        List<String> courses = List.of("x", "y", "w");
        List<Double> grid = List.of(0.0, 0.7, 1.0, 1.5, 2.0, 3.0);
        assertThat(trial.run(World.Arming.NO_OP, courses, grid, "mean(y) over 0..3").courses())
                .isDeepEqualTo(trial.run(World.Arming.OFF, courses, grid, "mean(y) over 0..3").courses());
        assertThat(trial.run(World.Arming.ON, courses, grid).courses())
                .isNotEqualTo(trial.run(World.Arming.OFF, courses, grid).courses());
    }

    @Test
    void whatHasNoSolutionNamesRuleVariableAndTime() {
        assertThatThrownBy(() -> growing(1).zero("y^2 + x").trial().read("y @ 1")).isInstanceOf(RunFailure.class)
                .hasMessageContaining("at time 0").hasMessageContaining("y^2 + x").hasMessageContaining("for y from 1");
        // the two solutions meet at time 1 and are gone
        Trial fold = new SbmlDraft().parameter("x", 1).parameter("y", 1).rate("x", "-1").zero("y^2 - x").trial();
        assertThat(fold.read("y @ 0.75")).isCloseTo(0.5, within(1e-5));
        assertThatThrownBy(() -> fold.read("y @ 2")).isInstanceOf(RunFailure.class).hasMessageContaining("y")
                .hasMessageContaining("time 0.99999").hasMessageContaining("algebraic equation");
        assertThatThrownBy(() -> growing(1).parameter("z", 1).zero("y + z - x").zero("2*y + 2*z - x").trial()
                .read("y @ 1")).isInstanceOf(Refusal.class).hasMessageContaining("do not determine");
    }

    @Test
    void whatIsNotSupportedIsRefusedByName() {
        assertThatThrownBy(() -> growing(1).zero("y^2 - x").trial().option("method", "tsit5").read("y @ 1"))
                .isInstanceOf(Refusal.class).hasMessageContaining("algebraic");
    }

    @Test
    void anInitialValueMayUseADeclaredValueThatTheRuleAllows() {
        assertThat(new SbmlDraft().parameter("x", 4).parameter("y", 2).parameter("z", 1).initially("z", "3*y")
                .rate("x", "0").rate("z", "1").zero("y^2 - x").trial().tight().read("z @ 1")).isCloseTo(7, CLOSE);
        assertThatThrownBy(() -> growing(1).parameter("z", 1).initially("z", "2*y").rate("z", "1").zero("y^2 - x")
                .trial().read("z @ 1")).isInstanceOf(RunFailure.class).hasMessageContaining("declared value, 1");
    }

    @Test
    void whatRulesDetermineIsNoUncertainInput() {
        Trial trial = growing(1).parameter("z", 3).zero("y^2 - x").zero("z - 2*x").trial();
        assertThat(trial.model().variables()).filteredOn(variable -> variable.name().equals("z"))
                .allSatisfy(variable -> assertThat(variable.settable()).isFalse());
        assertThat(trial.model().variables()).filteredOn(variable -> variable.name().equals("y"))
                .allSatisfy(variable -> {
                    assertThat(variable.settable()).isTrue();
                    assertThat(variable.value()).isNaN();
                });
    }
}

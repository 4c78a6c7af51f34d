package org.orrery.dynamics.lower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;
import org.orrery.dynamics.Trial;

/** From a mechanism to equations: what each construct means, and what is refused. */
class LoweringTest {
    private static final Offset<Double> CLOSE = within(1e-8);

    @Test
    void assignmentsThatFormALoopAreNamed() {
        assertThatThrownBy(() -> Trial.antimony("x' = a; x = 1; a := b + 1; b := 2*a").read("x @ 1"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageMatching("test.ant, line 1, column \\d+: [ab] is computed from itself, by way of [ab]\\.");
    }

    @Test
    void initialValuesThatDependOnEachOtherAreNamed() {
        assertThatThrownBy(() -> Trial.antimony("x' = a; x = 1; a = b + 1; b = 2*a").read("x @ 1"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageMatching("test.ant, line 1, column \\d+: [ab] is computed from itself, by way of [ab]\\.");
    }

    @Test
    void initialValuesMayReadThePast() {
        Trial trial = Trial
                .antimony("y := sin(time); k = delay(y, 1.5) + delay(delay(time, 1), 2); x' = k; x = delay(k, 1)");
        assertThat(trial.readAll("k @ 0", "x @ 0")).containsExactly(
                new double[]{Math.sin(-1.5) - 3, Math.sin(-2.5) - 4}, CLOSE);
    }

    @Test
    void initialAssignmentsHoldAtAllTimesBeforeTheStart() {
        Trial trial = Trial.antimony("x' = 2; x = sin(10*time); k = time; y := delay(x + k, 0.2)").tight();
        assertThat(trial.readAll("x @ 0", "y @ 0", "y @ 0.1", "y @ 0.2", "y @ 0.5")).containsExactly(
                new double[]{0, Math.sin(-2) - 0.2, Math.sin(-1) - 0.1, 0, 0.6}, CLOSE);
    }

    @Test
    void ratesBeforeTheStartAreRefusedWhereInitialAssignmentsMove() {
        assertThatThrownBy(() -> Trial.antimony("x' = 2; x = sin(time); y := delay(rateOf(x), 1)").read("y @ 1"))
                .isInstanceOf(Refusal.class).hasMessageContaining("before the start");
    }

    @Test
    void anInputTakesTheSideOfAnInitialAssignment() {
        Trial trial = Trial.antimony("x' = -x; k = 3; x = 2*k").tight();
        assertThat(trial.read("x @ 1")).isCloseTo(6 * Math.exp(-1), CLOSE);
        assertThat(trial.set("k", 5).read("x @ 1")).isCloseTo(10 * Math.exp(-1), CLOSE);
        assertThat(trial.set("x", 1).read("x @ 1")).isCloseTo(Math.exp(-1), CLOSE);
    }

    @Test
    void whatFollowsFromARuleCannotBeSet() {
        Trial trial = Trial.antimony("x' = -a; x = 2; a := 2*time; J: S -> ; S; S = 1");
        assertThatThrownBy(() -> trial.set("a", 5).read("x @ 1")).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("a follows from a rule");
        assertThatThrownBy(() -> trial.set("J", 5).read("x @ 1")).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("J follows from a rule");
        assertThatThrownBy(() -> trial.set("b", 5).read("x @ 1")).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("nothing called b");
    }

    @Test
    void aChangingCompartmentKeepsAmounts() {
        double[] read = Trial.antimony("""
                compartment c
                species A in c, $F in c
                J: A -> ; 0*A
                c' = 1
                c = 2; A = 3; F = 5
                """).tight().readAll("c @ 2", "A @ 2", "A.amount @ 2", "F @ 2", "F.amount @ 2");
        assertThat(read).containsExactly(new double[]{4, 1.5, 6, 2.5, 10}, CLOSE);
    }

    @Test
    void theInputOfASpeciesIsAConcentrationInItsCompartment() {
        double[] read = Trial.antimony("compartment c = 2; species A in c; J: A -> ; 0*A; A = 1").set("A", 3)
                .readAll("A @ 1", "A.amount @ 1");
        assertThat(read).containsExactly(new double[]{3, 6}, CLOSE);
    }

    @Test
    void rateOfIsTheDerivative() {
        double[] read = Trial.antimony("""
                J: A -> B; 0.5*A
                A = 8; B = 0
                a := rateOf(A)
                y' = rateOf(B); y = 0
                """).tight().readAll("a @ 2", "y @ 2");
        assertThat(read).containsExactly(new double[]{-4 * Math.exp(-1), 8 - 8 * Math.exp(-1)}, CLOSE);
    }
}

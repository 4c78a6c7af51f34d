package org.orrery.dynamics.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orrery.dynamics.Trial;

/** What each kind of move does, against solutions known in closed form. */
class InterventionTest {
    private static final Offset<Double> CLOSE = within(1e-8);
    private static final Trial CHAIN = Trial.antimony("""
            J1: A -> B; k1*A
            J2: B -> C; k2*B
            A = 10; B = 0; C = 0; k1 = 0.5; k2 = 0.3
            """).tight();
    private static final Trial DECAY = Trial.antimony("""
            x' = -r
            r := k*x*boost
            boost := 1 + 0*time
            x = 10; k = 0.5
            """).tight();

    @Test
    void aClampOfASpeciesCutsWhatItsParentsDo() {
        Trial clamped = CHAIN.move("B = 2");
        double[] read = clamped.readAll("B @ 4", "C @ 4", "A @ 4");
        assertThat(read[0]).isEqualTo(2);
        assertThat(read[1]).isCloseTo(0.3 * 2 * 4, CLOSE);
        assertThat(read[2]).isCloseTo(10 * Math.exp(-2), CLOSE);
        assertThat(clamped.set("A", 1000).read("C @ 4")).isCloseTo(read[1], CLOSE);
        assertThat(CHAIN.set("A", 1000).read("C @ 4")).isGreaterThan(100);
    }

    @Test
    void aReleasedStateGoesOnFromWhereItWasHeld() {
        Trial held = Trial.antimony("x' = -0.5*x; x = 10").tight().move("x = 4 @ 1..3");
        double[] read = held.readAll("x @ 0.5", "x @ 1", "x @ 2", "x @ 3", "x @ 5");
        assertThat(read).containsExactly(
                new double[]{10 * Math.exp(-0.25), 4, 4, 4, 4 * Math.exp(-1)}, CLOSE);
    }

    @ParameterizedTest
    @CsvSource({
            // move, what the exponent of x(4) is in place of -0.5 * 4
            "k = 2, -8", "k = 2 @ 1.., -6.5", "k = 2 @ 1..2.5, -4.25", "k = 2 @ 0.1..0.3, -2.3",
            "k += 1, -6", "k += 1 @ 1..2, -3", "k *= 3, -6", "k *= 3 @ 1..2.5, -3.5", "k = knockout, 0",
            "k = knockout @ 1..3, -1", "boost = 3, -6", "boost += 1 @ 2..3, -2.5", "boost *= 4 @ 2..3, -3.5"})
    void aMoveOfAParameterOrAnAssignedVariableLastsExactlyItsWindow(String move, double exponent) {
        assertThat(DECAY.move(move).read("x @ 4")).isCloseTo(10 * Math.exp(exponent), CLOSE);
    }

    @ParameterizedTest
    @CsvSource({
            // move of the reaction's rate, x(4)
            "J = 1.5, 4", "J = 1.5 @ 1..3, 3.065306597126334", "J = knockout, 10", "J += 0.5 @ 0..4, 0.4886641",
            "J *= 2 @ 0..4, 0.18315638888734"})
    void aMoveOfAReactionMovesItsRate(String move, double expected) {
        Trial trial = Trial.antimony("J: x -> ; 0.5*x; x = 10").tight();
        double exact = switch (move) {
            case "J = 1.5 @ 1..3" -> (10 * Math.exp(-0.5) - 3) * Math.exp(-0.5);
            case "J += 0.5 @ 0..4" -> 11 * Math.exp(-2) - 1;
            default -> expected;
        };
        assertThat(trial.move(move).read("x @ 4")).isCloseTo(exact, CLOSE);
        assertThat(trial.read("x @ 4")).isNotCloseTo(exact, within(0.1));
    }

    @Test
    void anAssignedVariableThatIsClampedNoLongerFollows() {
        assertThat(DECAY.move("r = 2").readAll("x @ 3", "r @ 3")).containsExactly(new double[]{4, 2}, CLOSE);
    }

    @Test
    void aShiftOrScaleOfAStateIsAJump() {
        Trial trial = Trial.antimony("x' = -0.5*x; x = 10").tight();
        assertThat(trial.move("x += 3 @ 1").readAll("x @ 1", "x @ 2")).containsExactly(
                new double[]{10 * Math.exp(-0.5) + 3, 10 * Math.exp(-1) + 3 * Math.exp(-0.5)}, CLOSE);
        assertThat(trial.move("x *= 3 @ 1").read("x @ 2")).isCloseTo(30 * Math.exp(-1), CLOSE);
        assertThat(trial.move("x += 1").read("x @ 2")).isCloseTo(11 * Math.exp(-1), CLOSE);
        assertThat(trial.move("x = 7 @ 1").readAll("x @ 1", "x @ 2")).containsExactly(
                new double[]{7, 7 * Math.exp(-0.5)}, CLOSE);
    }

    @Test
    void aKnockedOutSpeciesIsAbsentAndAKnockedOutReactionStops() {
        assertThat(CHAIN.move("A = knockout").readAll("A @ 4", "B @ 4")).containsExactly(0, 0);
        double[] stopped = CHAIN.move("J2 = knockout").readAll("B @ 4", "C @ 4", "J2 @ 4");
        assertThat(stopped).containsExactly(new double[]{10 - 10 * Math.exp(-2), 0, 0}, CLOSE);
    }

    @Test
    void aClampHoldsTheConcentrationInACompartmentOfAnySize() {
        double[] read = Trial.antimony("""
                compartment c = 2
                species A in c, B in c
                J: A -> B; c*k*A
                A = 1; B = 0; k = 0.5
                """).tight().move("A = 3").readAll("A @ 4", "A.amount @ 4", "A.concentration @ 4", "B @ 4",
                "B.amount @ 4");
        assertThat(read).containsExactly(new double[]{3, 6, 3, 0.5 * 3 * 4, 2 * 0.5 * 3 * 4}, CLOSE);
    }

    @Test
    void aClampHoldsTheConcentrationInACompartmentThatGrows() {
        Trial growing = Trial.antimony("""
                compartment c
                species A in c, B in c
                J: A -> B; c*k*A
                c' = 0.5
                c = 2; A = 1; B = 0; k = 0.1
                """).tight();
        double[] read = growing.move("A = 3").readAll("c @ 4", "A @ 4", "A.amount @ 4", "B.amount @ 4", "B @ 4");
        assertThat(read).containsExactly(new double[]{4, 3, 12, 0.3 * 12, 0.3 * 12 / 4}, CLOSE);
        assertThat(growing.move("A = 3 @ 1..2").read("A.amount @ 2")).isCloseTo(9, CLOSE);
        assertThat(growing.move("A += 2 @ 2").readAll("A @ 2", "A.amount @ 2")).containsExactly(
                new double[]{2 * Math.exp(-0.2) / 3 + 2, 2 * Math.exp(-0.2) + 6}, CLOSE);
    }

    @Test
    void eventsOnAHeldSpeciesAreCut() {
        Trial dosed = Trial.antimony("""
                x' = -0.5*x; x = 10
                E: at (time >= 2): x = 50
                """).tight();
        assertThat(dosed.read("x @ 3")).isCloseTo(50 * Math.exp(-0.5), CLOSE);
        assertThat(dosed.move("x = 4 @ 1..3").readAll("x @ 2", "x @ 3", "x @ 4")).containsExactly(
                new double[]{4, 4, 4 * Math.exp(-0.5)}, CLOSE);
        assertThat(dosed.move("x = 4 @ 0..1").read("x @ 3")).isCloseTo(50 * Math.exp(-0.5), CLOSE);
    }

    @Test
    void whatIsHeldHasNoRateOfChange() {
        Trial trial = Trial.antimony("""
                x' = -x; x = 8; y := 2*x
                rx := rateOf(x); ry := rateOf(y)
                """).move("x = 3 @ 1..2");
        assertThat(trial.readAll("rx @ 0", "rx @ 1.5", "ry @ 1.5", "rx @ 2", "ry @ 2"))
                .containsExactly(new double[]{-8, 0, 0, -3, -6}, within(1e-6));
    }

    @Test
    void aHeldCompartmentDoesNotThin() {
        Trial trial = Trial.antimony("""
                compartment c; species S in c, T in c; c' = 0.5*c; c = 1
                S' = -S; S = 4; J: T -> ; T*c; T = 4; r := rateOf(T)
                """).tight();
        assertThat(trial.readAll("S @ 2", "T @ 2", "r @ 2")).containsExactly(
                new double[]{4 * Math.exp(-2), 4 * Math.exp(-3), -6 * Math.exp(-3)}, within(1e-7));
        assertThat(trial.move("c = 1").readAll("S @ 2", "T @ 2", "r @ 2")).containsExactly(
                new double[]{4 * Math.exp(-2), 4 * Math.exp(-2), -4 * Math.exp(-2)}, within(1e-7));
    }
}

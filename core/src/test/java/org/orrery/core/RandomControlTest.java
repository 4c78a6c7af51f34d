package org.orrery.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The named effect among effects that are given. */
class RandomControlTest {
    private static final Reckoning VALUE = new Reckoning(Quantity.parse("y"));

    private static Run run(double y, boolean fired) {
        return new Run(new double[]{y}, new double[0][], List.of(new Run.Firing(fired, "")), List.of(), "one");
    }

    private static Trial.Finished trial(double off, double on) {
        return new Trial.Finished(new double[]{off}, new double[]{on}, new double[0][], new double[0][], List.of(),
                null,
                List.of(), List.of(), null, null, List.of(), List.of());
    }

    /** Effects 1 to n on an off of 10, of either sign in turns. */
    private static Rivals rivals(int n, boolean fired) {
        List<List<Outcome>> outcomes = new ArrayList<>();
        for (int i = 1; i <= n; i++) {
            outcomes.add(List.of(new Outcome.Finished(run(10 + (i % 2 == 0 ? i : -i), fired))));
        }
        return new Rivals("moves elsewhere", outcomes);
    }

    @ParameterizedTest
    @CsvSource({"19, 30, 19, HOLDS", "19, -19.5, 19, HOLDS", "19, 19, 18, FAILS", "19, 0, 0, FAILS",
            "4, -9, 4, UNTESTED",
            "4, 2.5, 2, FAILS"})
    void theNamedEffectIsRankedBySize(int n, double effect, int larger, Claim.State state) {
        RandomControl control = RandomControl.of(VALUE, List.of(trial(10, 10 + effect)), rivals(n, true), "");
        assertThat(control.check()).isNotNull().satisfies(check -> {
            assertThat(check.passed()).isTrue();
            assertThat(check.detail()).contains("larger in size than " + larger + " of " + n)
                    .contains("at most " + n + " in size");
        });
        assertThat(control.assumption()).isNotNull().extracting(Claim.Assumption::status).isEqualTo(state);
    }

    @Test
    void meansOverMembersAreComparedAsMeans() {
        // Each member of the one draw has an effect of 3 or -1: 1 on average; the named ones 4 and -1, 1.5 on average.
        Reckoning mean = new Reckoning(Quantity.parse("E[y]"));
        Rivals rivals = new Rivals("draws", List.of(List.of(new Outcome.Finished(run(3, true)),
                new Outcome.Finished(run(1, true)))));
        RandomControl control = RandomControl.of(mean, List.of(trial(0, 4), trial(2, 1)), rivals,
                ", over the first 2 members");
        assertThat(control.check()).isNotNull().extracting(Claim.Check::detail).asString()
                .isEqualTo(
                        "1 draws, over the first 2 members: effect 1 on average, at most 1 in size; that of the named"
                                + " move, 1.5, is larger in size than 1 of 1");
    }

    @Test
    void drawsThatDoNothingAreNoControl() {
        RandomControl control = RandomControl.of(VALUE, List.of(trial(10, 40)), rivals(19, false), "");
        assertThat(control.check()).isNotNull().extracting(Claim.Check::passed).isEqualTo(false);
    }

    @Test
    void whereNothingCanBeDrawnItIsSaid() {
        RandomControl none = RandomControl.of(VALUE, List.of(trial(0, 1)), Rivals.none("x is one number"), "");
        assertThat(none.check()).isNull();
        assertThat(none.assumption()).isNotNull().satisfies(assumption -> {
            assertThat(assumption.status()).isEqualTo(Claim.State.UNTESTED);
            assertThat(assumption.text()).contains("x is one number");
        });
        RandomControl unknown = RandomControl.of(VALUE, List.of(trial(0, 1)), Rivals.UNKNOWN, "");
        assertThat(unknown.check()).isNull();
        assertThat(unknown.assumption()).isNull();
    }

    @Test
    void whatMovesAssumeIsToldOnceForAllWorlds() {
        Claim.Assumption holds = new Claim.Assumption("x stays inside", Claim.State.HOLDS);
        Claim.Assumption fails = new Claim.Assumption("x stays inside", Claim.State.FAILS);
        assertThat(Assumed.of(List.of(assuming(holds), assuming(holds)))).containsExactly(holds);
        assertThat(Assumed.of(List.of(assuming(holds), assuming(fails), assuming(fails)))).containsExactly(
                new Claim.Assumption("x stays inside: not so in 2 of 3 worlds", Claim.State.FAILS));
        assertThat(Assumed.of(List.of(assuming(fails)))).containsExactly(fails);
        assertThat(Assumed.everywhere(List.of())).isEmpty();
        assertThat(Assumed.everywhere(List.of(holds, holds))).singleElement()
                .extracting(Claim.Assumption::status).isEqualTo(Claim.State.HOLDS);
        assertThat(Assumed.everywhere(List.of(holds, fails))).singleElement().satisfies(all -> {
            assertThat(all.status()).isEqualTo(Claim.State.FAILS);
            assertThat(all.text()).contains("1 of 2");
        });
    }

    private static Trial.Finished assuming(Claim.Assumption assumption) {
        return new Trial.Finished(new double[1], new double[1], new double[0][], new double[0][], List.of(), null,
                List.of(), List.of(), null, null, List.of(), List.of(assumption));
    }
}

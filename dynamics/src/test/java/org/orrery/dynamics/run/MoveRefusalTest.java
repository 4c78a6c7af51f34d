package org.orrery.dynamics.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;
import org.orrery.core.Run;
import org.orrery.core.World;
import org.orrery.dynamics.Trial;

/** Moves that make no sense, and the proof that those which do were in force. */
class MoveRefusalTest {
    private static final Trial TRIAL = Trial.antimony("x' = -kappa*x; x = 10; kappa = 0.5");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kappa = 1 @ 3              | lasts no time at all
            x += 1 @ 1..2              | is a state, and changing a state is a jump
            x = 1 @ -3..-1             | ends before the run begins
            x[2] = 1                   | asks for a part of x
            x.amount = 1               | can be read, not moved
            kapa = 1                   | nothing called kapa
            """)
    void movesWithoutMeaningAreInvalid(String move, String message) {
        assertThatThrownBy(() -> TRIAL.move(move).read("x @ 5")).isInstanceOf(InvalidInput.class)
                .hasMessageContaining(message);
    }

    @Test
    void anUnknownNameSuggestsTheNearest() {
        assertThatThrownBy(() -> TRIAL.move("kapa = 1").read("x @ 5"))
                .isInstanceOfSatisfying(InvalidInput.class, e -> assertThat(e.advice()).contains("kappa"));
        assertThatThrownBy(() -> TRIAL.read("kapa @ 5"))
                .isInstanceOfSatisfying(InvalidInput.class, e -> assertThat(e.advice()).contains("kappa"));
        assertThatThrownBy(() -> TRIAL.option("rtoll", "1").read("x @ 5"))
                .isInstanceOfSatisfying(InvalidInput.class, e -> assertThat(e.advice()).contains("rtol"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mean", "resample", "from \"run.npz\""})
    void patchingIsRefusedByName(String source) {
        assertThatThrownBy(() -> TRIAL.move("x = " + source).read("x @ 5")).isInstanceOf(Refusal.class)
                .hasMessageContaining("Patching (x = " + source + ")");
    }

    @ParameterizedTest
    @CsvSource({"kappa = 1, kappa = 2", "kappa = 1 @ 1..3, kappa += 2 @ 2..4", "x = 1 @ 1..3, x += 1 @ 2",
            "x += 1 @ 2, x *= 3 @ 2", "kappa = 1 @ 2.., kappa *= 2"})
    void movesOfOneThingAtOnceAreInvalid(String one, String other) {
        assertThatThrownBy(() -> TRIAL.move(one, other).read("x @ 5")).isInstanceOf(InvalidInput.class)
                .hasMessageContaining(one).hasMessageContaining(other);
    }

    @Test
    void windowsThatTouchDoNotOverlap() {
        Run run = TRIAL.tight().move("kappa = 1 @ 1..2", "kappa = 2 @ 2..3", "x += 0.5 @ 2").run(World.Arming.ON,
                "kappa @ 1.5", "kappa @ 2", "kappa @ 3");
        assertThat(run.readings()).containsExactly(1, 2, 0.5);
        assertThat(run.firings()).allMatch(Run.Firing::fired);
    }

    @Test
    void firingsTellWhatWasRead() {
        Run run = TRIAL.move("kappa = 2 @ 1..3", "x += 1 @ 0", "x = 7 @ 9").run(World.Arming.ON, "x @ 5");
        assertThat(run.firings()).containsExactly(
                new Run.Firing(true, "kappa went from 0.5 to 2 at time 1 and stood there until 3"),
                new Run.Firing(true, "x went from 10 to 11 at time 0"),
                new Run.Firing(false, "x = 7 @ 9 begins at 9, after the run's end at 5"));
    }

    @Test
    void aMoveThatRestsHasNotFired() {
        Run run = TRIAL.move("kappa = 2").run(World.Arming.OFF, "x @ 5");
        assertThat(run.firings()).hasSize(1).noneMatch(Run.Firing::fired);
    }
}

package org.orrery.dynamics.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orrery.core.RunFailure;
import org.orrery.dynamics.Trial;

/** A run that has no answer says in one line when and where it ended. */
class FailureTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            big' = big^2; big = 1; calm' = -calm; calm = 1                 | 1   | big
            odd' = sqrt(1 - time); odd = 1; calm' = -calm; calm = 1        | 1   | odd
            lost' = -k*lost; lost = 1; var k; calm' = -calm; calm = 1      | 0   | lost
            gone = sqrt(-k); gone' = 1; k = 1; calm' = -calm; calm = 1     | 0   | gone
            calm' = -calm; calm = 1; a' = 0; a = 1; E: at (time >= 2): a = 1/(time - time) | 2 | a
            """)
    void theTimeAndTheVariableAreNamed(String text, double time, String variable) {
        assertThatThrownBy(() -> Trial.antimony(text).read("calm @ 3")).isInstanceOfSatisfying(RunFailure.class,
                failure -> {
                    Matcher at = Pattern.compile("at time ([-+.0-9E]+) .*\\b" + variable + "\\b.*")
                            .matcher(failure.getMessage());
                    assertThat(at.matches()).as(failure.getMessage()).isTrue();
                    assertThat(Double.parseDouble(at.group(1))).isCloseTo(time, within(1e-3));
                });
    }

    /** A ball that bounces ever faster: the bounces add up to a moment that the run cannot pass. */
    @Test
    void eventsThatComeEverFasterAreNamed() {
        Trial ball = Trial.antimony("h' = v; h = 1; v' = -9.81; v = 0; bounce: at (h < 0): v = -0.5*v, h = 0");
        assertThatThrownBy(() -> ball.read("h @ 3")).isInstanceOf(RunFailure.class)
                .hasMessageContaining("bounce").hasMessageContaining("at time 1.35");
    }

    /** At x = 0 the rate points back from both sides, so that no step crosses it. */
    @ParameterizedTest
    @CsvSource({"auto, to and fro", "tsit5, to and fro", "bdf, jumps there"})
    void aRateThatJumpsToAndFroIsNamed(String method, String cause) {
        Trial slide = Trial.antimony("x' = piecewise(-1, x > 0, 1); x = 1; calm' = -calm; calm = 1")
                .option("method", method).option("maxsteps", "200000");
        assertThatThrownBy(() -> slide.read("calm @ 3")).isInstanceOf(RunFailure.class)
                .hasMessageMatching(".*at time (0\\.999|1\\.0)\\S* .*\\bx\\b.*").hasMessageContaining(cause);
    }
}

package org.orrery.dynamics.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
            var gone; gone' = 1; calm' = -calm; calm = 1                   | 0   | gone
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
}

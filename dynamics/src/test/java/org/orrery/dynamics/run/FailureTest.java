package org.orrery.dynamics.run;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orrery.core.RunFailure;
import org.orrery.dynamics.Trial;

/** A run that has no answer says in one line when and where it ended. */
class FailureTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            big' = big^2; big = 1; calm' = -calm; calm = 1           | (?=.*\\b(1|0\\.99\\d*|1\\.0\\d*)\\b)(?=.*\\bbig\\b).*
            odd' = sqrt(1 - time); odd = 1; calm' = -calm; calm = 1  | (?=.*\\b(1|0\\.99\\d*|1\\.0\\d*)\\b)(?=.*\\bodd\\b).*
            lost' = -k*lost; lost = 1; var k; calm' = -calm; calm = 1 | (?=.*\\b0\\b)(?=.*\\blost\\b).*
            var gone; gone' = 1; calm' = -calm; calm = 1             | (?=.*\\b0\\b)(?=.*\\bgone\\b).*
            """)
    void theTimeAndTheVariableAreNamed(String text, String line) {
        assertThatThrownBy(() -> Trial.antimony(text).read("calm @ 3")).isInstanceOf(RunFailure.class)
                .hasMessageMatching(line);
    }
}

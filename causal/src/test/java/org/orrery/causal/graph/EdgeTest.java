package org.orrery.causal.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EdgeTest {
    @ParameterizedTest
    @CsvSource({"TAIL, ARROW, ->", "ARROW, TAIL, <-", "ARROW, ARROW, <->", "TAIL, TAIL, --", "CIRCLE, ARROW, o->",
            "ARROW, CIRCLE, <-o", "CIRCLE, CIRCLE, o-o", "CIRCLE, TAIL, o--", "TAIL, CIRCLE, --o"})
    void isDrawnFromEitherEnd(Mark here, Mark there, String arrow) {
        assertThat(new Edge(0, here, there, 1).arrow()).isEqualTo(arrow);
    }
}

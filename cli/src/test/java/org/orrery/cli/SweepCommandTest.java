package org.orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SweepCommandTest {
    @TempDir
    private Path folder;
    private Path decay;

    @BeforeEach
    void model() {
        decay = Shell.model(folder, "plain");
    }

    @Test
    void theLargestEffectComesFirst() {
        Shell shell = Shell.run("sweep", decay, "S @ 5 | do(k = _)", "--over", "_ = 0.1, 0, 0.2");
        assertThat(shell.exit()).as(shell.err()).isZero();
        assertThat(shell.out().lines().findFirst().orElse("")).contains("of 3 sites 0 matters most");
    }

    @Test
    void jsonHasOneRowASite() {
        Shell shell = Shell.run("sweep", decay, "S @ 5 | do(k = _)", "--over", "_ = 0..0.2 by 0.1", "--json");
        assertThat(shell.exit()).as(shell.err()).isZero();
        JsonNode claim = shell.json();
        assertThat(claim.get("table").get("rows").size()).isEqualTo(3);
        assertThat(claim.get("estimate").asDouble()).isCloseTo(10 - 10 * Math.exp(-0.5), within(1e-12));
        assertThat(claim.get("checks").get(0).get("detail").asString()).startsWith("at 3 of 3 sites");
    }

    @Test
    void whatIsSweptOverMustBeSaid() {
        assertThat(Shell.run("sweep", decay, "S @ 5 | do(k = _)").exit()).isEqualTo(2);
        Shell none = Shell.run("sweep", decay, "S @ 5 | do(k = 0)", "--over", "k");
        assertThat(none.exit()).isEqualTo(4);
        assertThat(none.err()).contains("has no gap");
        Shell steps = Shell.run("sweep", decay, "S @ 5 | do(k = _)", "--over", "_ = 0..1");
        assertThat(steps.exit()).isEqualTo(4);
        assertThat(steps.err()).contains("0..1 by 1");
    }
}

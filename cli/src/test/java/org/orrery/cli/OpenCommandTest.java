package org.orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class OpenCommandTest {
    @TempDir
    private Path folder;

    @Test
    void tellsWhatIsInside() {
        Shell shell = Shell.run("open", Shell.model(folder, "plain"));
        assertThat(shell.exit()).isZero();
        assertThat(shell.err()).isEmpty();
        assertThat(shell.out()).isEqualToNormalizingNewlines("""
                decay.fake: mechanism
                  A decay of two species.
                  Time in seconds.

                Variables (4): species 2, parameter 1, reaction 1
                  name  kind       value  unit  --set  do(...)  label
                  S     species    10     mM    yes    yes      substrate
                  P     species    0      mM    yes    yes
                  k     parameter  0.1    1/s   yes    yes
                  J0    reaction                       yes

                Assumptions
                  [untested]  The vessel is well mixed.
                """);
    }

    @Test
    void longListsAreCutUnlessAskedFor() {
        Path file = Shell.model(folder, "many");
        assertThat(Shell.run("open", file).out()).contains("extra35", "... 24 more (--all lists them)")
                .doesNotContain("extra36");
        assertThat(Shell.run("open", file, "--all").out()).contains("extra59").doesNotContain("more (");
    }

    @Test
    void asJson() {
        Shell shell = Shell.run("open", Shell.model(folder, "many"), "--json");
        assertThat(shell.exit()).isZero();
        JsonNode json = shell.json();
        assertThat(json.propertyNames()).containsExactly("file", "sha256", "kind", "timeUnit", "summary", "variables",
                "assumptions");
        assertThat(json.get("variables").size()).isEqualTo(64);
        JsonNode first = json.get("variables").get(0);
        assertThat(first.propertyNames()).containsExactly("name", "label", "kind", "shape", "unit", "value", "settable",
                "movable");
        assertThat(first.get("value").asDouble()).isEqualTo(10);
        assertThat(json.get("variables").get(3).get("value").isNull()).isTrue();
        assertThat(json.get("variables").get(3).get("unit").isNull()).isTrue();
        assertThat(json.get("assumptions").get(0).get("status").asString()).isEqualTo("untested");
    }
}

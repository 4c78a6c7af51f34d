package org.orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class CaseCommandsTest {
    @TempDir
    private Path folder;

    @Test
    void casesAreListed() {
        Shell shell = Shell.run("cases");
        assertThat(shell).isEqualTo(new Shell(0, """
                clock: A clock
                  needs    nothing
                  teaches  How a case is told.
                measured: A measured clock
                  needs    a folder of times
                  teaches  How a case is told.
                Run one with 'orrery run NAME'.
                """.replace("\n", System.lineSeparator()), ""));
    }

    @Test
    void casesAsJson() {
        JsonNode json = Shell.run("cases", "--json").json();
        assertThat(json.size()).isEqualTo(2);
        assertThat(json.get(0).propertyNames()).containsExactly("name", "title", "needs", "teaches");
        assertThat(json.get(1).get("name").asString()).isEqualTo("measured");
    }

    @Test
    void runTellsEachClaimAndWritesThePage() throws IOException {
        Path out = folder.resolve("a/b");
        Shell shell = Shell.run("run", "clock", "--out", out);
        assertThat(shell.exit()).as(shell.err()).isZero();
        assertThat(shell.err()).isEmpty();
        assertThat(shell.out().lines()).contains("period", "  The clock ticks 3 times.", "data",
                "  The data: null.", "Report: " + out.resolve("index.html"));
        assertThat(shell.out()).containsPattern("value +3 s");
        assertThat(Files.readString(out.resolve("index.html"))).contains("A clock", "orrery run clock --out");
    }

    @Test
    void runAsJsonIsAListOfClaimsEachWithItsId() {
        Shell shell = Shell.run("run", "measured", "--data", folder, "--out", folder.resolve("out"), "--json",
                "--seed", 9);
        assertThat(shell.exit()).as(shell.err()).isZero();
        assertThat(shell.err()).isEmpty();
        JsonNode json = shell.json();
        assertThat(json.size()).isEqualTo(2);
        assertThat(json.get(0).propertyNames()).startsWith("id", "question", "status").endsWith("provenance");
        assertThat(json.get(0).get("id").asString()).isEqualTo("period");
        assertThat(json.get(0).get("provenance").get("seed").asLong()).isEqualTo(9);
        assertThat(json.get(1).get("sentence").asString()).isEqualTo("The data: " + folder + ".");
        assertThat(folder.resolve("out/index.html")).exists();
    }

    @Test
    void missingData() {
        Shell shell = Shell.run("run", "measured", "--out", folder.resolve("out"));
        assertThat(shell.exit()).isEqualTo(4);
        assertThat(shell.err()).contains("needs a folder of times", "--data").hasLineCount(2);
        Shell wrong = Shell.run("run", "measured", "--data", folder.resolve("no"), "--out", folder.resolve("out"));
        assertThat(wrong.exit()).isEqualTo(4);
        assertThat(wrong.err()).contains("There is no folder").hasLineCount(2);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void unknownCase() {
        Shell shell = Shell.run("run", "clok");
        assertThat(shell.exit()).isEqualTo(2);
        assertThat(shell.err()).contains("There is no case 'clok'.", "Maybe 'clock'").hasLineCount(2);
        assertThat(Shell.run("run", "zebra").err()).contains("orrery cases").hasLineCount(2);
        assertThat(Shell.run("run").exit()).isEqualTo(2);
    }

    @Test
    void outThatIsAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("taken"), "");
        Shell shell = Shell.run("run", "clock", "--out", file);
        assertThat(shell.exit()).isEqualTo(4);
        assertThat(shell.err()).contains("is a file").hasLineCount(2);
    }
}

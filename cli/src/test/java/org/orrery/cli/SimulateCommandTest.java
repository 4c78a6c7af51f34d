package org.orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulateCommandTest {
    @TempDir
    private Path folder;
    private Path decay;

    @BeforeEach
    void model() {
        decay = Shell.model(folder, "plain");
    }

    @Test
    void allSpeciesByDefault() {
        Shell shell = Shell.run("simulate", decay, "--to", 10, "--steps", 2);
        assertThat(shell.exit()).isZero();
        assertThat(shell.err()).isEmpty();
        List<String> lines = shell.out().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).isEqualTo("time,S,P");
        assertThat(lines.get(1)).isEqualTo("0.0,10.0,0.0");
        assertThat(lines.get(2)).isEqualTo("5.0," + 10 * Math.exp(-0.5) + "," + (10 - 10 * Math.exp(-0.5)));
        assertThat(lines.get(3)).startsWith("10.0,");
    }

    @Test
    void anEmptyModelHasItsTimes() {
        Shell.model(folder, "empty");
        Shell shell = Shell.run("simulate", decay, "--to", 1, "--steps", 1);
        assertThat(shell.exit()).isZero();
        assertThat(shell.out().lines()).containsExactly("time", "0.0", "1.0");
    }

    @Test
    void columnsInTheOrderOfAppearanceAndOfKind() {
        Shell shell = Shell.run("simulate", decay, "--to", 1, "--steps", 1, "--concentration", "P", "--amount", "P,S",
                "--select", "k, S");
        assertThat(shell.out().lines()).startsWith("time,k,S,P,S,P", "0.0,0.1,10.0,0.0,20.0,0.0");
    }

    @Test
    void outputThatBeginsLaterIsCutFromARunFromZero() {
        Shell shell = Shell.run("simulate", decay, "--from", 5, "--to", 10, "--steps", 5, "--select", "S");
        List<String> lines = shell.out().lines().toList();
        assertThat(lines).hasSize(7);
        assertThat(lines.get(1)).isEqualTo("5.0," + 10 * Math.exp(-0.5));
        assertThat(lines.getLast()).startsWith("10.0,");
    }

    @Test
    void outputMayBeginBeforeZero() {
        Shell shell = Shell.run("simulate", decay, "--from", "-2", "--to", 2, "--steps", 2, "--select", "S");
        assertThat(shell.out().lines().map(line -> line.split(",")[0])).containsExactly("time", "-2.0", "0.0", "2.0");
    }

    @Test
    void settingsAndMoves() {
        Shell shell = Shell.run("simulate", decay, "--to", 1, "--steps", 1, "--select", "S,k", "--set", "S=4", "--do",
                "k = 0");
        assertThat(shell.exit()).isZero();
        assertThat(shell.out().lines().skip(1)).containsExactly("0.0,4.0,0.0", "1.0,4.0,0.0");
    }

    @Test
    void numbersThatAreNone() {
        Shell.model(folder, "infinite");
        Shell shell = Shell.run("simulate", decay, "--to", 2, "--steps", 2);
        assertThat(shell.out().lines()).containsExactly("time,S,P", "0.0,10.0,0.0", "1.0,INF,-INF", "2.0,NaN,NaN");
    }

    @Test
    void sameTextInEveryLocale() {
        Locale before = Locale.getDefault();
        Shell plain = Shell.run("simulate", decay, "--to", 1, "--steps", 3);
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(Shell.run("simulate", decay, "--to", 1, "--steps", 3)).isEqualTo(plain);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void remarksAndMovesThatMissedAreNoted() {
        Shell.model(folder, "remark stuck");
        Shell shell = Shell.run("simulate", decay, "--to", 1, "--steps", 1, "--do", "k = 0");
        assertThat(shell.exit()).isZero();
        assertThat(shell.err().lines()).containsExactly("Note: S fell below zero.",
                "Note: 'k = 0' did not take effect: read back");
    }

    @Test
    void fileIsWrittenWholeAndReplaced() throws IOException {
        Path out = Files.writeString(folder.resolve("out.csv"), "old");
        Shell shell = Shell.run("simulate", decay, "--to", 1, "--steps", 1, "--out", out);
        assertThat(shell).isEqualTo(new Shell(0, "", ""));
        assertThat(Files.readString(out)).startsWith("time,S,P\n0.0,10.0,0.0\n");
        assertThat(files()).containsExactlyInAnyOrder("decay.fake", "out.csv");
    }

    @Test
    void failedRunLeavesTheOldFileAlone() throws IOException {
        Shell.model(folder, "failing");
        Path out = Files.writeString(folder.resolve("out.csv"), "old");
        Shell shell = Shell.run("simulate", decay, "--to", 1, "--steps", 1, "--out", out);
        assertThat(shell.exit()).isEqualTo(4);
        assertThat(shell.err()).startsWith("The run did not reach its end: S left the range of numbers at time 3");
        assertThat(out).hasContent("old");
        assertThat(files()).containsExactlyInAnyOrder("decay.fake", "out.csv");
    }

    @Test
    void outputThatCannotBeWrittenIsSaidBeforeTheRun() {
        Shell.model(folder, "defect");
        Shell missing = Shell.run("simulate", decay, "--to", 1, "--steps", 1, "--out", folder.resolve("no/out.csv"));
        assertThat(missing.exit()).isEqualTo(4);
        assertThat(missing.err()).contains("There is no folder");
        Shell over = Shell.run("simulate", decay, "--to", 1, "--steps", 1, "--out", folder);
        assertThat(over.exit()).isEqualTo(4);
        assertThat(over.err()).contains("is a folder");
    }

    @ParameterizedTest
    @CsvSource({"--to,0", "--to,-1", "--to,NaN", "--to,inf", "--to,1e999", "--to,0x1p3", "--to,1d", "--steps,0",
            "--steps,-3", "--steps,1.5", "--steps,10000001", "--steps,99999999999999999999", "--rtol,0", "--rtol,-1",
            "--rtol,NaN", "--atol,0", "--seed,x", "--set,k", "--set,k=", "--set,=1", "--set,k=fast", "--set,k=NaN",
            "--from,10"})
    void numbersThatMakeNoSenseAreWrongUsage(String option, String value) {
        Shell shell = option.equals("--to")
                ? Shell.run("simulate", decay, "--steps", 1, option, value)
                : option.equals("--steps")
                        ? Shell.run("simulate", decay, "--to", 1, option, value)
                        : Shell.run("simulate", decay, "--to", 1, "--steps", 1, option, value);
        assertThat(shell.exit()).as(shell.err()).isEqualTo(2);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.err()).contains(option.substring(2)).hasLineCount(2);
    }

    @Test
    void stepsTooFineToTellApart() {
        Shell shell = Shell.run("simulate", decay, "--from", "1e16", "--to", "10000000000000004", "--steps", 1000);
        assertThat(shell.exit()).isEqualTo(2);
        assertThat(shell.err()).contains("cannot be told apart");
    }

    @Test
    void twoValuesForOneName() {
        Shell shell = Shell.run("simulate", decay, "--to", 1, "--steps", 1, "--set", "k=1", "--set", "k=2");
        assertThat(shell.exit()).isEqualTo(2);
        assertThat(shell.err()).contains("'k' is given two values");
    }

    @ParameterizedTest
    @CsvSource({"--select,X,4", "--amount,X,4", "--set,X=1,4", "--do,X = 1,4", "--do,k = = 1,4", "--method,magic,4",
            "--do,k += 1,3"})
    void namesAndMovesThatTheModelDoesNotTake(String option, String value, int exit) {
        Shell shell = Shell.run("simulate", decay, "--to", 1, "--steps", 1, option, value);
        assertThat(shell.exit()).as(shell.err()).isEqualTo(exit);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.err()).isNotBlank();
    }

    @Test
    void missingOptions() {
        Shell shell = Shell.run("simulate", decay);
        assertThat(shell.exit()).isEqualTo(2);
        assertThat(shell.err()).contains("--to", "--steps", "orrery simulate --help").hasLineCount(2);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}

package org.orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"--version", "--version --debug"})
    void version(String arguments) {
        Shell shell = Shell.run((Object[]) arguments.split(" "));
        assertThat(shell.exit()).isZero();
        assertThat(shell.out()).matches("orrery \\d+\\.\\d+\\.\\d+(-SNAPSHOT)? \\(Java \\d+[^)]*\\)\\R");
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void helpNamesEveryCommandAndTheExitCodes() {
        Shell shell = Shell.run("--help");
        assertThat(shell.exit()).isZero();
        assertThat(shell.out()).contains("open", "ask", "sweep", "explain", "simulate", "convert", "run", "cases",
                "Exit codes:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"open", "ask", "sweep", "explain", "simulate", "convert", "run", "cases"})
    void everyCommandExplainsItself(String command) {
        Shell shell = Shell.run(command, "--help");
        assertThat(shell.exit()).isZero();
        assertThat(shell.out()).startsWith("Usage: orrery " + command).contains("--debug", "--help");
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void withoutACommandTheHelpIsAnError() {
        Shell shell = Shell.run();
        assertThat(shell.exit()).isEqualTo(2);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.err()).startsWith("Usage: orrery");
    }

    @ParameterizedTest
    @ValueSource(strings = {"opem", "learn", "serve", "lab"})
    void unknownCommandSaysWhichExist(String word) {
        Shell shell = Shell.run(word, "x");
        assertThat(shell.exit()).isEqualTo(2);
        assertThat(shell.err()).startsWith("There is no command '" + word + "'.")
                .contains("open, ask, sweep, explain, simulate, convert, run, cases").hasLineCount(2);
        assertThat(shell.err().contains("Maybe 'open'")).isEqualTo(word.equals("opem"));
    }

    @Test
    void unknownOption() {
        Shell shell = Shell.run("open", "x", "--jsn");
        assertThat(shell.exit()).isEqualTo(2);
        assertThat(shell.err()).contains("--jsn", "Maybe '--json' is meant", "orrery open --help").hasLineCount(2);
    }

    @Test
    void missingAndSuperfluousArguments() {
        assertThat(Shell.run("open").exit()).isEqualTo(2);
        assertThat(Shell.run("open").err()).contains("FILE").hasLineCount(2);
        assertThat(Shell.run("open", "a", "b").exit()).isEqualTo(2);
        assertThat(Shell.run("open", "a", "--json", "--json").exit()).isEqualTo(2);
    }

    @Test
    void missingFileWithTheNearestName() {
        Shell.model(folder, "plain");
        Shell shell = Shell.run("open", folder.resolve("decya.fake"));
        assertThat(shell.exit()).isEqualTo(4);
        assertThat(shell.err()).contains("There is no file", "decya.fake", "Maybe", "decay.fake").hasLineCount(2);
    }

    @Test
    void missingFolder() {
        Shell shell = Shell.run("open", folder.resolve("none/decay.fake"));
        assertThat(shell.exit()).isEqualTo(4);
        assertThat(shell.err()).contains("Nor is there a folder").hasLineCount(2);
    }

    @Test
    void folderInsteadOfAFile() {
        Shell.model(folder, "plain");
        Shell shell = Shell.run("open", folder);
        assertThat(shell.exit()).isEqualTo(4);
        assertThat(shell.err()).contains("is a folder", "Maybe one of its files: decay.fake").hasLineCount(2);
    }

    @Test
    void emptyFile() {
        Shell shell = Shell.run("open", Shell.model(folder, ""));
        assertThat(shell.exit()).isEqualTo(4);
        assertThat(shell.err()).contains("is empty").hasLineCount(2);
    }

    @Test
    void fileThatNoReaderTakes() throws IOException {
        Path text = Files.writeString(folder.resolve("letter.txt"), "Dear reader");
        Shell shell = Shell.run("open", text);
        assertThat(shell.exit()).isEqualTo(4);
        assertThat(shell.err()).contains("no model", "What can be read: Fake").doesNotContain("binary").hasLineCount(2);
        Path binary = Files.write(folder.resolve("picture.png"), new byte[]{(byte) 0x89, 'P', 0, 1});
        assertThat(Shell.run("open", binary).err()).contains("it is binary", "What can be read: Fake");
    }

    @Test
    void nameThatIsNoFileName() {
        Shell shell = Shell.run("open", "a\0b");
        assertThat(shell.exit()).isEqualTo(4);
        assertThat(shell.err()).contains("cannot be the name of a file").hasLineCount(2);
    }

    @Test
    void brokenModelSaysTheLine() {
        Shell shell = Shell.run("open", Shell.model(folder, "broken"));
        assertThat(shell.exit()).isEqualTo(4);
        assertThat(shell.err()).isEqualToNormalizingNewlines("decay.fake:3: a bracket is open.\nMaybe close it.\n");
    }

    @Test
    void unsupportedModelIsRefused() {
        Shell shell = Shell.run("open", Shell.model(folder, "unsupported"));
        assertThat(shell.exit()).isEqualTo(3);
        assertThat(shell.err()).isEqualToNormalizingNewlines(
                "Refused: The model uses delays.\nA model without delays would do.\n");
    }

    @Test
    void defectOfOurs() {
        Path file = Shell.model(folder, "defect");
        Shell shell = Shell.run("open", file);
        assertThat(shell.exit()).isEqualTo(1);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.err()).startsWith("A defect of Orrery: java.lang.IllegalStateException: boom")
                .contains("Please report it", "--debug").doesNotContain("\tat ").hasLineCount(2);
        assertThat(Shell.run("open", file, "--debug").err()).contains("boom", "\tat org.orrery.cli.FakeReader.read");
    }

    @Test
    void traceOfAnOrdinaryErrorOnlyWithDebug() {
        Path file = Shell.model(folder, "broken");
        assertThat(Shell.run("open", file).err()).doesNotContain("\tat ");
        assertThat(Shell.run("--debug", "open", file).err()).contains("\tat org.orrery");
    }
}

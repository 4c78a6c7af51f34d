package org.orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class AskCommandTest {
    private static final String BLOCKED = "S @ 5 | do(k = 0)";
    private static final double LEFT = 10 * Math.exp(-0.5);

    @TempDir
    private Path folder;
    private Path decay;

    @BeforeEach
    void model() {
        decay = Shell.model(folder, "plain");
    }

    @Test
    void forPeopleTheSentenceComesFirst() {
        Shell shell = Shell.run("ask", decay, BLOCKED);
        assertThat(shell.exit()).as(shell.err()).isZero();
        assertThat(shell.err()).isEmpty();
        List<String> lines = shell.out().lines().toList();
        assertThat(lines.getFirst()).isNotBlank().endsWith(".");
        assertThat(lines.get(1)).isEmpty();
        assertThat(lines.get(2).strip()).matches("off +6\\.06531 mM");
        assertThat(lines.get(3).strip()).matches("on +10 mM");
        assertThat(lines.get(4).strip()).startsWith("effect").contains("3.93469 mM");
        assertThat(shell.out()).contains("Assumptions", "[untested]  The vessel is well mixed.", "Checks", "[ok]",
                "Provenance", "decay.fake", "seed 1");
    }

    @Test
    void jsonHasTheFieldsOfTheDesignInItsOrder() {
        Shell shell = Shell.run("ask", decay, BLOCKED, "--json", "--seed", 7);
        assertThat(shell.exit()).as(shell.err()).isZero();
        assertThat(shell.err()).isEmpty();
        JsonNode claim = shell.json();
        assertThat(claim.propertyNames()).startsWith("question", "status", "reason", "rung", "scope", "estimate",
                "unit", "interval", "off", "on", "uncertainty", "assumptions", "checks", "sentence").endsWith(
                        "provenance");
        assertThat(claim.get("question").asString()).isEqualTo(BLOCKED);
        assertThat(claim.get("status").asString()).isEqualTo("answered");
        assertThat(claim.get("rung").asString()).isEqualTo("do");
        assertThat(claim.get("scope").asString()).isEqualTo("model");
        assertThat(claim.get("off").asDouble()).isCloseTo(LEFT, within(1e-12));
        assertThat(claim.get("on").asDouble()).isEqualTo(10);
        assertThat(claim.get("estimate").asDouble()).isCloseTo(10 - LEFT, within(1e-12));
        assertThat(claim.get("provenance").propertyNames()).containsExactly("model", "modelSha256", "dataSha256",
                "version", "seed", "method", "millis");
        assertThat(claim.get("provenance").get("seed").asLong()).isEqualTo(7);
        assertThat(claim.get("provenance").get("version").asString()).isEqualTo(Version.orrery());
    }

    @Test
    void settingsHoldInBothWorlds() {
        JsonNode claim = Shell.run("ask", decay, BLOCKED, "--json", "--set", "S=4").json();
        assertThat(claim.get("on").asDouble()).isEqualTo(4);
        assertThat(claim.get("off").asDouble()).isCloseTo(4 * Math.exp(-0.5), within(1e-12));
    }

    @Test
    void anEnsembleGivesAnIntervalAndTheSameBitsOnAnyNumberOfThreads() {
        Object[] asked = {"ask", decay, BLOCKED, "--json", "--vary", "k=lognormal(0.1, 0.2)", "--ensemble", 64,
                "--threads"};
        JsonNode one = Shell.run(append(asked, 1)).json();
        JsonNode three = Shell.run(append(asked, 3)).json();
        assertThat(one.get("interval").get("kind").asString()).isEqualTo("ensemble");
        assertThat(one.get("interval").get("low").asDouble()).isLessThan(one.get("interval").get("high").asDouble());
        assertThat(one.get("uncertainty").isEmpty()).isFalse();
        for (String field : List.of("estimate", "interval", "off", "on", "uncertainty", "sentence")) {
            assertThat(three.get(field)).isEqualTo(one.get(field));
        }
    }

    @Test
    void varyAloneMeansAThousandMembers() {
        Shell shell = Shell.run("ask", decay, "S @ 5", "--json", "--vary", "k=uniform(0.05, 0.2)");
        assertThat(shell.exit()).as(shell.err()).isZero();
        assertThat(shell.out()).contains("1000");
        assertThat(shell.json().get("interval").get("low").asDouble()).isBetween(10 * Math.exp(-1), LEFT);
    }

    @Test
    void ensembleAloneTakesTheFileBesideTheModelOrTheDefault() throws IOException {
        Shell usual = Shell.run("ask", decay, "S @ 5", "--json", "--ensemble", 50);
        assertThat(usual.exit()).as(usual.err()).isZero();
        assertThat(usual.json().get("interval").isNull()).isFalse();
        Files.writeString(folder.resolve("decay.ensemble.yaml"), ENSEMBLE);
        Shell beside = Shell.run("ask", decay, "S @ 5", "--json", "--ensemble", 50);
        assertThat(beside.exit()).as(beside.err()).isZero();
        assertThat(beside.json().get("interval")).isNotEqualTo(usual.json().get("interval"));
    }

    @Test
    void nothingIsDrawnOrWrittenWithoutAReport() throws IOException {
        Shell.run("ask", decay, BLOCKED);
        assertThat(files()).containsExactly("decay.fake");
    }

    @Test
    void reportIsAPage() throws IOException {
        Path report = folder.resolve("claim.html");
        Shell shell = Shell.run("ask", decay, BLOCKED, "--report", report, "--vary", "k=uniform(0.05, 0.2)",
                "--ensemble", 20);
        assertThat(shell.exit()).as(shell.err()).isZero();
        assertThat(shell.out()).contains("claim.html");
        assertThat(Files.readString(report)).contains("<html", "</html>");
        assertThat(files()).containsExactlyInAnyOrder("decay.fake", "claim.html");
    }

    @Test
    void reportBesideJsonLeavesStdoutToTheClaim() {
        Shell shell = Shell.run("ask", decay, BLOCKED, "--json", "--report", folder.resolve("claim.html"));
        assertThat(shell.json().get("status").asString()).isEqualTo("answered");
        assertThat(folder.resolve("claim.html")).exists();
    }

    @Test
    void reportThatCannotBeWrittenIsSaidFirst() {
        Shell shell = Shell.run("ask", decay, BLOCKED, "--report", folder);
        assertThat(shell.exit()).isEqualTo(4);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.err()).contains("is a folder").hasLineCount(2);
    }

    @Test
    void caretStandsUnderThePlaceOfTheError() {
        String question = "S @ 5 | do(k == 0)";
        Shell shell = Shell.run("ask", decay, question);
        assertThat(shell.exit()).isEqualTo(4);
        assertThat(shell.out()).isEmpty();
        List<String> lines = shell.err().lines().toList();
        int asked = lines.stream().map(String::strip).toList().indexOf(question);
        assertThat(asked).as(shell.err()).isNotNegative();
        int start = lines.get(asked).indexOf(question);
        assertThat(lines.get(asked + 1).indexOf('^') - start).isEqualTo(question.indexOf("=="));
    }

    @Test
    void refusedByTheMachine() {
        Shell shell = Shell.run("ask", decay, "S @ 5 | do(k += 1)");
        assertThat(shell.exit()).isEqualTo(3);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.err()).contains("is not supported here", "A clamp would do.").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource({"plain,S @ 5 | do(k += 1),is not supported here", "unsupported,S @ 5,The model uses delays"})
    void refusedAsJson(String words, String question, String reason) {
        Shell.model(folder, words);
        Shell shell = Shell.run("ask", decay, question, "--json");
        assertThat(shell.exit()).isEqualTo(3);
        JsonNode claim = shell.json();
        assertThat(claim.get("status").asString()).isEqualTo("refused");
        assertThat(claim.get("reason").asString()).contains(reason);
        assertThat(claim.get("estimate").isNull()).isTrue();
        assertThat(claim.get("question").asString()).isEqualTo(question);
        assertThat(claim.get("provenance").get("modelSha256").asString()).hasSize(64);
    }

    @Test
    void unknownVariable() {
        Shell shell = Shell.run("ask", decay, "X @ 5");
        assertThat(shell.exit()).isEqualTo(4);
        assertThat(shell.err()).contains("There is no variable 'X'.", "Maybe 'S'.");
    }

    @Test
    void invalidInputLeavesStdoutEmptyUnderJson() {
        Shell shell = Shell.run("ask", decay, "X @ 5", "--json");
        assertThat(shell.exit()).isEqualTo(4);
        assertThat(shell.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--ensemble=0", "--ensemble=10000001", "--ensemble=many", "--threads=0", "--rtol=0",
            "--vary=k", "--vary=k="})
    void optionsThatMakeNoSense(String option) {
        Shell shell = Shell.run("ask", decay, BLOCKED, option);
        assertThat(shell.exit()).as(shell.err()).isEqualTo(2);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.err()).contains(option.substring(2, option.indexOf('='))).hasLineCount(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"k=lognormal(1", "k=nonsense(1, 2)", "k=uniform(2, 1)", "X=uniform(1, 2)"})
    void distributionsThatAreNone(String vary) {
        Shell shell = Shell.run("ask", decay, BLOCKED, "--vary", vary);
        assertThat(shell.exit()).as(shell.err()).isEqualTo(4);
        assertThat(shell.out()).isEmpty();
    }

    @Test
    void questionThatStartsWithAMinus() {
        Shell shell = Shell.run("ask", decay, "-S @ 5", "--json");
        assertThat(shell.exit()).as(shell.err()).isZero();
        assertThat(shell.json().get("estimate").asDouble()).isCloseTo(-LEFT, within(1e-12));
        Shell unknown = Shell.run("ask", decay, "-S @ 5", "--jsn");
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.err()).contains("--jsn").hasLineCount(2);
    }

    @Test
    void sameTextInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(Shell.run("ask", decay, BLOCKED).out()).contains("6.06531 mM", "3.93469 mM");
        } finally {
            Locale.setDefault(before);
        }
    }

    private static Object[] append(Object[] first, Object last) {
        return Stream.concat(Stream.of(first), Stream.of(last)).toArray();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static final String ENSEMBLE = """
            source: the bench
            vary:
              k: uniform(0.5, 0.6)
            """;
}

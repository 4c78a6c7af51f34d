package org.orrery.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.core.InvalidInput;

class EnsembleFileTest {
    @TempDir
    private Path folder;

    private static InvalidInput refused(String text) {
        return assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> EnsembleFile.parse(text, "m.yaml"))
                .actual();
    }

    private static AbstractStringAssert<?> assertRefused(String text) {
        return assertThat(refused(text).getMessage());
    }

    private static InvalidInput unread(Path file) {
        return assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> EnsembleFile.read(file)).actual();
    }

    @Test
    void aGoodFileIsReadInItsOrder() throws IOException {
        Path file = folder.resolve("model.ensemble.yaml");
        Files.writeString(file, """
                # what the paper says
                source: Table 2 of Müller et al.
                vary:
                  a1: lognormal(0.3, 0.2)
                  "T": uniform(2, 4)
                  1: normal(-1, 0.5)
                """);
        EnsembleFile read = EnsembleFile.read(file);
        assertThat(read.source()).isEqualTo("Table 2 of Müller et al.");
        assertThat(read.vary()).containsExactly(
                Map.entry("a1", new Distribution.LogNormal(0.3, 0.2)),
                Map.entry("T", new Distribution.Uniform(2, 4)),
                Map.entry("1", new Distribution.Normal(-1, 0.5)));
    }

    @Test
    void theSourceMayBeMissingAndTheInputsFew() {
        assertThat(EnsembleFile.parse("vary: {k: 'normal(1, 2)'}", "m.yaml").source()).isNull();
        assertThat(EnsembleFile.parse("vary: {}", "m.yaml").vary()).isEmpty();
    }

    /** The comma in braces ends an entry: without quotes the distribution would be cut in two. */
    @Test
    void theAdviceIsGood() {
        String advice = refused("[]").advice();
        String written = advice.substring("Maybe write: ".length(), advice.length() - 1);
        assertThat(EnsembleFile.parse(written, "m.yaml").vary())
                .containsExactly(Map.entry("k", new Distribution.LogNormal(1, 0.2)));
    }

    @Test
    void anUnknownKeyIsToldWithTheNearest() {
        InvalidInput near = refused("vary: {}\nsorce: x");
        assertThat(near).hasMessage("m.yaml has the unknown entry sorce.");
        assertThat(near.advice()).isEqualTo("Maybe source is meant.");
        assertThat(refused("xyzzy: 1").advice()).isEqualTo("Maybe vary is meant.");
    }

    @Test
    void duplicateKeysAreRefused() {
        assertRefused("vary: {k: normal(1, 2)}\nvary: {}").startsWith("m.yaml is not YAML").contains("duplicate key");
        assertRefused("vary:\n  k: normal(1, 2)\n  k: normal(1, 3)").contains("duplicate key k");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vary: {k: normal(1, 2)", "vary: [", "\tvary: x", "vary: 'x", "a: b: c", "--- {}\n--- {}"})
    void whatIsNotYamlIsSaidOnOneLine(String text) {
        assertRefused(text).startsWith("m.yaml is not YAML: ").doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[vary, source]", "vary", "", "42"})
    void theFileMustBeAMap(String text) {
        InvalidInput refused = refused(text);
        assertThat(refused).hasMessage("m.yaml must be a list of names and values.");
        assertThat(refused.advice()).isEqualTo("Maybe write: vary: {k: 'lognormal(1, 0.2)'}.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"source: x", "vary:", "vary: [k]", "vary: normal(1, 2)"})
    void whatIsVariedMustBeAMap(String text) {
        assertRefused(text).isEqualTo("m.yaml: vary must be a list of names and values.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "vary: {k: 0.3}            | '0.3' is not a distribution.",
            "vary: {k: }               | 'null' is not a distribution.",
            "vary: {k: 'normel(1, 2)'} | There is no distribution called normel."}, quoteCharacter = '"')
    void aDistributionThatIsNoneIsToldAsOnTheCommandLine(String text, String message) {
        assertRefused(text).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"vary: {k: [1, 2]} | m.yaml: k must be one text.",
            "vary: {k: {a: 1}} | m.yaml: k must be one text.",
            "{vary: {}, source: [a]} | m.yaml: source must be one text."}, quoteCharacter = '"')
    void valuesAreTexts(String text, String message) {
        assertRefused(text).isEqualTo(message);
    }

    @Test
    void anAliasBombDoesNotGoOff() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 20; i++) {
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9) + "*a" + (i - 1)));
        }
        assertRefused(bomb + "vary: {k: *a19}").startsWith("m.yaml is not YAML: ").contains("aliases");
    }

    /** Few aliases, so within the limit, but no end to what they say. */
    @ParameterizedTest
    @ValueSource(strings = {"vary: &v {k: {j: *v}}", "vary: {k: &k [[*k]]}", "vary: {}\nsource: &s [[*s]]",
            "? &s [[*s]]\n: x", "vary: {? &s [[*s]] : normal(1, 2)}"})
    void whatContainsItselfIsRefused(String text) {
        assertRefused(text).startsWith("m.yaml").doesNotContain("\n");
    }

    @Test
    void deepNestingIsRefused() {
        assertRefused("vary: " + "[".repeat(20_000)).startsWith("m.yaml").doesNotContain("\n");
        assertRefused("vary: " + "[".repeat(2_000) + "]".repeat(2_000)).startsWith("m.yaml");
    }

    @Test
    void aMissingFileIsToldByItsName() {
        Path file = folder.resolve("none.yaml");
        InvalidInput refused = unread(file);
        assertThat(refused).hasMessageStartingWith("Cannot read " + file + ": ");
        assertThat(refused.advice()).isEqualTo("Maybe check the path.");
        assertThat(unread(folder)).hasMessageStartingWith("Cannot read " + folder);
    }

    @Test
    void aFileInAnotherEncodingIsRefused() throws IOException {
        Path file = folder.resolve("latin.yaml");
        Files.write(file, "source: Müller".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(unread(file)).hasMessageStartingWith("Cannot read " + file);
    }

    @Test
    void aFileOfMoreThanAMegabyteIsNotRead() throws IOException {
        Path file = folder.resolve("large.yaml");
        String entry = "vary: {}\n";
        Files.writeString(file, entry + "#".repeat((1 << 20) - entry.length()));
        assertThat(EnsembleFile.read(file).vary()).isEmpty();
        Files.writeString(file, entry + "#".repeat((1 << 20) - entry.length() + 1));
        InvalidInput refused = unread(file);
        assertThat(refused).hasMessage(file + " is larger than a megabyte.");
        assertThat(refused.advice()).isEqualTo("Maybe it is not an ensemble file.");
    }

    @ParameterizedTest
    @CsvSource({
            "model.xml, model.ensemble.yaml",
            "model.xml.gz, model.ensemble.yaml",
            "model, model.ensemble.yaml",
            "a.b.xml, a.b.ensemble.yaml",
            ".hidden, .hidden.ensemble.yaml",
            "some/dir.d/model, some/dir.d/model.ensemble.yaml",
            "some/model.xml, some/model.ensemble.yaml"})
    void theFileLiesBesideTheModel(Path model, Path file) {
        assertThat(EnsembleFile.beside(model)).isEqualTo(file);
    }
}

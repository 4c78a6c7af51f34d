package org.orrery.causal.discrete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orrery.core.InvalidInput;

class BifTest {
    private static final String DOG = """
            // The family and its dog.
            network "dog problem" { property author "somebody; else"; }
            variable family { type discrete[2] { out, in }; property position = (3, 4); }
            variable light { type discrete [ 2 ] { on off }; }
            variable bark /* loud */ { type discrete [ 3 ] { 0, 1-2, "3 or more" }; }
            probability ( family ) { table 0.15 0.85; }
            probability ( light | family ) { table 0.6, 0.05, 0.4, 0.95; }
            probability ( bark | family, light ) {
              default 0.5, 0.3, 0.2;
              (out, off) 0.1, 0.2, 0.7;
            }
            """;

    @Test
    void readsEveryWayOfWritingChances() {
        BayesianNetwork network = Bif.read(DOG, "dog.bif");
        assertThat(network.graph()).hasToString("family -> light; family -> bark; light -> bark");
        assertThat(network.states(2)).containsExactly("0", "1-2", "3 or more");
        assertThat(network.mechanism(1).chances().values()).containsExactly(0.6, 0.4, 0.05, 0.95);
        assertThat(network.mechanism(2).chances().values())
                .containsExactly(0.5, 0.3, 0.2, 0.1, 0.2, 0.7, 0.5, 0.3, 0.2, 0.5, 0.3, 0.2);
    }

    @Test
    void smallErrorsOfRoundingAreScaledAway() {
        BayesianNetwork network = Bif.read("""
                variable a { type discrete [ 3 ] { x, y, z }; }
                probability ( a ) { table 0.3333, 0.3333, 0.3333; }
                """, "a.bif");
        assertThat(network.mechanism(0).chances().values()).containsExactly(1.0 / 3, 1.0 / 3, 1.0 / 3);
    }

    @Test
    void compressedFilesAreRead(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("dog.bif.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(DOG.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(Bif.read(file).size()).isEqualTo(3);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> Bif.read(file)).withMessageContaining("whole");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '%', textBlock = """
            0.15 0.85              ~ 0.15 0.75             ~ line 6: the chances of 'family' sum to 0.9
            0.15 0.85              ~ 1.5 -0.5              ~ line 6: the chance 1.5 of 'family'
            0.15 0.85              ~ 0.15 0.85 0           ~ has 3 numbers and needs 2
            0.15 0.85              ~ NaN 1                 ~ does not lie between
            0.15 0.85              ~ 0.15 O.85             ~ line 6: 'O.85' is no number
            ( light | family )     ~ ( light | familly )   ~ there is no variable 'familly'
            (out, off)             ~ (out, of)             ~ 'light' has no state 'of'
            (out, off)             ~ (out)                 ~ names 1 states and there are 2 parents
            default 0.5, 0.3, 0.2; ~ property x;           ~ no chances of 'bark' for family = out, light = on
            default 0.5, 0.3, 0.2; ~ (out, off) 1, 0, 0;   ~ stands twice
            probability ( family ) ~ probability ( light ) ~ stand twice
            { on off }             ~ { on on }             ~ has a state twice
            { on off }             ~ { on }                ~ names 1 states and announces 2
            discrete[2]            ~ continuous[2]         ~ is continuous
            ( family ) { table     ~ ( family | bark ) { default ~ family -> bark -> family
            variable light         ~ variable family       ~ the variable 'family' stands twice
            variable light         ~ varible light         ~ there is no block of the name 'varible'
            """)
    void brokenFilesNameWhatIsBroken(String whole, String broken, String problem) {
        assertThat(DOG).contains(whole);
        String text = DOG.replace(whole, broken);
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> Bif.read(text, "dog.bif"))
                .withMessageContaining(problem).satisfies(error -> assertThat(error.advice()).isNotBlank());
    }

    @Test
    void aParentThatStandsTwiceIsRefused() {
        String text = DOG.replace("( light | family ) { table", "( light | family, family ) { default 0.5 0.5; } //");
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> Bif.read(text, "dog.bif"))
                .withMessageContaining("'light' names a parent twice: [family, family]");
    }

    @Test
    void aFileThatWasCutOffIsNoNetwork() {
        for (int length = 0; length < DOG.length() - 2; length += 7) {
            String cut = DOG.substring(0, length);
            assertThatExceptionOfType(InvalidInput.class).as(cut).isThrownBy(() -> Bif.read(cut, "dog.bif"));
        }
    }
}

package org.orrery.dynamics.antimony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.orrery.dynamics.antimony.AntimonyReaderTest.read;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;

/** Messages with line, column and a mark under the place. */
class AntimonyErrorsTest {
    @Test
    void aSignThatDoesNotBelong() {
        assertThatThrownBy(() -> read("k = 1\nA -> B, k*A")).isInstanceOf(InvalidInput.class)
                .hasMessage("small.ant, line 2, column 7: found \",\" where \";\" and the rate belongs.\n"
                        + "    A -> B, k*A\n          ^");
    }

    @Test
    void aNameAlone() {
        assertThatThrownBy(() -> read("k")).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("line 1, column 2: found the end of the file where \"=\", \":=\"");
    }

    @Test
    void aSymbolWithoutAValueIsNamed() {
        InvalidInput error = catchThrowableOfType(InvalidInput.class, () -> read("A -> B; k1*A\nA = 1; k2 = 2"));
        assertThat(error)
                .hasMessage("small.ant, line 1, column 1: the kinetic law of _J0 uses k1, which is not declared.");
        assertThat(error.advice()).isEqualTo("Maybe k2 is meant.");
    }

    @Test
    void twoReactionsOfOneName() {
        assertThatThrownBy(() -> read("J: A -> B; 1\nJ: B -> A; 1")).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("line 2, column 1: a second reaction J.");
    }

    @Test
    void aRuleOnAConstant() {
        assertThatThrownBy(() -> read("const k\nk := time")).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("line 2, column 6: the rule sets k, which is constant.");
    }

    @Test
    void aFormulaThatIsBroken() {
        assertThatThrownBy(() -> read("a = 1\nx := a +* 2")).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("small.ant, line 2, column ");
    }

    @Test
    void aFunctionThatIsNotThereOrCallsItself() {
        assertThatThrownBy(() -> read("x := hil(2)\nfunction hill(a) a end")).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("hil").hasMessageContaining("line 1, column ");
        assertThatThrownBy(() -> read("function f(a) f(a) end\nx := f(1)")).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("function f calls itself");
        assertThatThrownBy(() -> read("function f(a) a*b end\nb = 1\nx := f(1)")).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("function f uses b, which is not one of its arguments");
        assertThatThrownBy(() -> read("function f(a) a end\nx := f(1, 2)")).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("function f takes 1 argument and is given 2");
    }

    @Test
    void aTextWithoutAnEnd() {
        assertThatThrownBy(() -> read("A is \"alpha\nB = 1")).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("line 1, column 6: a text without its closing quote.");
        assertThatThrownBy(() -> read("A = 1 /* open")).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("line 1, column 7: a comment without an end.");
        assertThatThrownBy(() -> read("model m\nA = 1")).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("\"end\" of the model");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"A = 1 \\n delete A ~ deleting A",
            "x := normal(0, 1) ~ normal(...) draws a random number",
            "A -> B; 1 \\n A.position = 3 ~ .position is not supported"})
    void whatIsRefusedByName(String text, String name) {
        assertThatThrownBy(() -> read(text.replace("\\n", "\n"))).isInstanceOf(Refusal.class)
                .hasMessageContaining(name);
    }

    @Test
    void itsOwnFilesAreAccepted() {
        assertThat(AntimonyReader.accepts(Path.of("m.ant"), "")).isTrue();
        assertThat(AntimonyReader.accepts(Path.of("m.txt"), "// x\nmodel m\n A -> B; k")).isTrue();
        assertThat(AntimonyReader.accepts(Path.of("m.txt"), "S1 + S2 -> S3; k1")).isTrue();
        assertThat(AntimonyReader.accepts(Path.of("m.txt"), "a letter to a friend")).isFalse();
        assertThat(AntimonyReader.accepts(Path.of("m.xml"), "<sbml>")).isFalse();
        assertThat(AntimonyReader.accepts(Path.of("g.dot"), "digraph { a -> b; }")).isFalse();
    }
}

package org.orrery.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionErrorTest {
    @Test
    void theCaretStandsUnderThePlace() {
        InvalidInput error = error("T @ | do(x = 0)");
        assertThat(error).hasMessage("""
                Cannot read the question: expected a time after '@', not '|'.
                  T @ | do(x = 0)
                      ^""");
        assertThat(error.advice()).isEqualTo("Maybe write: T @ 300");
    }

    @Test
    void anEndIsPointedAtToo() {
        assertThat(error("T @")).hasMessage("""
                Cannot read the question: expected a time after '@'.
                  T @
                     ^""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            (a + b                         ; never closed                            ; 2
            T @ 3 | intervene(x = 0)       ; the conditions are see, do and had      ; 10
            T | do()                       ; expected a move between                 ; 9
            T | see()                      ; expected what was seen                  ; 10
            T @ 3 T                        ; should end before 'T'                   ; 8
            T || do(x = 0)                 ; second bar                              ; 5
            T | do(x = 0) | do(y = 1)      ; second bar                              ; 16
            max(T) over 300..0             ; runs backwards                          ; 14
            T @ 1e999                      ; too large                               ; 6
            T @ inf                        ; expected a time after '@', not 'inf'    ; 6
            sensitivity(T @ 3)             ; expected a comma and a parameter        ; 19
            steady(T                       ; never closed                            ; 8
            T @ 3..5                       ; not a stretch of time                   ; 6
            T @ 3 @ 5                      ; second time                             ; 8
            T § 3                          ; means nothing here                      ; 4
            2x                             ; without a sign between                  ; 3
            sin(x)                         ; there is no function 'sin'              ; 2
            `abc                           ; never closed                            ; 2
            ``                             ; is empty                                ; 2
            a[7:2]                         ; is empty                                ; 6
            a[1.5]                         ; counted from 0                          ; 4
            a[3                            ; expected ']'                            ; 5
            T | do(x)                      ; expected '=', '+=' or '*='              ; 10
            T | do(x -= 1)                 ; no move '-='                            ; 11
            T | do(x = )                   ; expected a number, the name of a state  ; 13
            T | do(x = ``)                 ; is empty                                ; 13
            T | see(x = )                  ; expected a number or the name           ; 14
            T | do(x = from y)             ; file name in double quotes              ; 18
            P(x)                           ; expected a comparison                   ; 5
            do(x = 1)                      ; stands behind the bar                   ; 2
            T over 0..3                    ; should end before 'over'                ; 4
            T | do(x = 1) do(y = 1)        ; should end before 'do'                  ; 16
            + 3                            ; expected a variable, a number           ; 2
            """)
    void eachErrorNamesItsPlace(String text, String problem, int column) {
        InvalidInput error = error(text);
        assertThat(error).hasMessageContaining(problem);
        String[] lines = error.getMessage().split("\n", -1);
        assertThat(lines).hasSize(3);
        assertThat(lines[2].indexOf('^')).as(error.getMessage()).isEqualTo(column);
        assertThat(error.advice()).isNotEmpty();
    }

    @Test
    void infinityPointsToTheSteadyState() {
        assertThat(error("T @ inf").advice()).contains("steady(T)");
    }

    @Test
    void functionsAreListed() {
        assertThat(error("sin(x)").advice()).contains("exp, ln, log10, sqrt, abs");
    }

    @Test
    void nothingAtAllIsSaidToBeEmpty() {
        assertThat(error("")).hasMessage("The question is empty.");
        assertThat(error(" \n\t ")).hasMessage("The question is empty.");
        assertThatThrownBy(() -> Address.parse("")).isInstanceOf(InvalidInput.class)
                .hasMessage("The address is empty.");
        assertThatThrownBy(() -> Intervention.parse("x")).isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("Cannot read the intervention: expected '='");
    }

    @Test
    void depthIsBounded() {
        assertThat(error("(".repeat(100_000))).hasMessageContaining("200 levels of nesting");
        assertThat(error("-".repeat(50_000) + "x")).hasMessageContaining("200 levels of nesting");
        assertThat(error("x^".repeat(50_000 - 1) + "x")).hasMessageContaining("200 levels of nesting");
        assertThat(error("x+".repeat(40_000) + "x")).hasMessageContaining("1000 operators");
        assertThat(error("x".repeat(100_001))).hasMessageContaining("longer than");
        assertThat(Quantity.parse("(".repeat(150) + "x" + ")".repeat(150))).hasToString("x");
    }

    @Test
    void aLongLineIsCutAroundThePlace() {
        InvalidInput error = error("a + ".repeat(100) + "§ " + "+ b".repeat(100));
        String[] lines = error.getMessage().split("\n", -1);
        assertThat(lines[1]).hasSizeLessThan(130).startsWith("  ... ").endsWith(" ...");
        assertThat(lines[1].charAt(lines[2].indexOf('^'))).isEqualTo('§');
    }

    @Test
    void valuesThatAreNoNumbersCannotBeBuilt() {
        assertThatThrownBy(() -> new Quantity.Num(Double.NaN)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Intervention.hold(Address.of("x"), Double.POSITIVE_INFINITY, Window.ALWAYS))
                .isInstanceOf(InvalidInput.class);
    }

    private static InvalidInput error(String text) {
        return catchThrowableOfType(InvalidInput.class, () -> Question.parse(text));
    }
}

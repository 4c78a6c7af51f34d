package org.orrery.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionParserTest {
    @ParameterizedTest
    @ValueSource(strings = {"damage @ 30", "damage @ 30 | do(TGFb = 0)", "max(teff) over 0..30 | do(TGFb = 0 @ 5..10)",
            "E[sick] | do(smoke = 1)", "P(sick = 1) | see(smoke = 1)",
            "sick | see(smoke = 1, sick = 1), had(smoke = 0)",
            "logit[7] | do(relu2[17] = 0)", "T @ 300 - T @ 0 | do(k *= 0.5, S += 1 @ 3.., X = knockout, Y = mean)",
            "attn.0.pattern[3, :, 2:7] | do(a = from \"b.npz\")", "a - b - c", "a - (b - c)", "-a ^ 2", "(-2) ^ 2",
            "-(2)",
            "P @ 30", "E + 1", "log10(T @ 300) | do(x = -2)", "integral(x * y) over ..5"})
    void theDesignsExamplesAreReadAndPrintedAsWritten(String text) {
        assertThat(Question.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            T@.5                            ; T @ 0.5
            T @ -1e-3                       ; T @ -0.001
            steady( A )/steady(B)           ; steady(A) / steady(B)
            E[steady(x)]+P(steady(x)>1)     ; E[steady(x)] + P(steady(x) > 1)
            sensitivity( T@300,a1 )         ; sensitivity(T @ 300, a1)
            steady @ 3                      ; `steady` @ 3
            max(T)over 0..300               ; max(T) over 0..300
            mean(x)                         ; mean(x)
            min(a+b) over 3..               ; min(a + b) over 3..
            a+b*c^d@2                       ; a + b * c ^ d @ 2
            (a+b)*c                         ; (a + b) * c
            2^3^2                           ; 2 ^ 3 ^ 2
            (2^3)^2                         ; (2 ^ 3) ^ 2
            P(a @ 3<1 and b==2)             ; P(a @ 3 < 1, b = 2)
            T | DO(x=0)                     ; T | do(x = 0)
            `over`@3                        ; `over` @ 3
            over @ 3                        ; `over` @ 3
            `my ``odd`` name`[ 1,: ]        ; `my ``odd`` name`[1, :]
            T | see(a=1),had(b=0 @ 3..3)    ; T | see(a = 1), had(b = 0 @ 3)
            """)
    void otherSpellingsAreUnderstood(String text, String meaning) {
        assertThat(Question.parse(text)).hasToString(meaning);
    }

    @Test
    void aValueWithAnEndIsAPulseAndWithoutOneAClamp() {
        assertThat(Intervention.parse("x = 3")).isInstanceOf(Intervention.Clamp.class);
        assertThat(Intervention.parse("x = 3 @ 50..")).isInstanceOf(Intervention.Clamp.class);
        assertThat(Intervention.parse("x = 3 @ 50..80"))
                .isEqualTo(new Intervention.Pulse(Address.of("x"), 3, new Window(50, 80)));
        assertThat(Intervention.parse("x = 3 @ 50")).isInstanceOf(Intervention.Pulse.class);
    }

    @Test
    void aSignBeforeANumberBelongsToItUnlessAPowerOrATimeFollows() {
        Quantity two = new Quantity.Num(2);
        assertThat(Quantity.parse("-2")).isEqualTo(new Quantity.Num(-2));
        assertThat(Quantity.parse("-(2)")).isEqualTo(new Quantity.Apply(Quantity.Function.NEGATE, two));
        assertThat(Quantity.parse("-2 ^ 2")).isEqualTo(new Quantity.Apply(Quantity.Function.NEGATE,
                new Quantity.Binary(Quantity.Operator.POWER, two, two)));
    }

    @Test
    void theRungIsTheHighestReached() {
        assertThat(Question.parse("x").rung()).isEqualTo(Rung.SEE);
        assertThat(Question.parse("x | see(a = 1)").rung()).isEqualTo(Rung.SEE);
        assertThat(Question.parse("x | see(a = 1), do(b = 1)").rung()).isEqualTo(Rung.DO);
        assertThat(Question.parse("x | had(a = 1), do(b = 1)").rung()).isEqualTo(Rung.IMAGINE);
    }

    @Test
    void aLongSumIsReadWithoutTrouble() {
        String sum = String.join(" + ", java.util.Collections.nCopies(900, "x"));
        assertThat(Quantity.parse(sum)).hasToString(sum);
        assertThat(Question.parse("x | do(a = 1), do(b = 2)").moves()).extracting(Object::toString)
                .isEqualTo(List.of("a = 1", "b = 2"));
    }

    @Test
    void statesAreNamed() {
        Question question = Question.parse("P(dysp = yes) | see(smoke = yes), do(lung = `from`), do(age = `5-12`)");
        assertThat(question.conditions().getFirst())
                .isEqualTo(new Condition.See(List.of(new Condition.Observation(Address.of("smoke"),
                        new Value.State("yes")))));
        assertThat(question.moves()).containsExactly(
                new Intervention.Enter(Address.of("lung"), new Value.State("from"), Window.ALWAYS),
                new Intervention.Enter(Address.of("age"), new Value.State("5-12"), Window.ALWAYS));
        assertThat(question)
                .hasToString("P(dysp = yes) | see(smoke = yes), do(lung = `from`), do(age = `5-12`)");
    }

    @Test
    void aMachineOfNumbersNamesTheStateThatItHasNot() {
        Intervention.Enter slip = (Intervention.Enter) Intervention.parse("x = knokout");
        assertThat(slip.meaningless()).hasMessage("'x = knokout': x has no state of the name knokout.");
        assertThat(slip.meaningless().advice()).isEqualTo("Maybe knockout is meant.");
        assertThat(((Intervention.Enter) Intervention.parse("x = yes")).meaningless().advice())
                .isEqualTo("Maybe give it a number: x = 0");
    }
}

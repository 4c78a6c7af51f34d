package org.orrery.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One world: decay from a with rate b, whose answer is a exp(-b t). */
class AskTest {
    private static final Formula DECAY = Formula.of((x, t, _) -> x[0] * Math.exp(-x[1] * t), 10, 0.5);

    @Test
    void aValueIsReadFromTheMachineAsItIs() {
        Claim claim = Asking.claim(DECAY, "y @ 2");
        assertThat(claim.status()).isEqualTo(Claim.Status.ANSWERED);
        assertThat(claim.rung()).isEqualTo(Rung.SEE);
        assertThat(claim.estimate()).isEqualTo(10 * Math.exp(-1));
        assertThat(claim.off()).isNull();
        assertThat(claim.on()).isNull();
        assertThat(claim.interval()).isNull();
        assertThat(claim.unit()).isEqualTo("mM");
        assertThat(claim.sentence()).isEqualTo("In this model, y on day 2 is 3.67879 mM.");
        assertThat(claim.sound()).isTrue();
    }

    @Test
    void anEffectIsOnMinusOff() {
        Claim claim = Asking.claim(DECAY, "y @ 2 | do(b = 0)");
        assertThat(claim.rung()).isEqualTo(Rung.DO);
        assertThat(claim.off()).isEqualTo(10 * Math.exp(-1));
        assertThat(claim.on()).isEqualTo(10.0);
        assertThat(claim.estimate()).isEqualTo(10 - 10 * Math.exp(-1));
        assertThat(claim.checks()).extracting(Claim.Check::name).contains("no-op control", "interventions fired");
        assertThat(claim.sound()).isTrue();
        assertThat(claim.sentence()).isEqualTo("In this model, holding b at 0 for the whole run changes y on day 2 "
                + "from 3.67879 to 10 mM: a rise of 6.321 mM (172 %).");
    }

    @Test
    void anUnmovedQuantityIsSaidToBeUnchanged() {
        assertThat(Asking.claim(DECAY, "y @ 0 | do(b *= 2 @ 5..)").sentence())
                .isEqualTo("In this model, multiplying b by 2 from day 5 on leaves y on day 0 unchanged at 10 mM.");
    }

    @Test
    void arithmeticIsDoneRunByRun() {
        Claim claim = Asking.claim(DECAY, "ln(y @ 0 / y @ 3) / 3 - 0 * 2 | do(b += 1)");
        assertThat(claim.off()).isEqualTo(0.5, within(1e-15));
        assertThat(claim.on()).isEqualTo(1.5, within(1e-15));
        assertThat(claim.unit()).isNull();
    }

    @Test
    void settingsHoldInBothWorldsAndAreSaid() {
        Claim claim = new Experiment(DECAY, Question.parse("y @ 0 | do(b = knockout)"), Map.of("a", 5.0), Ensemble.NONE,
                Map.of("rtol", "1e-9"), List.of(), List.of(), 7, "test").ask(Lab.SINGLE).claim();
        assertThat(claim.off()).isEqualTo(5.0);
        assertThat(claim.on()).isEqualTo(5.0);
        assertThat(claim.assumptions()).extracting(Claim.Assumption::text).contains("the formula is right",
                "a set to 5 by the asker");
        assertThat(claim.provenance().method()).contains("rtol=1e-9");
        assertThat(claim.provenance().seed()).isEqualTo(7);
    }

    @Test
    void settingsThatDoNotFitAreRefusedWithANearName() {
        assertThatThrownBy(() -> set("A", 1)).isInstanceOf(InvalidInput.class)
                .extracting(e -> ((InvalidInput) e).advice()).isEqualTo("Maybe a is meant.");
        assertThatThrownBy(() -> set("y", 1)).isInstanceOf(InvalidInput.class).hasMessageContaining("cannot be given");
        assertThatThrownBy(() -> set("a", Double.NaN)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void withoutAnEnsembleMeansAndSharesAreOfOneWorldAndSaySo() {
        assertThat(Asking.claim(DECAY, "E[y] @ 0 | do(a = 3)").estimate()).isEqualTo(-7.0);
        Claim claim = Asking.claim(DECAY, "P(y @ 0 > 1, y @ 9 < 1)");
        assertThat(claim.estimate()).isEqualTo(1.0);
        assertThat(claim.assumptions()).extracting(Claim.Assumption::text)
                .anyMatch(text -> text.contains("no ensemble was given"));
    }

    @Test
    void theMethodsOfTheRunsAreNamedOnceInTheClaimAndInTheAnswer() {
        Answer answer = new Experiment(DECAY, Question.parse("y @ 2 | do(b = 0)"), Map.of(), Ensemble.NONE, Map.of(),
                List.of(), List.of(), 7, "test").ask(Lab.SINGLE);
        assertThat(answer.methods()).containsExactly(new Method("closed form", "a formula"));
        assertThat(answer.claim().provenance().method()).isEqualTo("paired worlds off/on; by closed form");
    }

    @Test
    void conditioningIsNotLicensed() {
        for (String question : List.of("y | see(a = 1)", "y | see(a = 1), do(b = 0)", "y | had(a = 1)")) {
            assertThatThrownBy(() -> Asking.claim(DECAY, question)).isInstanceOf(Refusal.class)
                    .hasMessageContaining("Conditioning a mechanism").extracting(e -> ((Refusal) e).advice().isEmpty())
                    .isEqualTo(false);
        }
    }

    @Test
    void meansAndRunsDoNotMix() {
        for (String question : List.of("E[y] - y", "E[E[y]]", "P(E[y] > 1)", "max(E[y]) over 0..1")) {
            assertThatThrownBy(() -> Asking.claim(DECAY, question)).as(question).isInstanceOf(InvalidInput.class);
        }
    }

    @Test
    void coursesAreRecorded() {
        Answer answer = new Experiment(DECAY, Question.parse("y @ 2 | do(b = 0)"), Map.of(), Ensemble.NONE, Map.of(),
                List.of(Address.of("y")), List.of(0.0, 1.0), 7, "test").ask(Lab.SINGLE);
        assertThat(answer.courses()).hasSize(1);
        assertThat(answer.courses().getFirst().off()).containsExactly(10, 10 * Math.exp(-0.5));
        assertThat(answer.courses().getFirst().on()).containsExactly(10, 10);
        assertThat(answer.courses().getFirst().onBand().isEmpty()).isTrue();
    }

    private static void set(String name, double value) {
        new Experiment(DECAY, Question.parse("y"), Map.of(name, value), Ensemble.NONE, Map.of(), List.of(), List.of(),
                1,
                "test").ask(Lab.SINGLE);
    }
}

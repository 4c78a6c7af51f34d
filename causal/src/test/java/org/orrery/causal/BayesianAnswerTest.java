package org.orrery.causal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orrery.causal.discrete.Bif;
import org.orrery.core.Claim;
import org.orrery.core.InvalidInput;
import org.orrery.core.Model;
import org.orrery.core.Refusal;
import org.orrery.core.Scope;

/** A confounded treatment with numbers that can be worked out by hand. */
class BayesianAnswerTest {
    private static final Model MODEL = new BayesianModel(new Model.Source("t.bif", "0".repeat(64)), Bif.read("""
            variable z { type discrete [ 2 ] { mild, severe }; }
            variable x { type discrete [ 2 ] { no, yes }; }
            variable y { type discrete [ 3 ] { 0, 1, 2 }; }
            probability ( z ) { table 0.6, 0.4; }
            probability ( x | z ) { (mild) 0.9, 0.1; (severe) 0.2, 0.8; }
            probability ( y | z, x ) {
              (mild, no) 0.2, 0.3, 0.5; (mild, yes) 0.1, 0.2, 0.7;
              (severe, no) 0.8, 0.1, 0.1; (severe, yes) 0.5, 0.3, 0.2;
            }
            """, "t.bif"));

    @Test
    void settingIsNotSeeing() {
        Claim claim = Asked.of(MODEL, "P(y = 2) | do(x = yes)");
        assertThat(claim.status()).isEqualTo(Claim.Status.ANSWERED);
        assertThat(claim.scope()).isEqualTo(Scope.MODEL);
        double off = 0.6 * (0.9 * 0.5 + 0.1 * 0.7) + 0.4 * (0.2 * 0.1 + 0.8 * 0.2);
        double on = 0.6 * 0.7 + 0.4 * 0.2;
        assertThat(claim.off()).isCloseTo(off, within(1e-15));
        assertThat(claim.on()).isCloseTo(on, within(1e-15));
        assertThat(claim.estimate()).isCloseTo(on - off, within(1e-15));
        assertThat(claim.interval()).isEqualTo(new Claim.Interval(1, claim.estimate(), claim.estimate(),
                Claim.IntervalKind.EXACT));
        assertThat(claim.sound()).isTrue();
        assertThat(claim.checks()).extracting(Claim.Check::name).contains("no-op control", "interventions fired");
        List<Object> yes = claim.table().rows().get(1);
        assertThat(yes.getFirst()).isEqualTo("yes");
        assertThat((double) yes.get(1)).isCloseTo(on, within(1e-15));
        assertThat((double) yes.get(2)).isCloseTo((0.6 * 0.1 * 0.7 + 0.4 * 0.8 * 0.2) / 0.38, within(1e-15));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            E[y]                               ; 1.046
            P(y > 0, y != 2)                   ; 0.278
            P(z = severe) | see(x = yes)       ; 0.842105263157894736
            E[y] | see(z = mild, x = no)       ; 1.3
            P(y = 1, x = yes) | see(z = severe) ; 0.24
            """)
    void whatIsSeenIsConditionedOn(String question, double value) {
        Claim claim = Asked.of(MODEL, question);
        assertThat(claim.estimate()).as(claim.sentence()).isCloseTo(value, within(1e-15));
        assertThat(claim.off()).isNull();
        assertThat(claim.assumptions()).isEmpty();
    }

    @Test
    void aDistributionIsATable() {
        Claim claim = Asked.of(MODEL, "y | do(z = severe, x = no)");
        assertThat(claim.estimate()).isNull();
        assertThat(claim.table().columns()).containsExactly("y", "off", "on", "effect");
        assertThat(claim.table().rows()).extracting(row -> row.get(2)).containsExactly(0.8, 0.1, 0.1);
    }

    @Test
    void anotherWorldIsToldWhereTheTablesDetermineIt() {
        Claim claim = Asked.of(MODEL, "P(y = 2) | see(x = yes), had(x = no)");
        double severe = 0.4 * 0.8 / 0.38;
        assertThat(claim.on()).isCloseTo(severe * 0.1 + (1 - severe) * 0.5, within(1e-15));
        assertThat(claim.off()).isCloseTo(severe * 0.2 + (1 - severe) * 0.7, within(1e-15));
        assertThat(claim.sound()).isTrue();
        assertThat(claim.checks()).extracting(Claim.Check::name).contains("composition");
    }

    @Test
    void anotherWorldThatTheTablesLeaveOpenIsRefusedWithWhatWouldTellIt() {
        Claim claim = Asked.of(MODEL, "y | see(x = yes, y = 0), had(x = no)");
        assertThat(claim.status()).isEqualTo(Claim.Status.REFUSED);
        assertThat(claim.reason()).contains("the chance behind y").contains("What would license it");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            E[z]                               ; are no numbers
            P(z > 1)                           ; are no numbers
            P(x = ye)                          ; no state 'ye'
            P(y = 5)                           ; no state '5'
            P(y = 1) | do(x = 1)               ; no state '1'
            P(q = 1)                           ; no node 'q'
            P(y = 1) | do(x = yes @ 3..4)      ; names a time
            P(x = yes) | see(y = 1), do(x = no) ; asked for and set
            """)
    void whatIsNotInTheNetworkIsNamed(String question, String problem) {
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> Asked.of(MODEL, question))
                .withMessageContaining(problem).satisfies(error -> assertThat(error.advice()).isNotBlank());
    }

    @Test
    void twoWorldsAtOnceAreRefused() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> Asked.of(MODEL, "P(y = 1) | do(z = mild), had(x = no)"));
    }
}

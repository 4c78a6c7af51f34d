package org.orrery.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Machines that are broken, and what a claim says then: never a number. */
class HonestyTest {
    private static final Formula LINE = Formula.of((x, _, _) -> 2 * x[0], 3);

    @Test
    void aControlThatChangesAnythingRefusesTheClaim() {
        Claim claim = Asking.claim(LINE.with(Formula.Flaw.LEAKING_CONTROL), "y | do(a = 1)");
        refused(claim, "no-op control", "no-op control failed");
        assertThat(Asking.check(claim, "no-op control").detail()).contains("6.0").contains("6.000000000001");
    }

    @Test
    void aMoveThatDoesNotFireRefusesTheClaim() {
        refused(Asking.claim(LINE.with(Formula.Flaw.SILENT_MOVE), "y | do(a = 1)"), "interventions fired",
                "did not take effect");
        refused(Asking.claim(LINE.with(Formula.Flaw.NO_PROOF), "y | do(a = 1)"), "interventions fired", "no proof");
    }

    @Test
    void whatIsNotANumberIsNotAnAnswer() {
        refused(Asking.claim(LINE, "ln(0 - y)"), "finite result", "not a finite number: undefined");
        refused(Asking.claim(LINE, "1 / y | do(a = 0)"), "finite result", "infinity operated");
        refused(Asking.claim(LINE, "P(ln(0 - y) > 1)"), "finite result", "not a finite number");
        refused(Asking.claim(LINE, "ln(0 - E[y])"), "finite result", "not a number");
    }

    @Test
    void aRunThatFailsIsARefusalWithItsReason() {
        Formula fragile = Formula.of((_, _, _) -> {
            throw new RunFailure("step size underflow at time 3 in y");
        }, 1);
        refused(Asking.claim(fragile, "y | do(a = 0)"), "nominal run", "step size underflow at time 3 in y");
    }

    @Test
    void membersThatFailAreLeftOutAndCounted() {
        Formula fragile = Formula.of((x, _, _) -> {
            if (x[0] > 0.5) {
                throw new RunFailure("blew up");
            }
            return x[0];
        }, 0);
        Answer answer = Asking.about(fragile, "y", Asking.uniform(1, 200, 1)).ask(Lab.SINGLE);
        assertThat(answer.claim().status()).isEqualTo(Claim.Status.ANSWERED);
        assertThat(answer.claim().sound()).isFalse();
        Claim.Check check = Asking.check(answer.claim(), "all members finished");
        assertThat(check.passed()).isFalse();
        int failed = 200 - answer.members().size();
        assertThat(failed).isBetween(30, 70);
        assertThat(check.detail()).isEqualTo(failed + " of 200 failed: blew up (" + failed + " of " + failed + ")");
        assertThat(answer.members()).allMatch(member -> member.value() <= 0.5);
    }

    @Test
    void whereMostMembersFailNobodyAnswers() {
        Formula fragile = Formula.of((x, _, _) -> {
            if (x[0] > -0.5 && x[0] != 0) {
                throw new RunFailure("blew up");
            }
            return x[0];
        }, 0);
        refused(Asking.claim(fragile, "y", Asking.uniform(1, 200, 1)), "all members finished", "More than half");
    }

    @Test
    void aMoveThatIsSilentInSomeMembersRefusesTheClaim() {
        Ensemble ensemble = Asking.uniform(1, 60, 3);
        long silent = java.util.Arrays.stream(ensemble.draws()).filter(row -> row[0] < 0).count();
        refused(Asking.claim(LINE.with(Formula.Flaw.SILENT_BELOW_ZERO), "y | do(a = 1)", ensemble),
                "interventions fired",
                "in " + silent + " of 61 worlds");
    }

    @Test
    void theProofIsThatOfTheModelAsPublishedAndTheControlRunsInSomeMembersToo() {
        Claim claim = Asking.claim(LINE, "y | do(a = 1)", Asking.uniform(1, 60, 3));
        assertThat(claim.status()).isEqualTo(Claim.Status.ANSWERED);
        assertThat(Asking.check(claim, "interventions fired").detail()).isEqualTo("a went from 3.0 to 1.0");
        assertThat(Asking.check(claim, "no-op control").detail()).endsWith("in 4 worlds");
    }

    private static void refused(Claim claim, String check, String reason) {
        assertThat(claim.status()).isEqualTo(Claim.Status.REFUSED);
        assertThat(claim.reason()).contains(reason);
        assertThat(claim.sentence()).startsWith("This question has no answer here.");
        assertThat(Asking.check(claim, check).passed()).isFalse();
        assertThat(claim.estimate()).isNull();
        assertThat(claim.off()).isNull();
        assertThat(claim.on()).isNull();
        assertThat(claim.interval()).isNull();
        assertThat(claim.table()).isNull();
        assertThat(claim.uncertainty()).isEmpty();
    }
}

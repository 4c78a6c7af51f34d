package org.orrery.causal.scm.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.orrery.causal.scm.text.ScmModelTest.ask;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.orrery.causal.scm.Scm;
import org.orrery.causal.scm.Surgery;
import org.orrery.core.Claim;
import org.orrery.core.Intervention;
import org.orrery.core.InvalidInput;
import org.orrery.core.Lab;
import org.orrery.core.Quantity;
import org.orrery.core.Refusal;

/** See and had against closed forms, enumeration, and each other. */
class ConditionedTest {
    private static final String LINEAR = """
            z ~ normal(1, 2)
            x = 2*z + noise normal(0, 1)
            y = x - 3*z + noise normal(0, 0.5)
            """;
    private static final String SPRINKLER = """
            rain ~ bernoulli(0.3)
            sprinkler ~ bernoulli(0.6 - 0.5*rain)
            wet ~ bernoulli(0.05 + 0.5*rain + 0.4*sprinkler)
            """;

    @Test
    void aCaseThatWasSeenWholeIsImaginedToTheBit() {
        String text = "x ~ normal(0, 1)\nz ~ uniform(0, 9)\nm = exp(x)*z + noise normal(0, 1)\ny = m*z + noise normal(0, 1)";
        Claim claim = ask(text, "y | see(x = 0, z = 2, m = 3, y = 7), had(x = 1)");
        // The noise of m is 3 - 2 = 1, that of y is 7 - 6 = 1.
        assertThat(claim.on()).isCloseTo((Math.E * 2 + 1) * 2 + 1, within(1e-12));
        assertThat(claim.off()).isEqualTo(7);
        assertThat(claim.interval().kind()).isEqualTo(Claim.IntervalKind.EXACT);
        assertThat(claim.checks()).allMatch(Claim.Check::passed);
        // Held where it was: nothing at all.
        assertThat(ask(text, "y | see(x = 0.3, z = 2.1, m = 3.7, y = 7.9), had(x = 0.3)").estimate()).isEqualTo(0);
        // Composition: held besides at what it would have come to, m changes nothing more.
        double m = ask(text, "m | see(x = 0, z = 2, m = 3, y = 7), had(x = 1)").on();
        assertThat(ask(text, "y | see(x = 0, z = 2, m = 3, y = 7), had(x = 1, m = " + m + ")").on())
                .isEqualTo(claim.on());
    }

    @Test
    void normalsAreConditionedByTheirFormula() {
        // z is 1 +- 2, x is 2 z +- 1: E[z | x = 4] = 1 + (4 - 2) 8/17.
        assertThat(ask(LINEAR, "E[z] | see(x = 4)").estimate()).isCloseTo(1 + 16.0 / 17, within(1e-12));
        Claim z = ask(LINEAR, "z | see(x = 4)");
        assertThat(z.interval().high() - z.estimate()).isCloseTo(1.959963984540054 * Math.sqrt(4.0 / 17), within(1e-9));
        // Under do(x = 1), y tells of z: y = 1 - 3 z +- 0.5.
        double slope = -3 * 4 / (9 * 4 + 0.25);
        assertThat(ask(LINEAR, "E[z] | see(y = 1), do(x = 1)").on()).isCloseTo(1 + slope * (1 - (1 - 3)),
                within(1e-12));
        // Had x been one higher, so would y, whatever was not seen.
        Claim had = ask(LINEAR, "y | see(x = 4), had(x += 1)");
        assertThat(had.estimate()).isCloseTo(1, within(1e-12));
        assertThat(had.interval().high() - had.interval().low()).isLessThan(1e-9);
    }

    @Test
    void aCurveThatNothingAskedComesOfLeavesTheAnswerExact() {
        String curved = LINEAR + "w = exp(y)\nv = w + x\nu ~ uniform(0, 1)\n";
        for (String question : List.of("E[z] | see(x = 4)", "E[z] | see(y = 1), do(x = 1)",
                "y | see(x = 4), had(x += 1)")) {
            Claim plain = ask(LINEAR, question);
            Claim beside = ask(curved, question);
            assertThat(beside.estimate()).as(question).isEqualTo(plain.estimate());
            assertThat(beside.provenance().method()).isEqualTo(plain.provenance().method()).startsWith("exact");
        }
        // What comes of the curve is weighed: given x, y is normal, and w lognormal.
        double mean = 4 - 3 * (1 + 16.0 / 17);
        double variance = 9 * 4.0 / 17 + 0.25;
        Claim curve = ask(curved, "E[v] | see(x = 4)");
        assertThat(curve.provenance().method()).startsWith("likelihood weighting");
        assertThat(curve.estimate()).isCloseTo(Math.exp(mean + variance / 2) + 4, within(0.2));
        // A curve that is moved, too.
        assertThat(ask(curved, "E[z] | see(x = 4), do(w += 1)").estimate()).isEqualTo(0);
    }

    @Test
    void whatIsAddedIsAddedAndNothingElse() {
        // 1 + 1e17 is 1e17: the slope must not be told from it.
        Claim far = ask("x ~ normal(0, 1)\ny = x - 1e17", "x | see(y = -1e17), do(x += 1e17)");
        assertThat(far.on()).isZero();
    }

    @Test
    void weighedWorldsAgreeWithTheFormula() {
        for (String question : List.of("E[y]", "E[z]", "E[y - x]")) {
            for (boolean imagines : new boolean[]{false, true}) {
                Scm scm = ScmText.parse(LINEAR, "test");
                Case asked = new Case(scm, Quantity.parse(question), new double[]{Double.NaN, 4, Double.NaN},
                        Surgery.of(scm, List.of(Intervention.parse("z += 0.5"))), imagines, 3);
                Reasoned exact = new Linear(asked).answer();
                Reasoned weighed = new Weighed(asked, new Reckoned(asked.quantity(), scm), Lab.SINGLE).answer();
                assertThat(weighed.off()).isCloseTo(exact.off(), within(0.1));
                assertThat(weighed.on()).isCloseTo(exact.on(), within(0.1));
                assertThat(exact.on() - exact.off()).isBetween(weighed.interval().low() - 0.05,
                        weighed.interval().high() + 0.05);
                assertThat(weighed.checks()).allMatch(Claim.Check::passed);
            }
        }
    }

    @Test
    void chancesAreConditionedAsEnumerationHasIt() {
        double wet = 0;
        double rainy = 0;
        for (int r = 0; r < 2; r++) {
            for (int s = 0; s < 2; s++) {
                double ps = 0.6 - 0.5 * r;
                double p = (r == 1 ? 0.3 : 0.7) * (s == 1 ? ps : 1 - ps) * (0.05 + 0.5 * r + 0.4 * s);
                wet += p;
                rainy += r * p;
            }
        }
        Claim seen = ask(SPRINKLER, "P(rain = 1) | see(wet = 1)");
        assertThat(seen.estimate()).isCloseTo(rainy / wet, within(0.02));
        assertThat(seen.interval().low()).isLessThan(rainy / wet);
        assertThat(seen.interval().high()).isGreaterThan(rainy / wet);
        // Turned off by hand, the sprinkler explains nothing away.
        assertThat(ask(SPRINKLER, "P(rain = 1) | see(wet = 1), do(sprinkler = 0)").on())
                .isCloseTo(0.3 * 0.55 / (0.3 * 0.55 + 0.7 * 0.05), within(0.03));
    }

    @Test
    void aChanceIsImaginedOnlyWhereItsNoiseIsWrittenDown() {
        assertThatThrownBy(() -> ask(SPRINKLER, "wet | see(rain = 1, sprinkler = 0, wet = 1), had(rain = 0)"))
                .isInstanceOf(Refusal.class).hasMessageContaining("chance");
        String declared = "u ~ uniform(0, 1)\nx ~ bernoulli(0.5)\ny = piecewise(1, u < 0.2 + 0.5*x, 0)";
        // Of the cases with u < 0.7 those with u < 0.2.
        Claim claim = ask(declared, "P(y = 1) | see(x = 1, y = 1), had(x = 0)");
        assertThat(claim.off()).isEqualTo(1);
        assertThat(claim.on()).isCloseTo(2.0 / 7, within(0.02));
    }

    @Test
    void whatIsFarOutIsNotImpossible() {
        String text = "x ~ normal(0, 0.01)\nz = x^2 + noise normal(0, 1)\ny = z*x + noise normal(0, 1)";
        assertThat(ask(text, "y | see(x = 1, z = 2, y = 5), had(x = 0)").on()).isCloseTo(5 - 2, within(1e-12));
        assertThat(ask(text, "E[z] | see(x = 1)").estimate()).isCloseTo(1, within(0.05));
    }

    @Test
    void whatATimesNoughtMakesMayBeSeen() {
        // Nothing is told of the rain by a sprinkler that is nought whatever it was.
        Claim claim = ask(SPRINKLER, "P(rain = 1) | see(sprinkler = 0), do(sprinkler *= 0)");
        assertThat(claim.on()).isCloseTo(0.3, within(0.02));
        assertThat(claim.off()).isCloseTo(0.3 * 0.9 / (0.3 * 0.9 + 0.7 * 0.4), within(0.02));
    }

    @Test
    void whatCannotBeOrHardlyCanIsRefused() {
        assertThatThrownBy(() -> ask("z ~ uniform(0, 1)\ny = 2*z", "y | see(z = 0.3, y = 0.7), had(z = 0)"))
                .isInstanceOf(Refusal.class).hasMessageContaining("cannot happen");
        assertThatThrownBy(() -> ask("z ~ normal(0, 1)\ny = 2*z", "z | see(y = 1, z = 1)"))
                .isInstanceOf(Refusal.class).hasMessageContaining("cannot happen");
        assertThatThrownBy(() -> ask("z ~ uniform(0, 1)\ny = exp(z)", "E[z] | see(y = 1.5)"))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> ask(LINEAR, "y | see(z[1] = 1)")).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("z[1]");
        assertThatThrownBy(() -> ask(LINEAR, "y | see(z = 1), do(x = 1), had(x = 0)")).isInstanceOf(Refusal.class);
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        String question = "E[wet] | see(rain = 1), do(sprinkler = 1)";
        Claim one = ask(SPRINKLER, question);
        Claim two = ask(SPRINKLER, question);
        assertThat(two.estimate()).isEqualTo(one.estimate());
        assertThat(two.interval()).isEqualTo(one.interval());
    }
}

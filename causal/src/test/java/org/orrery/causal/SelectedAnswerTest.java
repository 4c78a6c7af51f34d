package org.orrery.causal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Table;
import org.orrery.core.Claim;
import org.orrery.core.Refusal;

class SelectedAnswerTest {
    private static CausalModel model(String graph, Table table) {
        return ((CausalModel) Asked.graph(graph)).with(table, "4".repeat(64));
    }

    /** Those with x = 1 are in the data three times as often; what x does to y is 0.3, and y is 0.3 where x is 0. */
    private static Table byTreatment(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n;) {
            x[i] = random.nextInt(2);
            y[i] = random.nextDouble() < 0.3 + 0.3 * x[i] ? 1 : 0;
            i += random.nextDouble() < 0.3 + 0.6 * x[i] ? 1 : 0;
        }
        return Table.of("selected.csv", Column.numbers("x", x), Column.numbers("y", y));
    }

    @Test
    void whereTheTreatmentSelectsWhatItMakesIsToldAndNoChange() {
        Table table = byTreatment(20_000, 1);
        Claim claim = Asked.of(model("x -> y; x -> s; s [selected]", table), "E[y] | do(x = 1)");
        assertThat(claim.status()).as(claim.reason()).isEqualTo(Claim.Status.ANSWERED);
        assertThat(claim.estimand()).isEqualTo("P(y | x, s)");
        assertThat(claim.estimate()).isCloseTo(0.6, within(0.02));
        assertThat(claim.off()).isNull();
        assertThat(claim.on()).isNull();
        assertThat(claim.interval().low()).isBetween(0.57, 0.6);
        assertThat(claim.sentence()).contains("cannot be told");
        assertThat((double) claim.table().rows().get(0).get(1)).isCloseTo(0.3, within(0.02));
        assertThat(claim.checks()).anyMatch(each -> each.name().equals("no-op control") && each.passed());
        Claim seen = Asked.of(model("x -> y; x -> s; s [selected]", table), "E[y] | see(x = 1)");
        assertThat(seen.estimate()).isCloseTo(claim.estimate(), within(1e-12));
        assertThat(seen.assumptions()).hasSizeGreaterThan(1);
        assertThat(Asked.of(model("x -> y; x -> s; s [selected]", table), "E[y]").status())
                .isEqualTo(Claim.Status.REFUSED);
    }

    /** Selection by what has nothing to do with the outcome leaves the mean as it is, and so the change. */
    @Test
    void whereSelectionTellsNothingOfTheOutcomeTheChangeFollows() {
        SplittableRandom random = new SplittableRandom(2);
        int n = 20_000;
        double[][] v = new double[3][n];
        for (int i = 0; i < n; i++) {
            v[0][i] = random.nextInt(2);
            v[1][i] = random.nextDouble() < 0.2 + 0.6 * v[0][i] ? 1 : 0;
            v[2][i] = random.nextDouble() < 0.1 + 0.3 * v[1][i] + 0.4 * v[0][i] ? 1 : 0;
        }
        Claim claim = Asked.of(model("z -> x -> y <- z; w -> s; s [selected]; w [latent]",
                Table.of("t", Column.numbers("z", v[0]), Column.numbers("x", v[1]), Column.numbers("y", v[2]))),
                "E[y] | do(x = 1)");
        assertThat(claim.on()).isCloseTo(0.6, within(0.02));
        assertThat(claim.estimate()).isEqualTo(claim.on() - claim.off());
    }

    @Test
    void intervalsCoverTheTruthAboutAll() {
        int covered = 0;
        for (int i = 0; i < 400; i++) {
            Claim.Interval interval = Asked
                    .of(model("x -> y; x -> s; s [selected]", byTreatment(300, 50 + i)), "E[y] | do(x = 1)").interval();
            covered += interval.low() <= 0.6 && 0.6 <= interval.high() ? 1 : 0;
        }
        assertThat(covered / 400.0).isBetween(0.92, 0.98);
    }

    @Test
    void whatTheSelectedCannotTellIsRefused() {
        Table table = byTreatment(200, 3);
        Claim claim = Asked.of(model("x -> y -> s; s [selected]", table), "E[y] | do(x = 1)");
        assertThat(claim.status()).isEqualTo(Claim.Status.REFUSED);
        assertThat(claim.reason()).contains("Who is in the data depends on s");
        assertThat(Asked.of(model("x -> y; x -> s; s [selected]", table), "y | see(x = 1, y = 1), had(x = 0)").status())
                .isEqualTo(Claim.Status.REFUSED);
        double[] s = new double[200];
        Arrays.fill(s, 0, 100, 1);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> Asked.of(model("x -> y; x -> s; s [selected]", table.with(Column.numbers("s", s))),
                        "E[y] | do(x = 1)"))
                .withMessageContaining("others beside the selected");
        for (String more : List.of("y | do(x = 1)", "P(y = 1, y > 0) | do(x = 1)")) {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> Asked.of(model("x -> y; x -> s; s [selected]", table), more))
                    .withMessageContaining("is more");
        }
    }
}

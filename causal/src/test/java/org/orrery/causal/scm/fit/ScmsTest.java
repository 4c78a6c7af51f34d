package org.orrery.causal.scm.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.orrery.causal.scm.fit.Worlds.had;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Table;
import org.orrery.causal.graph.NodeSet;
import org.orrery.causal.scm.Surgery;
import org.orrery.causal.scm.Twin;
import org.orrery.core.Claim;
import org.orrery.core.InvalidInput;
import org.orrery.core.Lab;
import org.orrery.core.Refusal;

/** Fitted models against the worlds that their data came from. */
class ScmsTest {
    @Test
    void theKindThatTheWorldIsOfIsChosen() {
        assertThat(fitted(Worlds.LINEAR, 400)).extracting(f -> f.kind("m"), f -> f.kind("y"), f -> f.kind("z"))
                .containsExactly(Kind.LINEAR, Kind.LINEAR, Kind.ROOT);
        assertThat(fitted(Worlds.SMOOTH, 400)).extracting(f -> f.kind("m"), f -> f.kind("y"))
                .containsExactly(Kind.SMOOTH, Kind.SMOOTH);
        assertThat(fitted(Worlds.PRODUCT, 600)).extracting(f -> f.kind("m"), f -> f.kind("y"))
                .containsExactly(Kind.TREES, Kind.TREES);
    }

    private static FittedScm fitted(Worlds.Law law, int rows) {
        return Scms.fit(Worlds.CHAIN, Worlds.chain(rows, 7, law), 1);
    }

    @Test
    void aLinearWorldIsFittedByTheNormalEquations() {
        Table table = Worlds.chain(200, 3, Worlds.LINEAR);
        UnitCounterfactual answer = Scms.fit(Worlds.CHAIN, table, 1).counterfactual(17, had("x = 0"), "y", Lab.SINGLE);

        double[] m = slopes(table, "m", "z", "x");
        double[] y = slopes(table, "y", "m", "x");
        double x = table.numeric("x").value(17);
        double expected = table.numeric("y").value(17) - x * (y[1] + y[0] * m[1]);
        assertThat(answer.counterfactual()).isCloseTo(expected, within(1e-10));
        assertThat(answer.factual()).isEqualTo(table.numeric("y").value(17));
        // And the truth: y is 0.5 m - x, m is 2 x: nothing changes.
        assertThat(answer.effectInterval().low()).isLessThan(0);
        assertThat(answer.effectInterval().high()).isGreaterThan(0);
        assertThat(answer.checks()).allMatch(Claim.Check::passed);
    }

    /** Of two causes, by Cramer's rule on centred sums. */
    private static double[] slopes(Table table, String effect, String a, String b) {
        double aa = covariance(table, a, a);
        double bb = covariance(table, b, b);
        double ab = covariance(table, a, b);
        double ya = covariance(table, effect, a);
        double yb = covariance(table, effect, b);
        return new double[]{(ya * bb - yb * ab) / (aa * bb - ab * ab), (yb * aa - ya * ab) / (aa * bb - ab * ab)};
    }

    private static double covariance(Table table, String a, String b) {
        double[] x = table.numeric(a).values();
        double[] y = table.numeric(b).values();
        double mx = Arrays.stream(x).average().orElseThrow();
        double my = Arrays.stream(y).average().orElseThrow();
        return IntStream.range(0, x.length).mapToDouble(i -> (x[i] - mx) * (y[i] - my)).sum();
    }

    @Test
    void aCurvedWorldIsImaginedAsItWouldHaveBeen() {
        Table table = Worlds.chain(1000, 5, Worlds.SMOOTH);
        FittedScm fitted = Scms.fit(Worlds.CHAIN, table, 1);
        double missed = 0;
        for (int row = 0; row < 200; row++) {
            double[] v = fitted.row(row);
            double to = Math.clamp(v[1] + 0.5, -2, 2);
            double m = v[2] + Worlds.SMOOTH.m(v[0], to) - Worlds.SMOOTH.m(v[0], v[1]);
            double truth = v[3] + Worlds.SMOOTH.y(to, m) - Worlds.SMOOTH.y(v[1], v[2]);
            double[] after = new Twin(fitted.scm(), Surgery.of(fitted.scm(), had("x = " + to)), NodeSet.of(3))
                    .values(v);
            missed += (after[3] - truth) * (after[3] - truth) / 200;
        }
        // The effects themselves are of the size of 1.4.
        assertThat(Math.sqrt(missed)).isLessThan(0.2);
    }

    @Test
    void whatIsHeldWhereItWasChangesNothingToTheBit() {
        for (Worlds.Law law : List.of(Worlds.LINEAR, Worlds.SMOOTH, Worlds.PRODUCT)) {
            FittedScm fitted = fitted(law, 400);
            for (int row = 0; row < (law == Worlds.PRODUCT ? 1 : 30); row += 10) {
                double[] v = fitted.row(row);
                UnitCounterfactual same = new Imagining(fitted, v, "row", had("x = " + v[1]), "y")
                        .imagined(Lab.SINGLE);
                assertThat(same.counterfactual()).isEqualTo(v[3]);
                assertThat(same.interval().low()).isEqualTo(v[3]);
                assertThat(same.interval().high()).isEqualTo(v[3]);
            }
        }
    }

    @Test
    void intervalsCoverTheTruth() {
        int covered = 0;
        int worlds = 150;
        for (int world = 0; world < worlds; world++) {
            Table table = Worlds.chain(80, 1000 + world, Worlds.LINEAR);
            // Linear is what the rule nearly always takes; the effect of holding m is -0.5 m.
            UnitCounterfactual answer = Scms.fit(Worlds.graph("m -> y; x -> y; x -> m"), table, world)
                    .counterfactual(0, had("m += 2"), "y", Lab.SINGLE);
            covered += answer.effectInterval().low() <= 1 && 1 <= answer.effectInterval().high() ? 1 : 0;
        }
        // 95 % less three standard errors of the count, less what a percentile bootstrap of 80 rows falls short by.
        assertThat(covered / (double) worlds).isBetween(0.88, 0.99);
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        FittedScm fitted = fitted(Worlds.LINEAR, 100);
        UnitCounterfactual one = fitted.counterfactual(3, had("x = 1"), "y", Lab.SINGLE);
        assertThat(fitted(Worlds.LINEAR, 100).counterfactual(3, had("x = 1"), "y", Lab.SINGLE)).isEqualTo(one);
    }

    @Test
    void aMatterOfChanceIsNotImaginedByType() {
        SplittableRandom random = new SplittableRandom(2);
        Map<String, double[]> columns = new LinkedHashMap<>();
        columns.put("smoke", random.doubles(300).map(u -> u < 0.4 ? 1 : 0).toArray());
        double[] smoke = columns.get("smoke");
        columns.put("sick", IntStream.range(0, 300).mapToDouble(i -> random.nextDouble() < 0.2 + 0.3 * smoke[i] ? 1 : 0)
                .toArray());
        FittedScm fitted = Scms.fit(Worlds.graph("smoke -> sick"), Worlds.table(columns), 1);
        assertThat(fitted.kind("sick")).isEqualTo(Kind.TABLE);
        Refusal refusal = catchThrowableOfType(Refusal.class,
                () -> fitted.counterfactual(0, had("smoke = 0"), "sick", Lab.SINGLE));
        assertThat(refusal).hasMessageContaining("sick").hasMessageContaining("chance");
        // What is not downstream of the move needs no noise.
        assertThat(fitted.counterfactual(0, had("sick = 0"), "smoke", Lab.SINGLE).effect()).isZero();
    }

    @Test
    void aChanceWithANumberAmongItsCausesIsLogistic() {
        SplittableRandom random = new SplittableRandom(4);
        int n = 4000;
        double[] age = random.doubles(n, -2, 2).toArray();
        double[] sick = Arrays.stream(age)
                .map(a -> random.nextDouble() < 1 / (1 + Math.exp(0.5 - 1.5 * a)) ? 1 : 0)
                .toArray();
        FittedScm fitted = Scms.fit(Worlds.graph("age -> sick"),
                Table.of("t", Column.numbers("age", age), Column.numbers("sick", sick)), 1);
        assertThat(fitted.kind("sick")).isEqualTo(Kind.LOGISTIC);
        for (double a : new double[]{-1, 0, 1}) {
            assertThat(fitted.scm().mechanism(1).likelihood(new double[]{a}, 1))
                    .isCloseTo(1 / (1 + Math.exp(0.5 - 1.5 * a)), within(0.04));
        }
    }

    @Test
    void factorsAreCauses() {
        SplittableRandom random = new SplittableRandom(9);
        int n = 300;
        int[] codes = random.ints(n, 0, 3).toArray();
        double[] y = Arrays.stream(codes).mapToDouble(c -> new double[]{0, 5, -3}[c] + random.nextGaussian()).toArray();
        FittedScm fitted = Scms.fit(Worlds.graph("site -> y"), Table.of("t",
                Column.factor("site", codes, List.of("a", "b", "c")), Column.numbers("y", y)), 1);
        double[] row = fitted.row(0);
        int to = (codes[0] + 1) % 3;
        double[] means = {mean(codes, y, 0), mean(codes, y, 1), mean(codes, y, 2)};
        assertThat(fitted.kind("y")).isEqualTo(Kind.LINEAR);
        assertThat(fitted.counterfactual(0, had("site = " + to), "y", Lab.SINGLE).counterfactual())
                .isCloseTo(row[1] + means[to] - means[codes[0]], within(1e-9));
        assertThat(fitted.counterfactual(0, had("site = b"), "y", Lab.SINGLE).counterfactual())
                .isCloseTo(row[1] + means[1] - means[codes[0]], within(1e-9));
        assertThatThrownBy(() -> fitted.counterfactual(0, had("site = d"), "y", Lab.SINGLE))
                .isInstanceOf(InvalidInput.class).hasMessageContaining("'d'");
    }

    private static double mean(int[] codes, double[] y, int code) {
        return IntStream.range(0, y.length).filter(i -> codes[i] == code).mapToDouble(i -> y[i]).average()
                .orElseThrow();
    }

    @Test
    void whatIsWrongIsSaid() {
        Table table = Worlds.chain(60, 1, Worlds.LINEAR);
        assertThatThrownBy(() -> Scms.fit(Worlds.graph("x -> y; x <-> y"), table, 1)).isInstanceOf(Refusal.class)
                .hasMessageContaining("x <-> y");
        assertThatThrownBy(() -> Scms.fit(Worlds.graph("x -> y; u -> x; u -> y; u [latent]"), table, 1))
                .isInstanceOf(Refusal.class).hasMessageContaining("u");
        assertThatThrownBy(() -> Scms.fit(Worlds.graph("xx -> y"), table, 1)).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'xx'");
        assertThatThrownBy(() -> Scms.fit(Worlds.CHAIN, table.rows(new int[]{0, 1, 2, 3}), 1))
                .isInstanceOf(InvalidInput.class).hasMessageContaining("too few");
        FittedScm fitted = Scms.fit(Worlds.CHAIN, table, 1);
        assertThatThrownBy(() -> fitted.counterfactual(60, had("x = 0"), "y", Lab.SINGLE))
                .isInstanceOf(InvalidInput.class).hasMessageContaining("no row 60");
        assertThatThrownBy(() -> fitted.counterfactual(0, had("w = 0"), "y", Lab.SINGLE))
                .isInstanceOf(InvalidInput.class).hasMessageContaining("'w'");
        assertThatThrownBy(() -> fitted.counterfactual(0, had("x = 0 @ 3"), "y", Lab.SINGLE))
                .isInstanceOf(Refusal.class.getSuperclass());
    }

    @Test
    void aRowThatLacksAValueIsToldSo() {
        Table whole = Worlds.chain(60, 1, Worlds.LINEAR);
        double[] m = whole.numeric("m").values();
        m[4] = Double.NaN;
        FittedScm fitted = Scms.fit(Worlds.CHAIN, whole.with(Column.numbers("m", m)), 1);
        assertThat(fitted.rows()).isEqualTo(59);
        assertThatThrownBy(() -> fitted.counterfactual(4, had("x = 0"), "y", Lab.SINGLE))
                .isInstanceOf(InvalidInput.class).hasMessageContaining("row 4").hasMessageContaining("m");
        assertThat(fitted.counterfactual(5, had("x = 0"), "y", Lab.SINGLE).assumptions())
                .anyMatch(each -> each.text().contains("1 of 60 rows"));
    }

    @Test
    void leavingTheDataIsWarnedOf() {
        FittedScm fitted = fitted(Worlds.LINEAR, 100);
        assertThat(fitted.counterfactual(0, had("x = 50"), "y", Lab.SINGLE).checks())
                .anyMatch(check -> !check.passed() && check.detail().contains("extrapolates"));
        assertThat(fitted.counterfactual(0, had("x = 0.1"), "y", Lab.SINGLE).checks()).allMatch(Claim.Check::passed);
    }
}

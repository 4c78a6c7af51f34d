package org.orrery.causal.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Encoder;
import org.orrery.causal.data.Table;
import org.orrery.core.InvalidInput;
import org.orrery.core.Lab;
import org.orrery.core.Refusal;
import org.orrery.core.Value;

class ChangesTest {
    private static ChangeQuestion question(Change change, String... covariates) {
        return new ChangeQuestion(Target.mean("y"), "x", change, List.of(covariates), Map.of());
    }

    private static Effect of(ChangeQuestion question, Table table) {
        return Changes.of(question, table, null);
    }

    /** Of a linear fit every unit more is one slope more, and so is its error. */
    @Test
    void aShiftIsTheSlopeOfTheRegression() {
        Table table = Worlds.QUANTITY.draw(400, new SplittableRandom(1));
        Effect effect = of(question(new Change(1, 0.5), "a", "b"), table);
        Ols fit = Ols.fit(Encoder.of(table, List.of("x", "a", "b")).encode(table), table.numeric("y").values());
        Coefficient slope = fit.summary(Errors.HC3).get(1);
        assertThat(effect.estimator()).isEqualTo(Estimator.REGRESSION);
        assertThat(effect.effect().value()).isCloseTo(0.5 * slope.estimate(), within(1e-9));
        assertThat(effect.effect().error()).isCloseTo(0.5 * slope.error(), within(1e-9));
        assertThat(effect.on().value()).isCloseTo(effect.off().value() + effect.effect().value(), within(1e-12));
        assertThat(effect.checks()).hasSize(1).allMatch(each -> each.passed());
    }

    @Test
    void aChangeOfNothingHasAnEffectOfExactlyNothing() {
        for (Worlds world : List.of(Worlds.QUANTITY, Worlds.CLASSES)) {
            Effect idle = of(question(new Change(2, 1), "a", "b").idle(), world.draw(300, new SplittableRandom(2)));
            assertThat(idle.effect().value()).isZero();
            assertThat(idle.effect().error()).isZero();
        }
    }

    /** Times 0 is setting 0 for everybody. */
    @Test
    void timesNothingIsSettingNothing() {
        Table table = Worlds.CLASSES.draw(800, new SplittableRandom(3));
        Effect none = of(question(new Change(0, 0), "a", "b"), table);
        Effect set = Estimates.by(Estimator.STRATIFICATION, new EffectQuestion(Target.mean("y"),
                new Contrast("x", new Value.Real(0), null), new Ground.Adjusting(List.of("a", "b"))), table, 1,
                Lab.SINGLE);
        assertThat(none.estimator()).isEqualTo(Estimator.STRATIFICATION);
        assertThat(none.effect().value()).isCloseTo(set.effect().value(), within(1e-12));
        assertThat(none.effect().error()).isCloseTo(set.effect().error(), within(0.03 * set.effect().error()));
        assertThat(none.naive().value()).isCloseTo(set.naive().value(), within(1e-12));
    }

    /** x is -1, 0 or 1, more often 1 where z is; y = x² + x z + noise, so that turning x round changes it by -2 E[x z]. */
    private static Table turning(int n, SplittableRandom random) {
        double[] z = new double[n];
        double[] x = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            z[i] = random.nextInt(2);
            double chance = random.nextDouble();
            x[i] = chance < 0.3 ? 0 : chance < (z[i] == 1 ? 0.5 : 0.7) ? -1 : 1;
            y[i] = x[i] * x[i] + x[i] * z[i] + 2 * z[i] + random.nextGaussian();
        }
        return Table.of("t", Column.numbers("z", z), Column.numbers("x", x), Column.numbers("y", y));
    }

    /** Bounds: four binomial standard deviations around 95 %. */
    @Test
    void intervalsHoldTheTruth() {
        int sets = 200;
        int turned = 0;
        int shifted = 0;
        for (int set = 0; set < sets; set++) {
            turned += holds(of(question(new Change(-1, 0), "z"), turning(400, new SplittableRandom(set))),
                    -2 * 0.3 * 0.5);
            shifted += holds(of(question(new Change(1, 0.5), "a", "b"),
                    Worlds.QUANTITY.draw(400, new SplittableRandom(set))), 0.5 * 0.8);
        }
        double slack = 4 * Math.sqrt(0.95 * 0.05 / sets);
        assertThat((double) turned / sets).isBetween(0.95 - slack, 1.0);
        assertThat((double) shifted / sets).isBetween(0.95 - slack, 1.0);
    }

    private static int holds(Effect effect, double truth) {
        return effect.effect().interval().low() <= truth && truth <= effect.effect().interval().high() ? 1 : 0;
    }

    @Test
    void whereNobodyIsNobodyIsToldANumber() {
        Table classes = Worlds.CLASSES.draw(300, new SplittableRandom(4));
        assertThatThrownBy(() -> of(question(new Change(1, 1), "a", "b"), classes)).isInstanceOf(Refusal.class)
                .hasMessageContaining("Without overlap: x += 1 takes");
        Table quantity = Worlds.QUANTITY.draw(300, new SplittableRandom(4));
        assertThatThrownBy(() -> of(question(new Change(1, 3), "a", "b"), quantity)).isInstanceOf(Refusal.class)
                .hasMessageContaining("Without overlap");
        assertThatThrownBy(() -> Changes.of(question(new Change(1, 0.1), "a"), quantity, Estimator.WEIGHTING))
                .isInstanceOf(Refusal.class).hasMessageContaining("by strata or regression");
        assertThatThrownBy(() -> of(question(new Change(1, 1)), Table.of("t",
                Column.factor("x", new int[]{0, 1}, List.of("low", "high")), Column.numbers("y", 1, 2))))
                .isInstanceOf(InvalidInput.class).hasMessageContaining("holds texts");
    }

    /** Covariates say all but a hundredth of x: what is in range of all is out of reach of each. */
    @Test
    void overlapIsLookedForBesideTheCovariates() {
        SplittableRandom random = new SplittableRandom(5);
        double[] z = new double[300];
        double[] x = new double[300];
        double[] y = new double[300];
        for (int i = 0; i < 300; i++) {
            z[i] = random.nextGaussian();
            x[i] = 10 * z[i] + 0.01 * random.nextGaussian();
            y[i] = x[i] + random.nextGaussian();
        }
        Table table = Table.of("t", Column.numbers("z", z), Column.numbers("x", x), Column.numbers("y", y));
        assertThatThrownBy(() -> of(question(new Change(1, 1), "z"), table)).isInstanceOf(Refusal.class)
                .hasMessageContaining("nobody with their covariates");
        assertThat(of(question(new Change(1, 1)), table).effect().value()).isCloseTo(1, within(0.05));
    }
}

package org.orrery.causal.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Encoder;
import org.orrery.causal.data.Table;
import org.orrery.core.InvalidInput;
import org.orrery.core.Lab;
import org.orrery.core.Refusal;
import org.orrery.core.Value;

class EstimatesTest {
    private static final Offset<Double> CLOSE = within(1e-10);
    private static final Contrast ONE_ZERO = new Contrast("x", new Value.Real(1), new Value.Real(0));
    private static final Lab CROWD = new Lab() {
        @Override
        public <T> List<T> trials(int count, IntFunction<T> trial) {
            return new ArrayList<>(IntStream.range(0, count).parallel().mapToObj(trial).toList());
        }
    };

    private static Table draw(Worlds world, int n) {
        return world.draw(n, new SplittableRandom(11));
    }

    /** Saturated models are all the same estimate: the sum over strata of means times shares. */
    @Test
    void onClassesEveryEstimatorThatIsSaturatedGivesTheSum() {
        Table table = draw(Worlds.CLASSES, 900);
        table = table.with(named(table, "a", "b"));
        EffectQuestion question = new EffectQuestion(Target.mean("y"), ONE_ZERO, new Ground.Adjusting(List.of("ab")));
        double sum = summed(table);
        Effect strata = Estimates.of(question, table, 1, Lab.SINGLE);
        assertThat(strata.estimator()).isEqualTo(Estimator.STRATIFICATION);
        assertThat(strata.effect().value()).isCloseTo(sum, CLOSE);
        assertThat(Estimates.by(Estimator.REGRESSION, question, table, 1, Lab.SINGLE).effect().value())
                .isCloseTo(sum, within(1e-7));
        assertThat(Estimates.by(Estimator.WEIGHTING, question, table, 1, Lab.SINGLE).effect().value())
                .isCloseTo(sum, within(1e-7));
        assertThat(Estimates.by(Estimator.WEIGHTING, question, table, 1, Lab.SINGLE).effect().error())
                .as("the errors differ in corrections for small samples only")
                .isCloseTo(strata.effect().error(), within(0.03 * strata.effect().error()));
        var identified = Worlds.identified("ab -> x; ab -> y; x -> y");
        Effect plugged = Estimates.of(new EffectQuestion(Target.mean("y"), ONE_ZERO,
                new Ground.General(identified.graph(), identified.estimand())), table, 1, Lab.SINGLE);
        assertThat(plugged.effect().value()).isCloseTo(sum, CLOSE);
        assertThat(plugged.effect().error()).isCloseTo(strata.effect().error(), within(0.1 * strata.effect().error()));
        assertThat(strata.naive()).isEqualTo(plugged.naive());
    }

    /** The same among the treated: strata count as often as the treated are in them. */
    @Test
    void ofTheTreatedEveryEstimatorThatIsSaturatedGivesTheirSum() {
        Table table = draw(Worlds.CLASSES, 900);
        table = table.with(named(table, "a", "b"));
        EffectQuestion question = new EffectQuestion(Target.mean("y"), ONE_ZERO, new Ground.Adjusting(List.of("ab")))
                .among(new Value.Real(1));
        double[] x = table.numeric("x").values();
        double[] y = table.numeric("y").values();
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double others = 0;
            double count = 0;
            for (int j = 0; j < x.length; j++) {
                boolean standsIn = x[j] == 0 && table.factor("ab").code(j) == table.factor("ab").code(i);
                others += standsIn ? y[j] : 0;
                count += standsIn ? 1 : 0;
            }
            sum += x[i] * (y[i] - others / count);
        }
        double treated = Arrays.stream(x).sum();
        Effect strata = Estimates.of(question, table, 1, Lab.SINGLE);
        assertThat(strata.estimator()).isEqualTo(Estimator.STRATIFICATION);
        assertThat(strata.effect().value()).isCloseTo(sum / treated, CLOSE);
        for (Estimator estimator : List.of(Estimator.REGRESSION, Estimator.WEIGHTING)) {
            Effect other = Estimates.by(estimator, question, table, 1, Lab.SINGLE);
            assertThat(other.effect().value()).isCloseTo(sum / treated, within(1e-7));
            assertThat(other.effect().error()).isCloseTo(strata.effect().error(),
                    within(0.05 * strata.effect().error()));
            assertThat(other.on().value()).as("as they are").isEqualTo(strata.on().value());
        }
        Effect itself = Estimates.of(new EffectQuestion(Target.mean("y"),
                new Contrast("x", new Value.Real(1), null), question.ground()).among(new Value.Real(1)), table, 1,
                Lab.SINGLE);
        assertThat(itself.effect().value()).isZero();
        assertThat(itself.effect().error()).isZero();
    }

    /** A stratum without treated people needs nobody to stand in for them; one without others does. */
    @Test
    void ofTheTreatedOverlapIsNeededWhereTheyAre() {
        Table table = Table.of("t", Column.numbers("x", 1, 1, 0, 0, 0, 0, 0), Column.numbers("z", 1, 1, 1, 1, 2, 2, 2),
                Column.numbers("y", 3, 5, 1, 2, 7, 8, 9));
        EffectQuestion question = new EffectQuestion(Target.mean("y"), ONE_ZERO, new Ground.Adjusting(List.of("z")));
        assertThat(Estimates.by(Estimator.STRATIFICATION, question.among(new Value.Real(1)), table, 1, Lab.SINGLE)
                .effect().value()).isCloseTo(4 - 1.5, CLOSE);
        refused(question.among(new Value.Real(0)), table, Estimator.STRATIFICATION, "Without overlap");
        refused(Worlds.QUANTITY.question().among(new Value.Real(1)), draw(Worlds.QUANTITY, 100), Estimator.REGRESSION,
                "is a quantity");
        refused(Worlds.DOOR.question().among(new Value.Real(1)), draw(Worlds.DOOR, 100), Estimator.PLUG_IN,
                "by adjustment only");
    }

    private static void refused(EffectQuestion question, Table table, Estimator estimator, String reason) {
        assertThatThrownBy(() -> Estimates.by(estimator, question, table, 1, Lab.SINGLE)).isInstanceOf(Refusal.class)
                .hasMessageContaining(reason);
    }

    private static Column named(Table table, String a, String b) {
        int[] codes = new int[table.rows()];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (int) (2 * table.numeric(a).value(i) + table.numeric(b).value(i));
        }
        return Column.factor("ab", codes, List.of("00", "01", "10", "11", "20", "21"));
    }

    private static double summed(Table table) {
        double[][] sums = new double[2][6];
        double[][] counts = new double[2][6];
        for (int i = 0; i < table.rows(); i++) {
            int x = (int) table.numeric("x").value(i);
            int s = table.factor("ab").code(i);
            sums[x][s] += table.numeric("y").value(i);
            counts[x][s]++;
        }
        double effect = 0;
        for (int s = 0; s < 6; s++) {
            effect += (counts[0][s] + counts[1][s]) / table.rows()
                    * (sums[1][s] / counts[1][s] - sums[0][s] / counts[0][s]);
        }
        return effect;
    }

    @Test
    void againstTheWorldAsItIsOffIsThePlainMean() {
        Table table = draw(Worlds.CHOICE, 400);
        for (Estimator estimator : List.of(Estimator.REGRESSION, Estimator.WEIGHTING, Estimator.DOUBLY_ROBUST)) {
            Effect against = Estimates.by(estimator, new EffectQuestion(Target.mean("y"),
                    new Contrast("x", new Value.Real(1), null), Worlds.CHOICE.ground()), table, 1, Lab.SINGLE);
            assertThat(against.off().value())
                    .isCloseTo(Arrays.stream(table.numeric("y").values()).average().orElseThrow(), CLOSE);
            assertThat(against.effect().value()).isCloseTo(against.on().value() - against.off().value(), CLOSE);
        }
    }

    @Test
    void theRulePicksByTheColumnsAndSaysWhy() {
        pick(Worlds.CLASSES, Estimator.STRATIFICATION, "6 strata");
        pick(Worlds.CHOICE, Estimator.DOUBLY_ROBUST, "many values");
        pick(Worlds.QUANTITY, Estimator.REGRESSION, "quantity");
        pick(Worlds.DOOR, Estimator.PLUG_IN, "front-door");
        pick(Worlds.DOOR_LINE, Estimator.FRONT_DOOR, "linear");
        pick(Worlds.INSTRUMENT, Estimator.TWO_STAGE, "assumed");
    }

    private static void pick(Worlds world, Estimator estimator, String why) {
        Estimator.Pick pick = Estimator.pick(world.question(), draw(world, 400));
        assertThat(pick.estimator()).isEqualTo(estimator);
        assertThat(pick.why()).contains(why);
    }

    @Test
    void sameSeedSameBitsOnAnyNumberOfThreads() {
        for (Worlds world : Worlds.values()) {
            Table table = draw(world, 400);
            Effect one = Estimates.of(world.question(), table, 5, Lab.SINGLE);
            assertThat(Estimates.of(world.question(), table, 5, CROWD)).isEqualTo(one);
        }
        Table table = draw(Worlds.CHOICE, 400);
        assertThat(Estimates.of(Worlds.CHOICE.question(), table, 6, CROWD).effect())
                .as("another seed, other folds")
                .isNotEqualTo(Estimates.of(Worlds.CHOICE.question(), table, 5, CROWD).effect());
    }

    @Test
    void aFormulaThatIsNeitherAdjustmentNorFrontDoorIsCountedOut() {
        var napkin = Worlds.identified("w -> z; z -> x; x -> y; w <-> x; w <-> y");
        SplittableRandom random = new SplittableRandom(3);
        int n = 20_000;
        double[][] c = new double[4][n];
        for (int i = 0; i < n; i++) {
            int u = random.nextInt(2);
            int v = random.nextInt(2);
            c[0][i] = random.nextDouble() < 0.2 + 0.3 * u + 0.3 * v ? 1 : 0;
            c[1][i] = random.nextDouble() < 0.3 + 0.4 * c[0][i] ? 1 : 0;
            c[2][i] = random.nextDouble() < 0.1 + 0.5 * c[1][i] + 0.3 * u ? 1 : 0;
            c[3][i] = random.nextDouble() < 0.2 + 0.25 * c[2][i] + 0.4 * v ? 1 : 0;
        }
        Table table = Table.of("napkin", Column.numbers("w", c[0]), Column.numbers("z", c[1]),
                Column.numbers("x", c[2]),
                Column.numbers("y", c[3]));
        Effect effect = Estimates.of(new EffectQuestion(Target.probability("y", new Value.Real(1)), ONE_ZERO,
                new Ground.General(napkin.graph(), napkin.estimand())), table, 1, Lab.SINGLE);
        assertThat(effect.effect().value()).isCloseTo(0.25, within(4 * effect.effect().error()));
        assertThat(effect.effect().error()).isLessThan(0.04);
    }

    /** Numbers of linearmodels 7 (robust, debiased) and statsmodels, the set by root finding. */
    @Test
    void instrumentsAgreeWithAnotherProgram() {
        Table table = OlsTest.TWELVE.with(Column.numbers("x", 1, 3, 2, 5, 4, 7, 5, 9, 8, 9, 12, 11));
        TwoStage fit = TwoStage.fit(Encoder.of(table, List.of("a")).encode(table),
                Encoder.of(table, List.of("b")).encode(table), table.numeric("x").values(),
                table.numeric("y").values());
        assertThat(fit.slope().value()).isCloseTo(0.383915672320616, CLOSE);
        assertThat(fit.slope().error()).isCloseTo(0.1814837935496575, CLOSE);
        assertThat(fit.firstStage()).isCloseTo(161.18018799091618, within(1e-6));
        assertThat(fit.andersonRubin()).isInstanceOfSatisfying(RobustSet.Between.class, set -> {
            assertThat(set.low()).isCloseTo(-0.13682317391787946, within(1e-8));
            assertThat(set.high()).isCloseTo(0.8858423576175409, within(1e-8));
        });
    }

    @Test
    void theRobustSetCoversWithWeakInstrumentsAndSaysWhenItIsUnbounded() {
        int covered = 0;
        int unbounded = 0;
        for (int set = 0; set < 300; set++) {
            SplittableRandom random = new SplittableRandom(set);
            double[] w = new double[200];
            double[] x = new double[200];
            double[] y = new double[200];
            for (int i = 0; i < 200; i++) {
                double u = random.nextGaussian();
                w[i] = random.nextGaussian();
                x[i] = 0.1 * w[i] + u + 0.5 * random.nextGaussian();
                y[i] = 1.5 * x[i] - 2 * u + random.nextGaussian();
            }
            RobustSet found = TwoStage.fit(new org.orrery.causal.data.Design(List.of("w"), 200, w),
                    new org.orrery.causal.data.Design(List.of(), 200, new double[0]), x, y).andersonRubin();
            covered += found.contains(1.5) ? 1 : 0;
            unbounded += found instanceof RobustSet.Between ? 0 : 1;
        }
        assertThat(covered / 300.0).isBetween(0.90, 0.99);
        assertThat(unbounded).isGreaterThan(50);
        assertThat(RobustSet.of(1, 0, 1)).isInstanceOf(RobustSet.Nothing.class);
        assertThat(RobustSet.of(-1, 0, -1)).isInstanceOf(RobustSet.Everything.class);
    }

    @Test
    void refusesWhatTheDataCannotAnswer() {
        Table table = draw(Worlds.CLASSES, 400);
        double[] x = table.numeric("x").values();
        Table flat = table.with(Column.numbers("x", new double[400]));
        refused(Worlds.CLASSES.question(), flat, "same value in all 400 rows");
        refused(new EffectQuestion(Target.mean("y"), new Contrast("x", new Value.Real(2), new Value.Real(0)),
                Worlds.CLASSES.ground()), table, InvalidInput.class, "'2' is no value of 'x'");
        refused(new EffectQuestion(Target.mean("y"), new Contrast("x", new Value.Real(99), new Value.Real(0)),
                Worlds.QUANTITY.ground()), draw(Worlds.QUANTITY, 400), "99 lies outside");
        double[] never = x.clone();
        for (int i = 0; i < 400; i++) {
            never[i] = table.numeric("a").value(i) == 2 ? 0 : x[i];
        }
        Table without = table.with(Column.numbers("x", never));
        assertThatThrownBy(
                () -> Estimates.by(Estimator.STRATIFICATION, Worlds.CLASSES.question(), without, 1, Lab.SINGLE))
                .isInstanceOf(Refusal.class).hasMessageContaining("(a = 2, b = 0)");
        Table steep = draw(Worlds.CHOICE, 400);
        double[] byA = Arrays.stream(steep.numeric("a").values()).map(a -> a > 0.2 ? 1 : 0).toArray();
        refused(Worlds.CHOICE.question(), steep.with(Column.numbers("x", byA)), "'a'");
        SplittableRandom random = new SplittableRandom(2);
        double[] nearly = Arrays.stream(steep.numeric("a").values())
                .map(a -> random.nextDouble() < Worlds.logistic(6 * a) ? 1 : 0).toArray();
        refused(Worlds.CHOICE.question(), steep.with(Column.numbers("x", nearly)), "Without overlap");
        assertThatThrownBy(() -> Estimates.by(Estimator.TWO_STAGE, Worlds.CHOICE.question(), steep, 1, Lab.SINGLE))
                .isInstanceOf(Refusal.class).hasMessageContaining("needs an instrument");
    }

    private static void refused(EffectQuestion question, Table table, String message) {
        refused(question, table, Refusal.class, message);
    }

    private static void refused(EffectQuestion question, Table table, Class<? extends Exception> kind, String message) {
        assertThatThrownBy(() -> Estimates.of(question, table, 1, Lab.SINGLE)).isInstanceOf(kind)
                .hasMessageContaining(message);
    }

    @Test
    void countsWhatItLeavesOutAndKeepsToThePopulationAskedFor() {
        Table table = draw(Worlds.CLASSES, 900);
        double[] a = table.numeric("a").values();
        a[0] = Double.NaN;
        a[7] = Double.NaN;
        Effect effect = Estimates.of(Worlds.CLASSES.question(), table.with(Column.numbers("a", a)), 1, Lab.SINGLE);
        assertThat(effect.rows()).isEqualTo(898);
        assertThat(effect.left()).contains("2 of 900").contains("a (2)");
        EffectQuestion some = new EffectQuestion(Target.probability("y", new Value.Real(1)), ONE_ZERO,
                new Ground.Adjusting(List.of("a")), Map.of("b", new Value.Real(1)), Population.EVERYBODY);
        int[] rows = IntStream.range(0, 900).filter(i -> table.numeric("b").value(i) == 1).toArray();
        Effect within = Estimates.of(some, table, 1, Lab.SINGLE);
        assertThat(within.rows()).isEqualTo(rows.length);
        assertThat(within.effect()).isEqualTo(Estimates.of(new EffectQuestion(some.target(), ONE_ZERO, some.ground()),
                table.rows(rows), 1, Lab.SINGLE).effect());
    }
}

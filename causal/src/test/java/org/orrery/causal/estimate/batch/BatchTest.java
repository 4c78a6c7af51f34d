package org.orrery.causal.estimate.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Table;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;

class BatchTest {
    private static final List<String> PLATES = List.of("a", "b", "c");

    /** Small tables whose sums and p values have closed forms. */
    @Test
    void tiesAgreeWithTextbookFormulas() {
        Column.Factor plate = Column.factor("plate", new int[]{0, 0, 0, 1, 1, 1, 2, 2, 2}, PLATES);
        Association numbers = Association.of(plate, Column.numbers("y", 1, 2, 3, 2, 4, 6, 7, 8, 9));
        // Means 2, 4, 8 around 14/3: between 56, within 2 + 8 + 2.
        assertThat(numbers.statistic()).isCloseTo(56.0 / 2 / (12.0 / 6), within(1e-12));
        assertThat(numbers.share()).isCloseTo(56.0 / 68, within(1e-12));
        // P(F(2, 6) > f) = (1 + 2 f / 6)^(-3) in closed form.
        assertThat(numbers.p()).isCloseTo(Math.pow(1 + 14 / 3.0, -3), within(1e-12));
        assertThat(numbers.information()).isCloseTo(0.5 * Math.log(68.0 / 12) / Math.log(2), within(1e-12));
        Association levels = Association.of(Column.factor("g", new int[]{0, 0, 0, 0, 1, 1, 1, 1}, List.of("p", "q")),
                Column.factor("h", new int[]{0, 0, 0, 1, 1, 1, 1, 0}, List.of("r", "s")));
        assertThat(levels.statistic()).isCloseTo(2, within(1e-12));
        assertThat(levels.share()).isCloseTo(0.25, within(1e-12));
        // A bit less the entropy of a quarter.
        assertThat(levels.information()).isCloseTo(1 - 0.8112781244591328, within(1e-12));
        // P(chi-square(1) > 2) = erfc(1).
        assertThat(levels.p()).isCloseTo(0.15729920705028513, within(1e-12));
    }

    @Test
    void tiesAreWhatTheyAreInSimulationUnderNoTie() {
        SplittableRandom random = new SplittableRandom(7);
        int numbers = 0;
        int levels = 0;
        for (int trial = 0; trial < 1000; trial++) {
            int[] codes = IntStream.range(0, 60).map(_ -> random.nextInt(3)).toArray();
            Column.Factor plate = Column.factor("plate", codes, PLATES);
            double[] y = IntStream.range(0, 60).mapToDouble(_ -> random.nextGaussian()).toArray();
            int[] other = IntStream.range(0, 60).map(_ -> random.nextInt(2)).toArray();
            numbers += Association.of(plate, Column.numbers("y", y)).p() < 0.05 ? 1 : 0;
            levels += Association.of(plate, Column.factor("o", other, List.of("r", "s"))).p() < 0.05 ? 1 : 0;
        }
        assertThat(numbers).isBetween(30, 72);
        assertThat(levels).isBetween(30, 72);
    }

    @Test
    void holmStepsDown() {
        assertThat(Holm.adjusted(new double[]{0.01, 0.04, 0.03, 0.005})).containsExactly(new double[]{0.03, 0.06, 0.06,
                0.02}, within(1e-15));
        assertThat(Holm.adjusted(new double[]{0.9, 0.8})).containsExactly(1, 1);
        assertThat(Holm.adjusted(new double[0])).isEmpty();
    }

    /** Plates by age, a shift by plate on top of a slope of 1, and a column that has nothing to do with it. */
    private static Table study(SplittableRandom random, int rows) {
        int[] plate = new int[rows];
        int[] nurse = new int[rows];
        double[] day = new double[rows];
        double[] age = new double[rows];
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            plate[i] = random.nextInt(3);
            nurse[i] = random.nextInt(2);
            age[i] = 40 + 8 * plate[i] + 6 * random.nextGaussian();
            day[i] = 100 * plate[i] + random.nextInt(80);
            y[i] = age[i] + 5 * plate[i] + 3 * random.nextGaussian();
        }
        return Table.of("study", Column.factor("plate", plate, PLATES),
                Column.factor("nurse", nurse, List.of("n", "o")), Column.numbers("day", day),
                Column.numbers("age", age), Column.numbers("y", y));
    }

    @Test
    void theBatchIsSuspectedAndTheBystanderIsNot() {
        int alarms = 0;
        for (int seed = 0; seed < 100; seed++) {
            List<Suspects.Suspect> all = Suspects.among(study(new SplittableRandom(seed), 200), "age", "y",
                    List.of("nurse", "plate", "day"));
            assertThat(all).extracting(Suspects.Suspect::column).last().isEqualTo("nurse");
            assertThat(all.subList(0, 2)).allMatch(Suspects.Suspect::isTiedToBoth);
            assertThat(all).filteredOn(suspect -> suspect.column().equals("day")).singleElement()
                    .satisfies(suspect -> {
                        assertThat(suspect.cut()).isTrue();
                        assertThat(suspect.groups()).isEqualTo(10);
                    });
            alarms += all.getLast().isTiedToBoth() ? 1 : 0;
        }
        assertThat(alarms).isLessThan(5);
        assertThatThrownBy(() -> Suspects.among(study(new SplittableRandom(1), 20), "age", "y", List.of("age")))
                .isInstanceOf(InvalidInput.class).hasMessageContaining("'age'");
    }

    @Test
    void whatIsLeftWithinBatchesIsWhatTheRegressionHas() {
        Table table = study(new SplittableRandom(5), 300);
        Aliasing aliasing = Aliasing.of(table, "y", "age", "plate", List.of());
        assertThat(aliasing.verdict()).isEqualTo(Aliasing.Verdict.APART);
        double[] age = table.numeric("age").values();
        int[] plate = table.factor("plate").codes();
        double mean = java.util.Arrays.stream(age).average().orElse(0);
        double all = java.util.Arrays.stream(age).map(v -> (v - mean) * (v - mean)).sum();
        double within = 0;
        for (int k = 0; k < 3; k++) {
            int which = k;
            double[] some = IntStream.range(0, 300).filter(i -> plate[i] == which).mapToDouble(i -> age[i]).toArray();
            double own = java.util.Arrays.stream(some).average().orElse(0);
            within += java.util.Arrays.stream(some).map(v -> (v - own) * (v - own)).sum();
        }
        assertThat(aliasing.left()).isCloseTo(within / all, within(1e-12));
        assertThat(aliasing.widening()).isCloseTo(Math.sqrt(all / within), within(1e-9));
        assertThat(aliasing.groups()).extracting(Aliasing.Group::name).containsExactly("a", "b", "c");
        aliasing.require();
    }

    private static Table arms(String plates, String arms, String... outcome) {
        List<Double> y = new ArrayList<>();
        for (int i = 0; i < plates.length(); i++) {
            y.add(outcome.length == 0 ? i * i % 7 : (double) (outcome[0].charAt(i) - '0'));
        }
        return Table.of("arms", factor("plate", plates), factor("arm", arms),
                Column.numbers("y", y.stream().mapToDouble(Double::doubleValue).toArray()));
    }

    private static Column.Factor factor(String name, String letters) {
        List<String> levels = letters.chars().distinct().sorted().mapToObj(c -> String.valueOf((char) c)).toList();
        return Column.factor(name, letters.chars().map(c -> levels.indexOf(String.valueOf((char) c))).toArray(),
                levels);
    }

    @Test
    void aTreatmentThatIsTheSameForAllOfABatchIsRefused() {
        Aliasing nested = Aliasing.of(arms("aabbccdd", "ttuuttuu"), "y", "arm", "plate", List.of());
        assertThat(nested.verdict()).isEqualTo(Aliasing.Verdict.TREATMENT_ALIASED);
        assertThat(nested.left()).isZero();
        assertThat(nested.groups()).noneMatch(Aliasing.Group::varies);
        assertThatThrownBy(nested::require).isInstanceOf(Refusal.class).hasMessageContaining(
                "arm is the same for all of a plate")
                .satisfies(refused -> assertThat(((Refusal) refused).advice()).contains("would license"));
        Aliasing one = Aliasing.of(arms("aabbccdd", "tuuuttuu"), "y", "arm", "plate", List.of());
        assertThat(one.verdict()).isEqualTo(Aliasing.Verdict.APART);
        assertThat(one.sentence()).contains("plate b, c, d says nothing");
    }

    @Test
    void someContrastsMayBeLeft() {
        Aliasing partly = Aliasing.of(arms("aaaabbbb", "ttuuvvvv"), "y", "arm", "plate", List.of());
        assertThat(partly.verdict()).isEqualTo(Aliasing.Verdict.PARTLY);
        assertThat(partly.apart()).isEqualTo(1);
        assertThatThrownBy(partly::require).isInstanceOf(Refusal.class).hasMessageContaining("Of the 2 contrasts");
    }

    @Test
    void anOutcomeThatIsTheSameForAllOfABatchIsRefused() {
        Aliasing decided = Aliasing.of(arms("aabbccdd", "tututuuu", "11332244"), "y", "arm", "plate", List.of());
        assertThat(decided.verdict()).isEqualTo(Aliasing.Verdict.OUTCOME_ALIASED);
        assertThatThrownBy(decided::require).isInstanceOf(Refusal.class).hasMessageContaining("outcome is the same");
    }

    @Test
    void batchesWrittenAsNumbersAreBatches() {
        Table table = arms("aabbccdd", "ttuuttuu").with(Column.numbers("plate", 1, 1, 2, 2, 3, 3, 4, 4));
        assertThat(Aliasing.of(table, "y", "arm", "plate", List.of()).verdict())
                .isEqualTo(Aliasing.Verdict.TREATMENT_ALIASED);
        assertThatThrownBy(() -> Aliasing.of(table.rows(new int[]{0, 1, 4}), "y", "arm", "plate", List.of()))
                .isInstanceOf(InvalidInput.class).hasMessageContaining("'arm' has one value");
    }
}

package org.orrery.causal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Table;
import org.orrery.core.Claim;
import org.orrery.core.Ensemble;
import org.orrery.core.Experiment;
import org.orrery.core.InvalidInput;
import org.orrery.core.Lab;
import org.orrery.core.Model;
import org.orrery.core.Question;
import org.orrery.core.Refusal;
import org.orrery.core.Scope;

class DataAnswerTest {
    private static final String GRAPH = "z -> x -> y <- z";
    /** Effect of setting x to 1 on the mean of y in {@link #cases}, by its chances. */
    private static final double ON = 0.1 + 0.3 + 0.2 * 0.5;

    private static CausalModel model(String graph, Table table) {
        return ((CausalModel) Asked.graph(graph)).with(table, "1".repeat(64));
    }

    /** z is 0 or 1 by a coin; x and y follow it. */
    private static Table cases(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] z = new double[n];
        double[] y = new double[n];
        int[] x = new int[n];
        for (int i = 0; i < n; i++) {
            z[i] = random.nextInt(2);
            x[i] = random.nextDouble() < 0.3 + 0.4 * z[i] ? 1 : 0;
            y[i] = random.nextDouble() < 0.1 + 0.3 * x[i] + 0.2 * z[i] ? 1 : 0;
        }
        return Table.of("cases.csv", Column.numbers("z", z), Column.factor("x", x, List.of("no", "yes")),
                Column.numbers("y", y));
    }

    /** The closed form for a treatment without common causes (Tian and Pearl 2000). */
    @Test
    void whatACaseWouldHaveBeenIsBoundedWhereOnlyItsChanceIsAsked() {
        double[] x = new double[200];
        double[] y = new double[200];
        for (int i = 0; i < 200; i++) {
            x[i] = i < 100 ? 1 : 0;
            y[i] = i < 60 || i >= 170 ? 1 : 0; // 60 of 100 with x, 30 of 100 without
        }
        CausalModel model = model("x -> y", Table.of("t.csv", Column.numbers("x", x), Column.numbers("y", y)));
        Claim necessity = Asked.of(model, "P(y = 0) | see(x = 1, y = 1), had(x = 0)");
        assertThat(necessity.status()).isEqualTo(Claim.Status.BOUNDED);
        bounded(necessity, (0.6 - 0.3) / 0.6, 1);
        Claim sufficiency = Asked.of(model, "P(y = 1) | see(x = 0, y = 0), had(x = 1)");
        bounded(sufficiency, (0.6 - 0.3) / 0.7, 0.6 / 0.7);
        Claim still = Asked.of(model, "P(y = 1) | see(x = 1, y = 1), had(x = 0)");
        assertThat(still.off()).isEqualTo(1);
        bounded(still, 0, 1 - (0.6 - 0.3) / 0.6);
        Claim itself = Asked.of(model, "P(y = 1) | see(x = 1, y = 1), had(x = 1)");
        assertThat(itself.status()).isEqualTo(Claim.Status.ANSWERED);
        assertThat(itself.estimate()).isZero();
    }

    private static void bounded(Claim claim, double low, double high) {
        assertThat((double) claim.table().rows().getFirst().get(1)).isCloseTo(low, within(1e-6));
        assertThat((double) claim.table().rows().getFirst().get(2)).isCloseTo(high, within(1e-6));
        assertThat(claim.interval().level()).isEqualTo(0.95);
        assertThat(claim.interval().low()).isLessThanOrEqualTo(low - claim.off() + 1e-9);
        assertThat(claim.interval().high()).isGreaterThanOrEqualTo(high - claim.off() - 1e-9);
    }

    /** y = x + z + noise with x = z + noise: all that is shifted is shifted by one slope. */
    @Test
    void aChangeFromWhereEverybodyIsIsToldWhereCovariatesLicenseIt() {
        SplittableRandom random = new SplittableRandom(8);
        double[][] c = new double[3][2_000];
        for (int i = 0; i < 2_000; i++) {
            c[0][i] = random.nextGaussian();
            c[1][i] = c[0][i] + random.nextGaussian();
            c[2][i] = c[1][i] + c[0][i] + random.nextGaussian();
        }
        CausalModel model = model(GRAPH, Table.of("cases.csv", Column.numbers("z", c[0]), Column.numbers("x", c[1]),
                Column.numbers("y", c[2])));
        Claim claim = Asked.of(model, "E[y] | do(x += 0.5)");
        assertThat(claim.estimand()).isEqualTo("sum_{x, z} P(y | x + 0.5, z) P(x, z)");
        assertThat(claim.estimate()).isCloseTo(0.5, within(0.05));
        assertThat(claim.interval().low()).isLessThan(0.5);
        assertThat(claim.interval().high()).isGreaterThan(0.5);
        assertThat(claim.sentence()).contains("Without adjusting it would seem to be 0.7");
        assertThat(claim.sound()).isTrue();
        assertThat(claim.checks()).extracting(Claim.Check::name).contains("no-op control", "overlap after the change");
        assertThat(Asked.of(model, "E[x] | do(y += 1)").estimate()).as("no path leads back").isZero();
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> Asked.of(model, "E[y] | do(x += 9)"))
                .withMessageContaining("Without overlap");
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> Asked.of(model, "E[y] | do(x += 1, z = 1)"))
                .withMessageContaining("moves more");
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> Asked.of(model, "E[y] | see(x = 1), do(x += 1)"))
                .withMessageContaining("seen and changed");
        Claim classes = Asked.of(model(GRAPH, cases(2_000, 1)), "E[y] | do(z *= 0)");
        assertThat(classes.estimate()).isCloseTo(
                Asked.of(model(GRAPH, cases(2_000, 1)), "E[y] | do(z = 0)").estimate(), within(1e-9));
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> Asked.of(model(GRAPH, cases(200, 1)), "E[y] | do(x += 1)"))
                .withMessageContaining("holds texts");
    }

    @Test
    void anEffectIsToldBesideWhatGoesWithIt() {
        Claim claim = Asked.of(model(GRAPH, cases(20_000, 1)), "E[y] | do(x = yes)");
        assertThat(claim.status()).isEqualTo(Claim.Status.ANSWERED);
        assertThat(claim.scope()).isEqualTo(Scope.WORLD);
        assertThat(claim.on()).isCloseTo(ON, within(0.02));
        assertThat(claim.estimate()).isEqualTo(claim.on() - claim.off());
        assertThat(claim.estimand()).isEqualTo("sum_{z} P(y | z, x) P(z)");
        assertThat(claim.interval().low()).isLessThan(claim.estimate());
        assertThat(claim.interval().high()).isGreaterThan(claim.estimate());
        assertThat(claim.table().rows().get(1).get(0)).isEqualTo("yes");
        assertThat(claim.table().rows().get(1).get(1)).isEqualTo(claim.on());
        assertThat((double) claim.table().rows().get(1).get(4)).isCloseTo(0.1 + 0.3 + 0.2 * 0.7, within(0.02));
        assertThat(claim.provenance().dataSha256()).isEqualTo("1".repeat(64));
        assertThat(claim.provenance().method()).contains("stratification");
        assertThat(claim.sound()).isTrue();
        assertThat(claim.checks()).extracting(Claim.Check::name).contains("no-op control", "overlap",
                "graph against data");
    }

    /** Of those with x = yes, z = 1 has the share 0.7: without x they would have y with 0.1 + 0.2 * 0.7. */
    @Test
    void whatTheTreatedWouldHaveBeenIsTold() {
        CausalModel model = model(GRAPH, cases(20_000, 1));
        Claim claim = Asked.of(model, "E[y] | see(x = yes), had(x = no)");
        assertThat(claim.status()).isEqualTo(Claim.Status.ANSWERED);
        assertThat(claim.off()).isCloseTo(0.1 + 0.3 + 0.2 * 0.7, within(0.02));
        assertThat(claim.on()).isCloseTo(0.1 + 0.2 * 0.7, within(0.02));
        assertThat(claim.interval().low()).isLessThan(-0.3);
        assertThat(claim.interval().high()).isGreaterThan(-0.3);
        assertThat(claim.sentence()).contains("among cases with x = yes by themselves");
        assertThat(claim.estimand()).contains("P(z");
        assertThat(claim.sound()).isTrue();
        Claim among = Asked.of(model, "P(y = 1) | see(x = no, z = 1), had(x = yes)");
        assertThat(among.off()).isCloseTo(0.1 + 0.2, within(0.03));
        assertThat(among.estimate()).isCloseTo(0.3, within(0.05));
        assertThat(Asked.of(model("z -> x -> y <- z; x <-> y", cases(100, 1)),
                "E[y] | see(x = yes), had(x = no)").status()).isEqualTo(Claim.Status.REFUSED);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> Asked.of(model("x -> z -> y; x <-> y", cases(100, 1)),
                        "E[y] | see(x = yes), had(x = no)"))
                .withMessageContaining("by adjustment alone");
    }

    /** The 95 % intervals hold the truth of simulated worlds about as often as they say. */
    @Test
    void intervalsCoverTheTruth() {
        int covered = 0;
        int sets = 200;
        double truth = ON - (0.1 + 0.2 * 0.5 + 0.3 * 0.5);
        for (int i = 0; i < sets; i++) {
            Claim.Interval interval = Asked.of(model(GRAPH, cases(300, 1_000 + i)), "E[y] | do(x = yes)").interval();
            covered += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
        }
        assertThat((double) covered / sets).isBetween(0.92, 0.98);
    }

    @Test
    void theSameSeedGivesTheSameBitsOnAnyNumberOfThreads() {
        Lab parallel = new Lab() {
            @Override
            public <T> List<T> trials(int count, IntFunction<T> trial) {
                return IntStream.range(0, count).parallel().mapToObj(trial).toList();
            }
        };
        Model model = model(GRAPH, cases(500, 2));
        Claim alone = ask(model, Lab.SINGLE, 1);
        assertThat(ask(model, parallel, 1).interval()).isEqualTo(alone.interval());
        assertThat(ask(model, parallel, 2).interval()).isNotEqualTo(alone.interval());
    }

    private static Claim ask(Model model, Lab lab, long seed) {
        return new Experiment(model, Question.parse("E[y] | see(x = yes)"), Map.of(), Ensemble.NONE, Map.of(),
                List.of(),
                List.of(), seed, "test").ask(lab).claim();
    }

    @Test
    void withoutALicenceThereAreBounds() {
        Table table = cases(4_000, 3);
        Claim claim = Asked.of(model("x -> y; x <-> y; z", table), "P(y = 1) | do(x = yes)");
        assertThat(claim.status()).isEqualTo(Claim.Status.BOUNDED);
        double both = share(table, (x, y) -> x == 1 && y == 1);
        double off = share(table, (x, y) -> y == 1);
        double not = share(table, (x, y) -> x == 0);
        assertThat(claim.estimate()).isNull();
        assertThat(claim.off()).isCloseTo(off, within(1e-12));
        assertThat(claim.interval().kind()).isEqualTo(Claim.IntervalKind.BOUND);
        assertThat((double) claim.table().rows().get(1).get(1)).isCloseTo(both, within(1e-9));
        assertThat((double) claim.table().rows().get(1).get(2)).isCloseTo(both + not, within(1e-9));
        // The error of P(x, y) - P(y), which is that of minus P(not x, y), on the one side, of P(x or not y) on the other.
        double low = 1.96 * Math.sqrt((off - both) * (1 - off + both) / 4_000);
        assertThat(claim.interval().level()).isEqualTo(0.95);
        assertThat(claim.interval().low()).isCloseTo(both - off - low, within(0.25 * low));
        assertThat(claim.interval().high()).isGreaterThan(both + not - off);
        assertThat(claim.reason()).contains("x <-> y stays open");
        assertThat(claim.checks()).extracting(Claim.Check::name).contains("sharp bounds");
    }

    private interface Pair {
        boolean holds(int x, double y);
    }

    private static double share(Table table, Pair pair) {
        long count = IntStream.range(0, table.rows())
                .filter(row -> pair.holds(table.factor("x").code(row), table.numeric("y").value(row))).count();
        return (double) count / table.rows();
    }

    @Test
    void whereNoBoundAppliesTheWitnessIsGiven() {
        double[] many = IntStream.range(0, 100).asDoubleStream().toArray();
        Table table = Table.of("t", Column.numbers("x", many), Column.numbers("y", many));
        Claim claim = Asked.of(model("x -> y <-> x", table), "E[y] | do(x = 1)");
        assertThat(claim.status()).isEqualTo(Claim.Status.REFUSED);
        assertThat(claim.provenance().dataSha256()).isNotNull();
    }

    @Test
    void missingValuesAreCountedAndSaid() {
        Table table = cases(400, 4);
        double[] y = table.numeric("y").values();
        Arrays.fill(y, 0, 7, Double.NaN);
        Claim claim = Asked.of(model(GRAPH, table.with(Column.numbers("y", y))), "E[y] | do(x = yes)");
        assertThat(claim.assumptions()).anyMatch(each -> each.text().contains("7 of 400 rows were left out"));
    }

    @Test
    void seeingConditions() {
        Table table = cases(400, 5);
        Claim claim = Asked.of(model(GRAPH, table), "E[y] | see(x = yes)");
        double seen = share(table, (x, y) -> x == 1 && y == 1) / share(table, (x, _) -> x == 1);
        assertThat(claim.estimate()).isCloseTo(seen, within(1e-12));
        assertThat(claim.off()).isNull();
        assertThat(claim.sentence()).contains("not what causes what");
    }

    @Test
    void aDistributionIsATableWhoseChangesSumToNothing() {
        Claim claim = Asked.of(model(GRAPH, cases(400, 6)), "y | do(x = yes)");
        assertThat(claim.estimate()).isNull();
        assertThat(claim.table().rows()).hasSize(2);
        assertThat((double) claim.table().rows().get(0).get(3) + (double) claim.table().rows().get(1).get(3))
                .isCloseTo(0, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            E[x]                     ; holds texts
            P(x = maybe)             ; no level of 'x'
            P(y = yes)               ; is no number
            E[y] | do(x = maybe)     ; 'maybe' is no value of 'x'
            """)
    void whatTheDataHaveNotIsNamed(String question, String problem) {
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> Asked.of(model(GRAPH, cases(50, 7)), question)).withMessageContaining(problem)
                .satisfies(error -> assertThat(error.advice()).isNotBlank());
    }

    @Test
    void whatTheDataCannotTellIsRefused() {
        Model model = model(GRAPH, cases(50, 8));
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> Asked.of(model, "E[y] | see(z = 3)"))
                .withMessageContaining("No case has z = 3");
        Table nobody = Table.of("t", Column.numbers("z", 0, 0, 1, 1), Column.numbers("x", 0, 1, 0, 0),
                Column.numbers("y", 1, 2, 3, 4));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> Asked.of(model(GRAPH, nobody), "y | do(x = 1)"))
                .withMessageContaining("nobody has x as set");
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> Asked.of(model(GRAPH, nobody), "E[y] | do(x = 1)"))
                .satisfies(refusal -> assertThat(refusal.advice()).isNotBlank());
    }

    @Test
    void aNodeWithoutAColumnIsNamedUnlessItIsLatent() {
        Table table = cases(50, 9);
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> model("x -> y <- zz -> x", table))
                .withMessageContaining("no column for the node 'zz'")
                .satisfies(error -> assertThat(error.advice()).contains("zz [latent]"));
        assertThat(Asked.of(model("x -> y <- u -> x; u [latent]", table), "E[y] | do(x = yes)").status())
                .isEqualTo(Claim.Status.BOUNDED);
    }

    private static Claim byInstrument(Model model, String question) {
        return new Experiment(model, Question.parse(question), Map.of(), Ensemble.NONE,
                Map.of("method", "two-stage"), List.of(), List.of(), 1, "test").ask(Lab.SINGLE).claim();
    }

    @Test
    void anInstrumentTellsOfOneNumberAlone() {
        double[] i = IntStream.range(0, 200).mapToDouble(row -> row % 2).toArray();
        double[] x = IntStream.range(0, 200).mapToDouble(row -> row % 5 == 0 ? 1 - i[row] : i[row]).toArray();
        double[] y = IntStream.range(0, 200).mapToDouble(row -> x[row] + row % 3 % 2).toArray();
        Model model = model("i -> x -> y; x <-> y",
                Table.of("t", Column.numbers("i", i), Column.numbers("x", x), Column.numbers("y", y)));
        assertThat(byInstrument(model, "P(y > 0) | do(x = 1)").estimate()).isNotNull();
        for (String more : List.of("y | do(x = 1)", "P(y > 0, y < 2) | do(x = 1)")) {
            assertThatExceptionOfType(Refusal.class).isThrownBy(() -> byInstrument(model, more))
                    .withMessageContaining("one event");
        }
    }

    /** With instruments that are uncorrelated in the cases, the slope is that of the sums of what each moves. */
    @Test
    void instrumentsThatNeedTheSameAreUsedTogether() {
        SplittableRandom random = new SplittableRandom(6);
        double[] i = IntStream.range(0, 400).mapToDouble(row -> row % 2).toArray();
        double[] j = IntStream.range(0, 400).mapToDouble(row -> row / 2 % 2).toArray();
        double[] u = random.doubles(400).toArray();
        double[] x = IntStream.range(0, 400).mapToDouble(row -> i[row] + 0.3 * j[row] + u[row]).toArray();
        double[] y = IntStream.range(0, 400).mapToDouble(row -> 2 * x[row] - 3 * u[row] + random.nextGaussian())
                .toArray();
        Model model = model("i -> x -> y; j -> x; x <-> y",
                Table.of("t", Column.numbers("i", i), Column.numbers("j", j),
                        Column.numbers("x", x), Column.numbers("y", y)));
        double xx = along(i, x) * along(i, x) + along(j, x) * along(j, x);
        double xy = along(i, x) * along(i, y) + along(j, x) * along(j, y);
        double mean = Arrays.stream(x).average().orElseThrow();
        Claim claim = byInstrument(model, "E[y] | do(x = 1)");
        assertThat(claim.estimate()).isCloseTo(xy / xx * (1 - mean), within(1e-9));
        assertThat(claim.sentence()).contains("i, j are instruments");
    }

    /** Covariance with an instrument that is 0 and 1 equally often, but for a factor. */
    private static double along(double[] z, double[] v) {
        return IntStream.range(0, v.length).mapToDouble(row -> (z[row] - 0.5) * v[row]).sum();
    }

    /** Two is a value of the treatment, but of no row that the question is about. */
    @Test
    void aValueThatThePartOfTheCasesLacksIsNotInTheData() {
        double[] z = IntStream.range(0, 240).mapToDouble(row -> row % 2).toArray();
        double[] x = IntStream.range(0, 240).mapToDouble(row -> row / 2 % (z[row] == 1 ? 2 : 3)).toArray();
        double[] y = IntStream.range(0, 240).mapToDouble(row -> x[row] + z[row]).toArray();
        Table table = Table.of("t", Column.numbers("z", z), Column.numbers("x", x), Column.numbers("y", y));
        Claim claim = Asked.of(model(GRAPH, table), "E[y] | see(z = 1), do(x = 1)");
        assertThat(claim.on()).isCloseTo(2, within(1e-12));
        assertThat(claim.table().rows().get(2)).startsWith("2", "not in the data");
    }

    @Test
    void whatIsCertainStaysCertainToTheLastBit() {
        Claim claim = Asked.of(model(GRAPH, cases(500, 11)), "P(y < 7) | do(x = yes)");
        assertThat(claim.on()).isEqualTo(1);
        assertThat(claim.estimate()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            P(y != yess) | do(x = yes) ; 'yess' is no value of 'y'
            P(y > 1) | do(x = yes)     ; holds texts
            """)
    void aNameThatNoCaseHasIsNoLevel(String question, String problem) {
        Table table = cases(200, 12);
        int[] y = Arrays.stream(table.numeric("y").values()).mapToInt(value -> (int) value).toArray();
        Model model = model(GRAPH, table.with(Column.factor("y", y, List.of("no", "yes"))));
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> Asked.of(model, question))
                .withMessageContaining(problem);
    }

    /** The bounds of the rows that are whole: as if the others had never been there. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            E[y] | do(x = 1)
            P(y = 1) | see(x = 1, y = 1), had(x = 0)
            """)
    void boundsLeaveRowsWithHolesOutAndSaySo(String question) {
        SplittableRandom random = new SplittableRandom(13);
        double[][] columns = new double[3][300];
        for (int i = 0; i < 300; i++) {
            columns[0][i] = i < 20 ? Double.NaN : random.nextInt(2);
            columns[1][i] = i < 10 ? 2 : random.nextInt(2);
            columns[2][i] = i < 20 ? 2 : random.nextInt(2);
        }
        Table all = Table.of("t", Column.numbers("z", columns[0]), Column.numbers("x", columns[1]),
                Column.numbers("y", columns[2]));
        Claim holes = Asked.of(model("z -> x -> y; x <-> y", all), question);
        Claim whole = Asked.of(model("z -> x -> y; x <-> y", all.rows(IntStream.range(20, 300).toArray())), question);
        assertThat(holes.interval()).isEqualTo(whole.interval());
        assertThat(holes.off()).isEqualTo(whole.off());
        assertThat(holes.assumptions()).anyMatch(each -> each.text().contains("20 of 300 rows were left out"));
        assertThat(whole.assumptions()).noneMatch(each -> each.text().contains("left out"));
    }
}

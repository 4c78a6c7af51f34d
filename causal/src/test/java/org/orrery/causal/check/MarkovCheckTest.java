package org.orrery.causal.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Table;
import org.orrery.causal.graph.Graphs;
import org.orrery.causal.graph.MixedGraph;
import org.orrery.causal.graph.NodeSet;
import org.orrery.core.InvalidInput;

class MarkovCheckTest {
    private static final MixedGraph CHAIN = Graphs.of("a -> b", "b -> c");

    private static Tested.Result only(MixedGraph graph, Table table) {
        List<Tested> tests = MarkovCheck.of(graph, table, 0.05).tests();
        assertThat(tests).hasSize(1);
        return (Tested.Result) tests.getFirst();
    }

    /** Two factors with these counts. */
    private static Table counted(int[][] counts) {
        int n = Arrays.stream(counts).flatMapToInt(Arrays::stream).sum();
        int[] a = new int[n];
        int[] b = new int[n];
        int row = 0;
        for (int i = 0; i < counts.length; i++) {
            for (int j = 0; j < counts[i].length; j++) {
                for (int k = 0; k < counts[i][j]; k++) {
                    a[row] = i;
                    b[row++] = j;
                }
            }
        }
        return Table.of("counts", Column.factor("a", a, names(counts.length)),
                Column.factor("b", b, names(counts[0].length)));
    }

    private static List<String> names(int levels) {
        return IntStream.range(0, levels).mapToObj(i -> "l" + i).toList();
    }

    private static final MixedGraph APART = MixedGraph.of(List.of("a", "b"), List.of());

    @Test
    void countsAreComparedByTheLikelihoodRatio() {
        // Reference: scipy.stats.chi2_contingency(..., correction=False, lambda_='log-likelihood').
        Tested.Result two = only(APART, counted(new int[][]{{30, 10}, {15, 25}}));
        assertThat(two.statistic()).isCloseTo(11.738402542090084, within(1e-9));
        assertThat(two.p()).isCloseTo(0.0006122355097410267, within(1e-12));
        Tested.Result three = only(APART, counted(new int[][]{{8, 12, 4}, {5, 3, 18}}));
        assertThat(three.statistic()).isCloseTo(16.037254725524093, within(1e-9));
        assertThat(three.p()).isCloseTo(0.0003292716833340477, within(1e-12));
        assertThat(three.degrees()).isEqualTo(2);
    }

    @Test
    void numbersAreComparedByPartialCorrelation() {
        SplittableRandom random = new SplittableRandom(61);
        double[][] x = IntStream.range(0, 3).mapToObj(_ -> random.doubles(40, -1, 1).toArray())
                .toArray(double[][]::new);
        Tested.Result result = only(CHAIN, Table.of("t", Column.numbers("a", x[0]), Column.numbers("b", x[1]),
                Column.numbers("c", x[2])));
        double ab = correlation(x[0], x[1]);
        double bc = correlation(x[1], x[2]);
        double r = (correlation(x[0], x[2]) - ab * bc) / Math.sqrt((1 - ab * ab) * (1 - bc * bc));
        assertThat(result.size()).isCloseTo(r, within(1e-12));
        assertThat(result.statistic()).isCloseTo(0.5 * Math.log((1 + r) / (1 - r)) * Math.sqrt(40 - 1 - 3),
                within(1e-10));
    }

    private static double correlation(double[] x, double[] y) {
        double mx = Arrays.stream(x).average().orElseThrow();
        double my = Arrays.stream(y).average().orElseThrow();
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - mx) * (y[i] - my);
            xx += (x[i] - mx) * (x[i] - mx);
            yy += (y[i] - my) * (y[i] - my);
        }
        return xy / Math.sqrt(xx * yy);
    }

    @Test
    void aFactorAndNumbersAreComparedAsInTheAnalysisOfVariance() {
        SplittableRandom random = new SplittableRandom(62);
        int n = 60;
        int[] group = IntStream.range(0, n).map(i -> i % 3).toArray();
        double[] y = IntStream.range(0, n).mapToDouble(i -> 0.3 * group[i] + random.nextDouble()).toArray();
        Tested.Result result = only(APART, Table.of("t", Column.factor("a", group, names(3)), Column.numbers("b", y)));
        double mean = Arrays.stream(y).average().orElseThrow();
        double total = Arrays.stream(y).map(v -> (v - mean) * (v - mean)).sum();
        double inside = 0;
        for (int g = 0; g < 3; g++) {
            int level = g;
            double own = IntStream.range(0, n).filter(i -> group[i] == level).mapToDouble(i -> y[i]).average()
                    .orElseThrow();
            inside += IntStream.range(0, n).filter(i -> group[i] == level).mapToDouble(i -> (y[i] - own) * (y[i] - own))
                    .sum();
        }
        assertThat(result.degrees()).isEqualTo(2);
        assertThat(result.statistic()).isCloseTo(-(n - 1 - 2) * Math.log(inside / total), within(1e-9));
    }

    @Test
    void aTrueGraphIsSpokenAgainstAsOftenAsTheLevelSays() {
        for (Kind kind : Kind.values()) {
            SplittableRandom random = new SplittableRandom(63);
            int against = 0;
            int found = 0;
            int trials = 600;
            for (int trial = 0; trial < trials; trial++) {
                against += MarkovCheck.of(CHAIN, chain(kind, 0, random), 0.05).contradicted().size();
                found += MarkovCheck.of(CHAIN, chain(kind, 1, random), 0.05).contradicted().size();
            }
            // Three standard errors of a share of 5 % are 2.7 %.
            assertThat((double) against / trials).as(kind.name()).isBetween(0.023, 0.077);
            assertThat((double) found / trials).as(kind.name()).isGreaterThan(0.9);
        }
    }

    private enum Kind {
        NUMBERS, LEVELS, MIXED
    }

    /** a -> b -> c with an effect of a on c that the chain does not have. */
    private static Table chain(Kind kind, double beside, SplittableRandom random) {
        int n = 250;
        double[] a = new double[n];
        double[] b = new double[n];
        double[] c = new double[n];
        for (int i = 0; i < n; i++) {
            boolean levels = kind == Kind.LEVELS;
            a[i] = levels || kind == Kind.MIXED ? random.nextInt(2) : random.nextGaussian();
            b[i] = levels ? drawn(0.3 + 0.4 * a[i], random) : a[i] + random.nextGaussian();
            c[i] = levels
                    ? drawn(0.3 + 0.3 * b[i] + 0.3 * beside * a[i], random)
                    : b[i] + beside * a[i] + random.nextGaussian();
        }
        return Table.of("chain", Column.numbers("a", a), Column.numbers("b", b), Column.numbers("c", c));
    }

    private static int drawn(double chance, SplittableRandom random) {
        return random.nextDouble() < chance ? 1 : 0;
    }

    @Test
    void severalTestsTogetherKeepTheLevel() {
        MixedGraph apart = MixedGraph.of(List.of("a", "b", "c", "d", "e"), List.of());
        SplittableRandom random = new SplittableRandom(64);
        int against = 0;
        for (int trial = 0; trial < 600; trial++) {
            Table table = Table.of("noise", apart.names().stream()
                    .map(name -> Column.numbers(name, IntStream.range(0, 80).mapToDouble(_ -> random.nextGaussian())
                            .toArray()))
                    .toList());
            MarkovCheck check = MarkovCheck.of(apart, table, 0.05);
            assertThat(check.tests()).hasSize(10);
            assertThat(adjusted(check)).containsExactly(holm(check), within(1e-15));
            against += check.contradicted().isEmpty() ? 0 : 1;
        }
        assertThat(against / 600.0).isBetween(0.02, 0.077);
    }

    private static double[] adjusted(MarkovCheck check) {
        return check.tests().stream().mapToDouble(test -> ((Tested.Result) test).adjusted()).toArray();
    }

    /** By the definition: the largest, over all that are no larger, of p times how many are not smaller. */
    private static double[] holm(MarkovCheck check) {
        double[] p = check.tests().stream().mapToDouble(test -> ((Tested.Result) test).p()).toArray();
        return Arrays.stream(p).map(own -> Arrays.stream(p).filter(q -> q <= own)
                .map(q -> Math.min(1, q * Arrays.stream(p).filter(other -> other >= q).count())).max().orElseThrow())
                .toArray();
    }

    @Test
    void nodesWithoutAColumnAreLatentAndRowsWithoutAValueAreLeftOut() {
        SplittableRandom random = new SplittableRandom(65);
        Table table = chain(Kind.NUMBERS, 0, random);
        double[] holes = table.numeric("c").values();
        holes[3] = Double.NaN;
        Table torn = table.with(Column.numbers("c", holes));
        assertThat(only(CHAIN, torn).rows()).isEqualTo(249);
        MarkovCheck check = MarkovCheck.of(CHAIN, table.select(List.of("a", "c")), 0.05);
        assertThat(check.unmeasured()).containsExactly("b");
        assertThat(check.tests()).isEmpty();
        assertThat(check.sentence()).contains("implies no independence");
        assertThatThrownBy(() -> MarkovCheck.of(CHAIN, table.select(List.of("a")), 0.05))
                .isInstanceOf(InvalidInput.class).hasMessageContaining("fewer than two");
    }

    @Test
    void whatCannotBeTestedSaysWhy() {
        double[] a = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        double[] twice = Arrays.stream(a).map(v -> 2 * v).toArray();
        double[] c = {3, 1, 4, 1.5, 9, 2.6, 5, 3.5, 8};
        MarkovCheck check = MarkovCheck.of(CHAIN,
                Table.of("t", Column.numbers("a", a), Column.numbers("b", twice), Column.numbers("c", c)), 0.05);
        assertThat(check.tests()).singleElement().isEqualTo(new Tested.Untested(new Implication(0, 2, NodeSet.of(1)),
                "a is determined by what is conditioned on, or constant"));
        assertThat(check.sentence()).contains("None of the independences");
    }

    /** Names of persons, say: a table of counts would not fit into memory, nor the levels of two of them into an int. */
    @Test
    void columnsOfNamesAreNotCounted() {
        int n = 50_000;
        int[] own = IntStream.range(0, n).toArray();
        int[] two = IntStream.range(0, n).map(i -> i % 2).toArray();
        List<String> levels = names(n);
        Table table = Table.of("names", Column.factor("a", own, levels), Column.factor("b", own, levels),
                Column.factor("c", own, levels), Column.factor("d", two, names(2)), Column.factor("e", two, names(2)));
        assertThat(MarkovCheck.of(MixedGraph.of(List.of("a", "b"), List.of()), table, 0.05).tests())
                .containsExactly(new Tested.Untested(new Implication(0, 1, NodeSet.EMPTY),
                        "the values of a and b are too many to count"));
        MixedGraph between = Graphs.of("b -> d", "c -> d", "b -> e", "c -> e", "b -> c");
        assertThat(MarkovCheck.of(between, table, 0.05).tests()).singleElement().isInstanceOfSatisfying(
                Tested.Untested.class, test -> assertThat(test.reason()).startsWith("nowhere do both"));
    }

    @Test
    void theSentenceNamesTheStrongestContradiction() {
        MarkovCheck check = MarkovCheck.of(CHAIN, chain(Kind.NUMBERS, 1, new SplittableRandom(66)), 0.05);
        assertThat(check.sentence()).contains("against 1 of the 1 independence").contains("a _||_ c | b");
    }
}

package org.orrery.causal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Design;
import org.orrery.causal.data.Table;
import org.orrery.causal.estimate.Errors;
import org.orrery.causal.estimate.LocalLine;
import org.orrery.causal.estimate.Ols;
import org.orrery.core.Claim;
import org.orrery.core.Refusal;

class NearAnswerTest {
    private static CausalModel model(Table table) {
        return ((CausalModel) Asked.graph("c -> y <- g; c -> d")).with(table, "5".repeat(64));
    }

    /** The mean of y bends with c and rises by 1 with g. */
    private static Table cases(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] v = new double[4][n];
        for (int i = 0; i < n; i++) {
            v[0][i] = random.nextDouble(-2, 2);
            v[1][i] = random.nextInt(2);
            v[2][i] = Math.sin(2 * v[0][i]) + v[1][i] + 0.5 * random.nextGaussian();
            v[3][i] = random.nextGaussian();
        }
        return Table.of("near.csv", Column.numbers("c", v[0]), Column.numbers("g", v[1]), Column.numbers("y", v[2]),
                Column.numbers("d", v[3]));
    }

    @Test
    void theMeanNearAValueIsThatOfALineThroughTheNearestCases() {
        Table table = cases(4_000, 1);
        Claim claim = Asked.of(model(table), "E[y] | see(c = 0.3, g = 1)");
        assertThat(claim.status()).isEqualTo(Claim.Status.ANSWERED);
        assertThat(claim.estimate()).isCloseTo(Math.sin(0.6) + 1, within(0.15));
        assertThat(claim.interval().low()).isLessThan(claim.estimate());
        assertThat(claim.sentence()).contains("0 cases have that c exactly", "not what causes what");
        assertThat(claim.assumptions()).anyMatch(each -> each.text().contains("runs along a line"));
        assertThat(claim.checks()).allMatch(Claim.Check::passed);
        Claim chance = Asked.of(model(table), "P(y > -9) | see(c = 0.3)");
        assertThat(chance.estimate()).isEqualTo(1);
    }

    /** The same line by the general least squares, its height at the value being the constant. */
    @Test
    void theLineIsLeastSquaresOfTheNearestCases() {
        Table table = cases(300, 2);
        double[] c = table.numeric("c").values();
        double[] y = table.numeric("y").values();
        LocalLine line = LocalLine.of(c, y, 0.5);
        int[] rows = IntStream.range(0, 300).filter(i -> c[i] >= line.low() && c[i] <= line.high()).toArray();
        assertThat(rows).hasSize(line.rows());
        Ols ols = Ols.fit(new Design(List.of("c"), rows.length,
                IntStream.of(rows).mapToDouble(i -> c[i] - 0.5).toArray()),
                IntStream.of(rows).mapToDouble(i -> y[i]).toArray());
        assertThat(line.mean().value()).isCloseTo(ols.coefficients()[0], within(1e-10));
        assertThat(line.mean().error()).isCloseTo(Math.sqrt(ols.covariance(Errors.HC3)[0][0]), within(1e-10));
    }

    @Test
    void intervalsCoverTheTruthOnACurve() {
        int covered = 0;
        for (int i = 0; i < 500; i++) {
            Claim.Interval interval = Asked.of(model(cases(400, 100 + i)), "E[y] | see(c = 0.8)").interval();
            double truth = Math.sin(1.6) + 0.5;
            covered += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
        }
        assertThat(covered / 500.0).isBetween(0.92, 0.98);
    }

    @Test
    void whereManyCasesHaveTheValueTheyAreAskedAlone() {
        Table table = cases(400, 3);
        double[] c = table.numeric("c").values();
        double[] y = table.numeric("y").values();
        double sum = 0;
        for (int i = 0; i < 40; i++) {
            c[i] = 0;
            sum += y[i];
        }
        Claim claim = Asked.of(model(table.with(Column.numbers("c", c))), "E[y] | see(c = 0)");
        assertThat(claim.estimate()).isCloseTo(sum / 40, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            E[y] | see(c = 7)             ; lies outside
            E[y] | see(c = 0.3, d = 0.2)  ; few cases
            y | see(c = 0.3)              ; a mean or a probability
            E[y] | see(d = 0.1), do(g = 1) ; no part of the population
            """)
    void whatCannotBeToldIsSaid(String question, String problem) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> Asked.of(model(cases(200, 4)), question))
                .withMessageContaining(problem).satisfies(error -> assertThat(error.advice()).isNotBlank());
    }
}

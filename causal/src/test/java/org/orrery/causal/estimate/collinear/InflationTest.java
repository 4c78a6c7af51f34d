package org.orrery.causal.estimate.collinear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Table;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;

class InflationTest {
    private static final int ROWS = 60;

    /** Columns that move together, a factor among them. */
    private static Table table(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] a = random.doubles(ROWS, 100, 101).toArray();
        double[] b = IntStream.range(0, ROWS).mapToDouble(i -> 3 * a[i] + 0.2 * random.nextDouble()).toArray();
        double[] c = random.doubles(ROWS).toArray();
        int[] codes = IntStream.range(0, ROWS).map(i -> (int) Math.min(2, Math.max(0, 3 * (a[i] - 100)
                + 0.5 * random.nextDouble()))).toArray();
        double[] y = IntStream.range(0, ROWS).mapToDouble(i -> a[i] - b[i] + c[i] + codes[i] + random.nextDouble())
                .toArray();
        return Table.of("test", Column.numbers("a", a), Column.numbers("b", b), Column.numbers("c", c),
                Column.factor("f", codes, List.of("p", "q", "r")), Column.numbers("y", y));
    }

    private static double[] indicator(Table table, int level) {
        return IntStream.range(0, ROWS).mapToDouble(i -> table.factor("f").code(i) == level ? 1 : 0).toArray();
    }

    private static Matrix correlations(double[]... columns) {
        Matrix matrix = new Matrix(columns.length, columns.length);
        for (int i = 0; i < columns.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                matrix.set(i, j, correlation(columns[i], columns[j]));
            }
        }
        return matrix;
    }

    private static double correlation(double[] a, double[] b) {
        double ma = IntStream.range(0, a.length).mapToDouble(i -> a[i]).average().orElse(0);
        double mb = IntStream.range(0, b.length).mapToDouble(i -> b[i]).average().orElse(0);
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - ma) * (b[i] - mb);
            aa += (a[i] - ma) * (a[i] - ma);
            bb += (b[i] - mb) * (b[i] - mb);
        }
        return ab / Math.sqrt(aa * bb);
    }

    @Test
    void numbersAgreeWithTheDiagonalOfTheInverseCorrelations() {
        Table table = table(1);
        Matrix inverse = correlations(table.numeric("a").values(), table.numeric("b").values(),
                table.numeric("c").values()).invert();
        List<Inflation> all = Inflation.of(table, List.of("a", "b", "c"));
        for (int i = 0; i < 3; i++) {
            assertThat(all.get(i).factor()).isCloseTo(inverse.get(i, i), within(1e-8 * inverse.get(i, i)));
            assertThat(all.get(i).widening()).isCloseTo(Math.sqrt(inverse.get(i, i)), within(1e-6));
        }
        assertThat(all.getFirst().factor()).isGreaterThan(50);
    }

    @Test
    void aFactorAgreesWithTheDeterminantsOfFoxAndMonette() {
        Table table = table(2);
        double[] q = indicator(table, 1);
        double[] r = indicator(table, 2);
        double[] a = table.numeric("a").values();
        double[] c = table.numeric("c").values();
        double expected = correlations(q, r).determinant() * correlations(a, c).determinant()
                / correlations(q, r, a, c).determinant();
        Inflation factor = Inflation.of(table, List.of("a", "f", "c")).get(1);
        assertThat(factor.coefficients()).isEqualTo(2);
        assertThat(factor.factor()).isCloseTo(expected, within(1e-9 * expected));
        assertThat(factor.widening()).isCloseTo(Math.pow(expected, 0.25), within(1e-9));
    }

    @Test
    void theUnitOfAColumnAndItsZeroDoNotMatter() {
        Table table = table(3);
        double[] shifted = java.util.Arrays.stream(table.numeric("a").values()).map(v -> 1e4 * v - 273.15).toArray();
        double before = Inflation.of(table, List.of("a", "b")).getFirst().factor();
        double after = Inflation.of(table.with(Column.numbers("a", shifted)), List.of("a", "b")).getFirst().factor();
        assertThat(after).isCloseTo(before, within(1e-6 * before));
    }

    @Test
    void aRepeatedColumnIsInfiniteAndAConstantOneIsRefused() {
        Table table = table(4);
        double[] twice = java.util.Arrays.stream(table.numeric("a").values()).map(v -> 2 * v).toArray();
        assertThat(Inflation.of(table.with(Column.numbers("d", twice)), List.of("a", "c", "d")))
                .extracting(Inflation::factor).satisfies(factors -> {
                    assertThat(factors.get(0)).isInfinite();
                    assertThat(factors.get(1)).isLessThan(2);
                    assertThat(factors.get(2)).isInfinite();
                });
        Table flat = table.with(Column.numbers("k", new double[ROWS]));
        assertThatThrownBy(() -> Inflation.of(flat, List.of("a", "k"))).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'k' has one value");
        assertThatThrownBy(() -> Inflation.of(table.rows(new int[]{0, 1, 2}), List.of("a", "b", "c")))
                .isInstanceOf(InvalidInput.class).hasMessageContaining("3 complete rows");
    }

    @Test
    void theOmittedVariableIdentityHoldsToRounding() {
        for (int seed = 0; seed < 20; seed++) {
            Table table = table(seed);
            OmittedVariable omitted = OmittedVariable.of(table, "y", "a", List.of("c"), List.of("b", "f"));
            assertThat(omitted.shares()).extracting(OmittedVariable.Share::column).containsExactly("b", "f=q", "f=r");
            assertThat(Math.abs(omitted.gap())).isLessThan(1e-9 * (1 + Math.abs(omitted.longer().value())));
            Matrix whole = fit(table.numeric("y").values(), table.numeric("a").values(),
                    table.numeric("c").values(), table.numeric("b").values(), indicator(table, 1),
                    indicator(table, 2));
            Matrix less = fit(table.numeric("y").values(), table.numeric("a").values(),
                    table.numeric("c").values());
            assertThat(omitted.longer().value()).isCloseTo(whole.get(0, 0), within(1e-6));
            assertThat(omitted.longer().standardError()).isCloseTo(whole.get(0, 1), within(1e-6));
            assertThat(omitted.shorter().value()).isCloseTo(less.get(0, 0), within(1e-6));
            assertThat(omitted.shorter().standardError()).isCloseTo(less.get(0, 1), within(1e-6));
            assertThat(omitted.shares().getFirst().gamma()).isCloseTo(whole.get(2, 0), within(1e-6));
        }
    }

    /** Slopes and standard errors from centred columns and normal equations. */
    private static Matrix fit(double[] y, double[]... columns) {
        Matrix x = new Matrix(y.length, columns.length);
        for (int k = 0; k < columns.length; k++) {
            double mean = java.util.Arrays.stream(columns[k]).average().orElse(0);
            for (int i = 0; i < y.length; i++) {
                x.set(i, k, columns[k][i] - mean);
            }
        }
        double mean = java.util.Arrays.stream(y).average().orElse(0);
        Matrix out = Matrix.column(java.util.Arrays.stream(y).map(v -> v - mean).toArray());
        Matrix inverse = x.transpose().mult(x).invert();
        Matrix slopes = inverse.mult(x.transpose()).mult(out);
        Matrix rest = out.minus(x.mult(slopes));
        double variance = rest.transpose().mult(rest).get(0, 0) / (y.length - columns.length - 1);
        Matrix result = new Matrix(columns.length, 2);
        for (int k = 0; k < columns.length; k++) {
            result.set(k, 0, slopes.get(k, 0));
            result.set(k, 1, Math.sqrt(variance * inverse.get(k, k)));
        }
        return result;
    }

    @Test
    void whatTheOthersHoldEntirelyHasNoCoefficient() {
        Table table = table(5);
        double[] twice = java.util.Arrays.stream(table.numeric("a").values()).map(v -> 2 * v + 1).toArray();
        Table doubled = table.with(Column.numbers("d", twice));
        assertThatThrownBy(() -> OmittedVariable.of(doubled, "y", "a", List.of(), List.of("d")))
                .isInstanceOf(Refusal.class).hasMessageContaining("'a' is a sum");
        OmittedVariable repeated = OmittedVariable.of(doubled, "y", "c", List.of(), List.of("a", "d"));
        assertThat(repeated.shares()).extracting(OmittedVariable.Share::column).containsExactly("a");
        assertThat(Math.abs(repeated.gap())).isLessThan(1e-9);
        assertThatThrownBy(() -> OmittedVariable.of(table, "y", "f", List.of(), List.of("a")))
                .isInstanceOf(InvalidInput.class).hasMessageContaining("3 levels");
        assertThatThrownBy(() -> OmittedVariable.of(table, "y", "a", List.of("a"), List.of("b")))
                .isInstanceOf(InvalidInput.class).hasMessageContaining("twice");
    }
}

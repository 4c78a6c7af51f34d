package org.orrery.dynamics.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearSolverTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 11, 40, 120})
    void sparseAndDenseSolveTheSameSystem(int n) {
        for (long seed = 0; seed < 20; seed++) {
            Random random = new Random(seed * 1000 + n);
            SparsityPattern pattern = random(n, 4.0 / n, random);
            double[] values = gaussians(pattern.entries(), random);
            double[] known = gaussians(n, random);
            double shift = 3 + random.nextDouble();
            double[] right = apply(pattern, shift, values, known);
            SparseLu sparse = new SparseLu(pattern, Mass.whole(pattern.rows()));
            DenseLu dense = new DenseLu(pattern, Mass.whole(pattern.rows()));
            double[] bySparse = new double[n];
            double[] byDense = new double[n];
            assertThat(sparse.decompose(shift, values)).isTrue();
            assertThat(dense.decompose(shift, values)).isTrue();
            sparse.solve(right, bySparse);
            dense.solve(right, byDense);
            assertThat(byDense).containsExactly(known, within(1e-8));
            assertThat(bySparse).containsExactly(known, within(1e-6));
        }
    }

    @Test
    void anOrderWithoutFillIsFound() {
        int n = 200;
        SparsityPattern arrow = arrow(n);
        assertThat(new SparseLu(arrow, Mass.whole(arrow.rows())).operations()).isLessThan(3L * n);
    }

    @Test
    void badPivotsOnTheDiagonalAreNoticedAndReplaced() {
        int n = 40;
        int[] pointer = new int[n + 1];
        int[] column = new int[2 * n];
        double[] values = new double[2 * n];
        for (int i = 0; i < n; i++) {
            pointer[i + 1] = 2 * (i + 1);
            column[2 * i] = i;
            column[2 * i + 1] = i ^ 1;
            values[2 * i] = 1 - 1e-17 * i;
            values[2 * i + 1] = -1 - i;
        }
        SparsityPattern pattern = new SparsityPattern(n, n, pointer, column);
        double shift = 1 + 1e-13;
        double[] known = gaussians(n, new Random(7));
        double[] right = apply(pattern, shift, values, known);
        SparseLu unguarded = new SparseLu(pattern, Mass.whole(pattern.rows()));
        double[] x = new double[n];
        assertThat(unguarded.decompose(shift, values)).isTrue();
        unguarded.solve(right, x);
        assertThat(distance(x, known)).as("pivots of 1e-13 lose digits").isGreaterThan(1e-6);

        LinearSolver guarded = new LinearSolver(pattern);
        assertThat(guarded.isSparse()).isTrue();
        assertThat(guarded.decompose(shift, values)).isTrue();
        assertThat(guarded.solve(right, x)).isTrue();
        assertThat(distance(x, known)).isLessThan(1e-12);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 30})
    void aSingularMatrixIsSaid(int n) {
        SparsityPattern pattern = arrow(n);
        double[] values = new double[pattern.entries()];
        assertThat(new LinearSolver(pattern).decompose(0, values)).isFalse();
    }

    @Test
    void aFullPatternIsSolvedDense() {
        assertThat(new LinearSolver(SparsityPattern.dense(30)).isSparse()).isFalse();
        assertThat(new LinearSolver(arrow(30)).isSparse()).isTrue();
    }

    private static double distance(double[] x, double[] y) {
        double largest = 0;
        for (int i = 0; i < x.length; i++) {
            largest = Math.max(largest, Math.abs(x[i] - y[i]));
        }
        return largest;
    }

    /** First row, first column, diagonal: full of fill if the first pivot goes first, none if it goes last. */
    private static SparsityPattern arrow(int n) {
        int[] pointer = new int[n + 1];
        int[] column = new int[3 * n - 2];
        for (int i = 0; i < n; i++) {
            column[i] = i;
        }
        pointer[1] = n;
        for (int i = 1; i < n; i++) {
            column[n + 2 * (i - 1)] = 0;
            column[n + 2 * (i - 1) + 1] = i;
            pointer[i + 1] = n + 2 * i;
        }
        return new SparsityPattern(n, n, pointer, column);
    }

    private static SparsityPattern random(int n, double density, Random random) {
        int[] pointer = new int[n + 1];
        int[] column = new int[n * n];
        int entries = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (random.nextDouble() < density) {
                    column[entries++] = j;
                }
            }
            pointer[i + 1] = entries;
        }
        return new SparsityPattern(n, n, pointer, Arrays.copyOf(column, entries));
    }

    private static double[] gaussians(int n, Random random) {
        return random.doubles(n, -1, 1).toArray();
    }

    private static double[] apply(SparsityPattern pattern, double shift, double[] values, double[] x) {
        double[] result = new double[x.length];
        pattern.multiply(values, x, result);
        for (int i = 0; i < x.length; i++) {
            result[i] = shift * x[i] - result[i];
        }
        return result;
    }
}

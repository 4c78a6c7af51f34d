package org.orrery.dynamics.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    /** Without fill-in the incomplete decomposition is the whole one. */
    @Test
    void incompleteDecompositionOfAChainIsExact() {
        Kinetics chain = chain(50);
        double[] jacobian = jacobian(chain);
        double[] right = ramp(50);
        IncompleteLu incomplete = new IncompleteLu(chain.jacobianPattern(), Mass.whole(50));
        DenseLu dense = new DenseLu(chain.jacobianPattern(), Mass.whole(50));
        double[] x = new double[50];
        double[] expected = new double[50];
        assertThat(incomplete.decompose(0.3, jacobian)).isTrue();
        assertThat(dense.decompose(0.3, jacobian)).isTrue();
        incomplete.solve(right, x);
        dense.solve(right, expected);
        assertThat(x).containsExactly(expected, within(1e-10));
    }

    private static Kinetics chain(int n) {
        List<Kinetics.Reaction> reactions = new ArrayList<>();
        for (int i = 0; i + 1 < n; i++) {
            reactions.add(new Kinetics.Reaction(1 + i % 7, new int[]{i}, new int[]{i + 1}));
        }
        return Kinetics.of(reactions, ramp(n), 1);
    }

    private static double[] ramp(int n) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = 1 + i % 5;
        }
        return values;
    }

    private static double[] jacobian(Kinetics network) {
        double[] values = new double[network.jacobianPattern().entries()];
        network.jacobian(0, network.start(), values);
        return values;
    }

    @ParameterizedTest
    @ValueSource(doubles = {1000, 10, 0.3})
    void iterationAgreesWithPivoting(double shift) {
        int n = 150;
        Kinetics network = Kinetics.entangled(n, 11, 1);
        double[] jacobian = jacobian(network);
        Gmres gmres = new Gmres(network.jacobianPattern(), Mass.whole(n));
        DenseLu dense = new DenseLu(network.jacobianPattern(), Mass.whole(n));
        double[] x = new double[n];
        double[] expected = new double[n];
        double[] weights = new double[n];
        for (int i = 0; i < n; i++) {
            weights[i] = 1 + i % 3;
        }
        assertThat(gmres.decompose(shift, jacobian)).isTrue();
        assertThat(dense.decompose(shift, jacobian)).isTrue();
        dense.solve(ramp(n), expected);
        assertThat(gmres.solve(ramp(n), weights, 1e-12, 0, x)).isTrue();
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        assertThat(x).containsExactly(expected, within(1e-9 * largest));
        assertThat(gmres.solve(new double[n], weights, 1e-12, 0, x)).isTrue();
        assertThat(x).containsOnly(0);
    }

    @Test
    void anOrderThatCostsTooMuchIsNotGiven() {
        SparsityPattern full = SparsityPattern.dense(30);
        assertThat(new PivotOrder(full, 100).isGiven()).isFalse();
        assertThat(new PivotOrder(full).isGiven()).isTrue();
    }
}

package org.orrery.dynamics.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DenseLuTest {
    /** Random rows, most of which need an exchange: what the solution gives, put into the equations, is the right side. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 9})
    void theSolutionMeetsTheEquations(int n) {
        Random random = new Random(n);
        SparsityPattern pattern = SparsityPattern.dense(n);
        DenseLu lu = new DenseLu(pattern, Mass.whole(n));
        for (int trial = 0; trial < 200; trial++) {
            double[] jacobian = random.doubles(n * n, -1, 1).toArray();
            double[] right = random.doubles(n, -1, 1).toArray();
            double shift = trial % 3 == 0 ? 0 : random.nextDouble();
            double[] x = new double[n];
            assertThat(lu.decompose(shift, jacobian)).isTrue();
            lu.solve(right, x);
            for (int row = 0; row < n; row++) {
                double sum = shift * x[row];
                double size = Math.abs(right[row]);
                for (int column = 0; column < n; column++) {
                    sum -= jacobian[row * n + column] * x[column];
                    size += Math.abs(x[column]);
                }
                assertThat(sum).as("trial %d, row %d", trial, row).isCloseTo(right[row], within(1e-13 * size));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void aSingularMatrixIsSaid(int n) {
        double[] jacobian = new double[n * n];
        assertThat(new DenseLu(SparsityPattern.dense(n), Mass.whole(n)).decompose(0, jacobian)).isFalse();
    }
}

package org.orrery.dynamics.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.orrery.dynamics.solve.SparsityPattern;

class LaneLuTest {
    private static final int STRIDE = 24;

    @Test
    void solutionsFitTheEquationsInEveryLane() {
        SplittableRandom random = new SplittableRandom(3);
        for (int n : new int[]{1, 2, 3, 7, 20, 45}) {
            for (double density : new double[]{0, 0.1, 0.5, 1}) {
                SparsityPattern pattern = pattern(n, density, random);
                check(pattern, 1 + random.nextInt(16), random);
            }
        }
    }

    private static SparsityPattern pattern(int n, double density, SplittableRandom random) {
        int[] pointer = new int[n + 1];
        int[] column = new int[n * n];
        for (int row = 0; row < n; row++) {
            int at = pointer[row];
            for (int place = 0; place < n; place++) {
                if (random.nextDouble() < density) {
                    column[at++] = place;
                }
            }
            pointer[row + 1] = at;
        }
        return new SparsityPattern(n, n, pointer, java.util.Arrays.copyOf(column, pointer[n]));
    }

    private static void check(SparsityPattern pattern, int lanes, SplittableRandom random) {
        int n = pattern.rows();
        LaneLu lu = LaneLu.of(pattern, STRIDE);
        double[] jacobian = random.doubles((long) pattern.entries() * STRIDE, -1, 1).toArray();
        double[] shift = random.doubles(STRIDE, n, 3 * n).toArray();
        double[] right = random.doubles((long) n * STRIDE, -1, 1).toArray();
        double[] matrix = new double[lu.rows() * STRIDE];
        double[] x = new double[n * STRIDE];
        lu.decompose(shift, jacobian, matrix, lanes);
        lu.solve(matrix, right, x, lanes);
        for (int lane = 0; lane < lanes; lane++) {
            for (int row = 0; row < n; row++) {
                double residual = right[row * STRIDE + lane] - shift[lane] * x[row * STRIDE + lane];
                for (int entry = pattern.rowPointer()[row]; entry < pattern.rowPointer()[row + 1]; entry++) {
                    residual += jacobian[entry * STRIDE + lane] * x[pattern.column()[entry] * STRIDE + lane];
                }
                assertThat(Math.abs(residual)).as("%d states, lane %d, row %d", n, lane, row).isLessThan(1e-13);
            }
        }
        for (int row = 0; row < n; row++) {
            assertThat(x[row * STRIDE + lanes]).as("the first lane that is none").isZero();
        }
    }
}

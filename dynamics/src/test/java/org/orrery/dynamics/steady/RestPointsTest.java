package org.orrery.dynamics.steady;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.orrery.dynamics.solve.OdeSystem;
import org.orrery.dynamics.solve.SparsityPattern;

class RestPointsTest {
    /** {@code y' = A y + b}; the states from {@code algebraic} on are residuals. */
    private record Affine(double[][] a, double[] b, int algebraic) implements OdeSystem {
        @Override
        public int dimension() {
            return b.length;
        }

        @Override
        public void derivative(double t, double[] y, double[] dydt) {
            for (int i = 0; i < b.length; i++) {
                dydt[i] = b[i];
                for (int j = 0; j < b.length; j++) {
                    dydt[i] += a[i][j] * y[j];
                }
            }
        }

        @Override
        public SparsityPattern jacobianPattern() {
            return SparsityPattern.dense(b.length);
        }

        @Override
        public void jacobian(double t, double[] y, double[] values) {
            for (int i = 0; i < b.length; i++) {
                System.arraycopy(a[i], 0, values, i * b.length, b.length);
            }
        }

        @Override
        public void timeDerivative(double t, double[] y, double[] dfdt) {
            Arrays.fill(dfdt, 0);
        }

        @Override
        public boolean isAlgebraic(int state) {
            return state >= algebraic;
        }
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static RestPoints.Root root(RestPoints points, double... start) {
        return Objects.requireNonNull(points.near(0, start, ones(start.length)));
    }

    @Test
    void oneStepSolvesALinearSystem() {
        Affine system = new Affine(new double[][]{{-2, 1}, {0, -3}}, new double[]{1, 6}, 2);
        RestPoints points = new RestPoints(system, List.of(), null);
        RestPoints.Root root = root(points, 0, 0);
        assertThat(root.state()).containsExactly(new double[]{1.5, 2}, within(1e-14));
        Spectrum spectrum = points.spectrum(0, root, ones(2));
        assertThat(spectrum.real()).containsExactly(new double[]{-2, -3}, within(1e-14));
        assertThat(spectrum.verdict()).isEqualTo(Spectrum.Verdict.STABLE);
    }

    @Test
    void aLawTakesThePlaceOfAnEquationAndOfAnEigenvalue() {
        // x <-> y with rates 1 and 3: x + y is kept, what is left decays with 4.
        Affine system = new Affine(new double[][]{{-1, 3}, {1, -3}}, new double[2], 2);
        RestPoints points = new RestPoints(system, List.of(new double[]{1, 1}), null);
        RestPoints.Root root = root(points, 8, 0);
        assertThat(root.state()).containsExactly(new double[]{6, 2}, within(1e-13));
        assertThat(points.spectrum(0, root, ones(2)).real()).containsExactly(new double[]{-4}, within(1e-13));
        double[] response = points.response(0, root, ones(2), new double[]{-6, 6}, new double[]{0});
        assertThat(response).containsExactly(new double[]{-1.5, 1.5}, within(1e-13));
    }

    @Test
    void aLawThatNobodyKnowsIsFound() {
        Affine system = new Affine(new double[][]{{-1, 3}, {1, -3}}, new double[2], 2);
        assertThat(root(new RestPoints(system, List.of(), null), 8, 0).state()).containsExactly(new double[]{6, 2},
                within(1e-12));
    }

    @Test
    void oscillationsHaveComplexEigenvaluesWhateverTheUnits() {
        Affine system = new Affine(new double[][]{{0.1, -2e6}, {2e-6, 0.1}}, new double[2], 2);
        RestPoints points = new RestPoints(system, List.of(), null);
        Spectrum spectrum = points.spectrum(0, root(points, 0, 0), new double[]{1e6, 1});
        assertThat(spectrum.real()).containsExactly(new double[]{0.1, 0.1}, within(1e-14));
        assertThat(spectrum.imaginary()).containsExactly(new double[]{2, -2}, within(1e-14));
        assertThat(spectrum.verdict()).isEqualTo(Spectrum.Verdict.UNSTABLE);
        assertThat(spectrum.leading()).isEqualTo("0.1 +- 2i");
    }

    @Test
    void algebraicEquationsHaveNoEigenvalue() {
        // x' = -x + z, 0 = x - 2 z: x' = -x / 2.
        Affine system = new Affine(new double[][]{{-1, 1}, {1, -2}}, new double[]{1, 0}, 1);
        RestPoints points = new RestPoints(system, List.of(), null);
        RestPoints.Root root = root(points, 0, 0);
        assertThat(root.state()).containsExactly(new double[]{2, 1}, within(1e-14));
        assertThat(points.spectrum(0, root, ones(2)).real()).containsExactly(new double[]{-0.5}, within(1e-14));
    }

    @Test
    void lawsThatSayTheSameAreOne() {
        Laws laws = Laws.of(List.of(new double[]{1, 1, 0}, new double[]{2, 2, 0}, new double[]{0, 1, 1}), ones(3));
        assertThat(laws.size()).isEqualTo(2);
        assertThat(laws.dependent()).doesNotHaveDuplicates();
    }
}

package org.orrery.dynamics.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The method's numbers by what they must fulfil, and its course between the ends of its steps. */
class RadauTest {
    private static final Offset<Double> EXACT = within(1e-13);

    /** Collocation at these nodes: A integrates 1, x, x^2 exactly, and at the end all powers up to 4. */
    @Test
    void theCoefficientsAreThoseOfCollocation() {
        for (int power = 1; power <= 5; power++) {
            for (int row = power <= 3 ? 0 : 2; row < 3; row++) {
                double sum = 0;
                for (int j = 0; j < 3; j++) {
                    sum += Radau.A[row][j] * Math.pow(Radau.NODES[j], power - 1);
                }
                assertThat(sum).isCloseTo(Math.pow(Radau.NODES[row], power) / power, EXACT);
            }
        }
    }

    /** A T D = T, and the two transformations undo each other. */
    @Test
    void theTransformationSplitsTheCoefficients() {
        double[][] d = {
                {Radau.GAMMA, 0, 0},
                {0, Radau.ALPHA, -Radau.BETA},
                {0, Radau.BETA, Radau.ALPHA}
        };
        assertSame(product(Radau.A, product(Radau.T, d)), Radau.T);
        double[][] one = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
        assertSame(product(Radau.T, Radau.INVERSE_T), one);
    }

    /** The weights are those of the difference to a formula of order 3 that uses the slope at the start, over gamma_0. */
    @Test
    void theErrorEstimateIsBlindToCubicPolynomials() {
        for (int power = 1; power <= 3; power++) {
            double sum = power == 1 ? 1 : 0;
            for (int i = 0; i < 3; i++) {
                sum += Radau.ERROR[i] * Math.pow(Radau.NODES[i], power);
            }
            assertThat(sum).as("power %d", power).isCloseTo(0, EXACT);
        }
    }

    @Test
    void theSlopeAtTheEndIsExactForCubicPolynomials() {
        for (int power = 1; power <= 3; power++) {
            double slope = 0;
            for (int i = 0; i < 3; i++) {
                slope += Radau.END_SLOPE[i] * Math.pow(Radau.NODES[i], power);
            }
            assertThat(slope).isCloseTo(power, EXACT);
        }
    }

    private static void assertSame(double[][] one, double[][] other) {
        for (int i = 0; i < 3; i++) {
            assertThat(one[i]).containsExactly(other[i], EXACT);
        }
    }

    private static double[][] product(double[][] a, double[][] b) {
        double[][] product = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                for (int k = 0; k < 3; k++) {
                    product[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return product;
    }

    /** What is read between the steps must be as good as the steps: here on a stiff problem that turns sharply. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-5, 1e-7, 1e-9})
    void theCourseBetweenTheStepsIsAsGoodAsTheTolerance(double tolerance) {
        Problem problem = new Problem.VanDerPol(1e-3, 2);
        Integrator radau = start(problem, Choice.RADAU5, tolerance);
        Integrator reference = start(problem, Choice.RODAS5P, 1e-13);
        double largest = 0;
        for (int i = 1; i <= 400; i++) {
            double t = problem.end() * i / 400;
            double[] truth = at(reference, problem, t);
            double[] got = at(radau, problem, t);
            largest = Math.max(largest, Math.abs(got[0] - truth[0]));
        }
        assertThat(largest).isLessThan(100 * tolerance);
    }

    private static Integrator start(Problem problem, Choice choice, double tolerance) {
        Integrator integrator = new Integrator(problem, Tolerances.uniform(tolerance, tolerance, 2), choice, 1_000_000);
        integrator.restart(0, problem.start());
        return integrator;
    }

    private static double[] at(Integrator integrator, Problem problem, double t) {
        while (integrator.time() < t) {
            integrator.step(problem.end());
        }
        double[] out = new double[2];
        integrator.interpolate(t, out);
        return out;
    }

    @Test
    void theSameCallsGiveTheSameBits() {
        Problem problem = new Problem.Oregonator(360);
        assertThat(problem.solve(Choice.RADAU5, 1e-8, 1e-8).state())
                .isEqualTo(problem.solve(Choice.RADAU5, 1e-8, 1e-8).state());
    }
}

package org.orrery.dynamics.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The order conditions of Hairer, Norsett and Wanner I, II.2, and Hairer and Wanner II, IV.7, on the numbers as typed. */
class TableauTest {
    private static final double CLOSE = 1e-12;

    @Test
    void tsit5MeetsTheConditionsOfOrderFive() {
        ExplicitTableau tableau = ExplicitTableau.TSIT5;
        double[][] a = square(tableau.stages());
        double[] c = tableau.nodes();
        assertClose(sums(a), c);
        double[] b = a[6];
        double[] ac = times(a, c);
        double[] acc = times(a, power(c, 2));
        double[] aac = times(a, ac);
        assertThat(sum(b)).isCloseTo(1, within(CLOSE));
        assertThat(dot(b, c)).isCloseTo(1.0 / 2, within(CLOSE));
        assertThat(dot(b, power(c, 2))).isCloseTo(1.0 / 3, within(CLOSE));
        assertThat(dot(b, ac)).isCloseTo(1.0 / 6, within(CLOSE));
        assertThat(dot(b, power(c, 3))).isCloseTo(1.0 / 4, within(CLOSE));
        assertThat(dot(b, c, ac)).isCloseTo(1.0 / 8, within(CLOSE));
        assertThat(dot(b, acc)).isCloseTo(1.0 / 12, within(CLOSE));
        assertThat(dot(b, aac)).isCloseTo(1.0 / 24, within(CLOSE));
        assertThat(dot(b, power(c, 4))).isCloseTo(1.0 / 5, within(CLOSE));
        assertThat(dot(b, power(c, 2), ac)).isCloseTo(1.0 / 10, within(CLOSE));
        assertThat(dot(b, ac, ac)).isCloseTo(1.0 / 20, within(CLOSE));
        assertThat(dot(b, c, acc)).isCloseTo(1.0 / 15, within(CLOSE));
        assertThat(dot(b, times(a, power(c, 3)))).isCloseTo(1.0 / 20, within(CLOSE));
        assertThat(dot(b, c, aac)).isCloseTo(1.0 / 30, within(CLOSE));
        assertThat(dot(b, times(a, product(c, ac)))).isCloseTo(1.0 / 40, within(CLOSE));
        assertThat(dot(b, times(a, acc))).isCloseTo(1.0 / 60, within(CLOSE));
        assertThat(dot(b, times(a, aac))).isCloseTo(1.0 / 120, within(CLOSE));
    }

    /** The embedded solution is of order 4: the error weights vanish in all its conditions, and not in those of order 5. */
    @Test
    void tsit5ErrorWeightsVanishToOrderFour() {
        ExplicitTableau tableau = ExplicitTableau.TSIT5;
        double[][] a = square(tableau.stages());
        double[] c = tableau.nodes();
        double[] e = tableau.error();
        double[] ac = times(a, c);
        assertThat(sum(e)).isCloseTo(0, within(CLOSE));
        assertThat(dot(e, c)).isCloseTo(0, within(CLOSE));
        assertThat(dot(e, power(c, 2))).isCloseTo(0, within(CLOSE));
        assertThat(dot(e, ac)).isCloseTo(0, within(CLOSE));
        assertThat(dot(e, power(c, 3))).isCloseTo(0, within(CLOSE));
        assertThat(dot(e, c, ac)).isCloseTo(0, within(CLOSE));
        assertThat(dot(e, times(a, power(c, 2)))).isCloseTo(0, within(CLOSE));
        assertThat(dot(e, times(a, ac))).isCloseTo(0, within(CLOSE));
        assertThat(Math.abs(dot(e, power(c, 4)))).isGreaterThan(1e-5);
    }

    @Test
    void tsit5InterpolantEndsInTheSolution() {
        ExplicitTableau tableau = ExplicitTableau.TSIT5;
        double[] b = square(tableau.stages())[6];
        for (int i = 0; i < b.length; i++) {
            assertThat(sum(tableau.interpolant()[i])).isCloseTo(b[i], within(1e-11));
        }
    }

    /** All conditions on chains and on powers up to order 7, and those of the stages' own order in between. */
    @Test
    void vern7MeetsTheConditionsOfOrderSeven() {
        ExplicitTableau tableau = Verner.VERN7;
        double[][] a = square(tableau.stages());
        double[] c = tableau.nodes();
        assertClose(sums(a), c);
        double[] b = a[10];
        double[] chain = ones(c.length);
        double factorial = 1;
        for (int k = 1; k <= 7; k++) {
            factorial *= k;
            assertThat(dot(b, chain)).as("chain of %d", k).isCloseTo(1 / factorial, within(CLOSE));
            assertThat(dot(b, power(c, k - 1))).as("power %d", k - 1).isCloseTo(1.0 / k, within(CLOSE));
            chain = times(a, chain);
        }
        for (int k = 1; k <= 5; k++) {
            double[] inner = times(a, power(c, k));
            for (int m = 0; m + k <= 5; m++) {
                assertThat(dot(b, power(c, m), inner)).as("c^%d A c^%d", m, k)
                        .isCloseTo(1.0 / ((k + 1) * (k + m + 2)), within(CLOSE));
            }
        }
        assertThat(dot(b, times(a, c), times(a, power(c, 2)), c)).isCloseTo(1.0 / (2 * 3 * 7), within(CLOSE));
    }

    /** The embedded solution is of order 6, dense output of order 6; its polynomials end in the solution. */
    @Test
    void vern7ErrorWeightsAndInterpolantFit() {
        ExplicitTableau tableau = Verner.VERN7;
        double[] c = tableau.nodes();
        for (int k = 0; k <= 5; k++) {
            assertThat(dot(tableau.error(), power(c, k))).isCloseTo(0, within(CLOSE));
        }
        assertThat(Math.abs(dot(tableau.error(), power(c, 6)))).isGreaterThan(1e-5);
        double[][] rows = Stream.concat(Arrays.stream(tableau.stages()),
                Arrays.stream(tableau.extraStages())).toArray(double[][]::new);
        double[][] a = square(rows);
        double[] nodes = sums(a);
        for (int i = 0; i < tableau.extraNodes().length; i++) {
            assertThat(nodes[11 + i]).isCloseTo(tableau.extraNodes()[i], within(CLOSE));
        }
        for (double theta : new double[]{0.2, 0.55, 0.9, 1}) {
            double[] weights = new double[16];
            for (int i = 0; i < 16; i++) {
                for (int k = 6; k >= 0; k--) {
                    weights[i] = (weights[i] + tableau.interpolant()[i][k]) * theta;
                }
            }
            double[] chain = ones(nodes.length);
            double factorial = 1;
            for (int k = 1; k <= 6; k++) {
                factorial *= k;
                assertThat(dot(weights, power(nodes, k - 1))).isCloseTo(Math.pow(theta, k) / k, within(CLOSE));
                assertThat(dot(weights, chain)).isCloseTo(Math.pow(theta, k) / factorial, within(CLOSE));
                chain = times(a, chain);
            }
        }
    }

    @Test
    void vern7IsStableToItsBorder() {
        double border = Verner.VERN7.stability();
        assertThat(Math.abs(growth(Verner.VERN7, -border * 0.98))).isLessThan(1);
        assertThat(Math.abs(growth(Verner.VERN7, -border * 1.02))).isGreaterThan(1);
    }

    @Test
    void tsit5IsStableToItsBorder() {
        double border = ExplicitTableau.TSIT5.stability();
        assertThat(Math.abs(growth(ExplicitTableau.TSIT5, -border * 0.98))).isLessThan(1);
        assertThat(Math.abs(growth(ExplicitTableau.TSIT5, -border * 1.02))).isGreaterThan(1);
    }

    /** The numerical solution of y' = z y after a step of one. */
    private static double growth(ExplicitTableau tableau, double z) {
        double[][] a = square(tableau.stages());
        double[] slopes = new double[a.length];
        double state = 1;
        for (int i = 0; i < a.length; i++) {
            state = 1;
            for (int j = 0; j < i; j++) {
                state += a[i][j] * slopes[j];
            }
            slopes[i] = z * state;
        }
        return state;
    }

    @Test
    void rodas5pMeetsTheConditionsOfOrderFourAndIsStifflyAccurate() {
        RosenbrockTableau tableau = RosenbrockTableau.RODAS5P;
        double[][] gamma = gammas(tableau);
        double[][] alpha = product(square(tableau.states()), gamma);
        double[] c = sums(alpha);
        assertClose(c, tableau.nodes());
        assertClose(sums(gamma), tableau.timeWeights());
        double[][] beta = new double[8][8];
        for (int i = 0; i < 8; i++) {
            for (int j = 0; j < 8; j++) {
                beta[i][j] = alpha[i][j] + gamma[i][j];
            }
        }
        double[] m = tableau.states()[7].clone();
        m = Arrays.copyOf(m, 8);
        m[7] = 1;
        double[] b = new double[8];
        for (int i = 0; i < 8; i++) {
            for (int j = 0; j < 8; j++) {
                b[j] += m[i] * gamma[i][j];
            }
        }
        double[] rows = sums(beta);
        double[] betaRows = times(beta, rows);
        assertClose(b, beta[7]);
        assertThat(sum(b)).isCloseTo(1, within(CLOSE));
        assertThat(dot(b, rows)).isCloseTo(1.0 / 2, within(CLOSE));
        assertThat(dot(b, power(c, 2))).isCloseTo(1.0 / 3, within(CLOSE));
        assertThat(dot(b, betaRows)).isCloseTo(1.0 / 6, within(CLOSE));
        assertThat(dot(b, power(c, 3))).isCloseTo(1.0 / 4, within(CLOSE));
        assertThat(dot(b, c, times(alpha, rows))).isCloseTo(1.0 / 8, within(CLOSE));
        assertThat(dot(b, times(beta, power(c, 2)))).isCloseTo(1.0 / 12, within(CLOSE));
        assertThat(dot(b, times(beta, betaRows))).isCloseTo(1.0 / 24, within(CLOSE));
        assertThat(dot(b, power(c, 4))).isCloseTo(1.0 / 5, within(CLOSE));
        assertThat(dot(b, times(beta, times(beta, betaRows)))).isCloseTo(1.0 / 120, within(CLOSE));
    }

    /** Gamma from the transformed form: C = diag(1/gamma) - Gamma^-1. */
    private static double[][] gammas(RosenbrockTableau tableau) {
        double[][] couplings = square(tableau.couplings());
        double[][] gamma = new double[8][8];
        for (int column = 0; column < 8; column++) {
            for (int i = column; i < 8; i++) {
                double right = i == column ? 1 : 0;
                for (int j = column; j < i; j++) {
                    right += couplings[i][j] * gamma[j][column];
                }
                gamma[i][column] = right * tableau.gamma();
            }
        }
        return gamma;
    }

    private static double[][] square(double[][] rows) {
        double[][] full = new double[rows.length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, full[i], 0, rows[i].length);
        }
        return full;
    }

    private static void assertClose(double[] actual, double[] expected) {
        assertThat(actual).containsExactly(expected, within(1e-11));
    }

    private static double[] sums(double[][] a) {
        double[] result = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            result[i] = sum(a[i]);
        }
        return result;
    }

    private static double sum(double[] x) {
        double sum = 0;
        for (double part : x) {
            sum += part;
        }
        return sum;
    }

    private static double[] times(double[][] a, double[] x) {
        double[] result = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            result[i] = dot(a[i], x);
        }
        return result;
    }

    private static double[][] product(double[][] a, double[][] b) {
        double[][] result = new double[a.length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                for (int k = 0; k < a.length; k++) {
                    result[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return result;
    }

    private static double[] product(double[] x, double[] y) {
        double[] result = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            result[i] = x[i] * y[i];
        }
        return result;
    }

    private static double[] ones(int length) {
        double[] result = new double[length];
        Arrays.fill(result, 1);
        return result;
    }

    private static double[] power(double[] x, int exponent) {
        double[] result = ones(x.length);
        for (int i = 0; i < exponent; i++) {
            result = product(result, x);
        }
        return result;
    }

    private static double dot(double[] x, double[]... others) {
        double[] result = x;
        for (double[] other : others) {
            result = product(result, other);
        }
        return sum(result);
    }
}

package org.orrery.dynamics.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.core.Refusal;

/** States that follow from an equation instead of a rate: order, dense output, choice of the method, pivots. */
class AlgebraicStatesTest {

    @ParameterizedTest
    @CsvSource({"RODAS5P, 20, 5", "RODAS5P, 40, 5", "RADAU5, 10, 5"})
    void theOrderHoldsForBothKindsOfState(Choice choice, int steps, int order) {
        double[] coarse = errors(choice, steps);
        double[] fine = errors(choice, 2 * steps);
        for (int i = 0; i < 2; i++) {
            assertThat(Math.log(coarse[i] / fine[i]) / Math.log(2)).as("state %d", i).isGreaterThan(order - 0.4);
        }
    }

    private static double[] errors(Choice choice, int steps) {
        Constrained problem = new Constrained(1);
        Integrator integrator = new Integrator(problem, Tolerances.uniform(1e-12, 1e-13, 2), choice, 1_000_000);
        integrator.restart(0, problem.start());
        for (int i = 0; i < steps; i++) {
            integrator.fixedStep(problem.end() / steps);
        }
        double[] truth = problem.truth(problem.end());
        return new double[]{Math.abs(integrator.state()[0] - truth[0]), Math.abs(integrator.state()[1] - truth[1])};
    }

    @ParameterizedTest
    @CsvSource({"RODAS5P, 0.3", "RODAS5P, 0.8"})
    void theInterpolantHasOrderFourForBothKindsOfState(Choice choice, double theta) {
        double h = 0.2;
        double[] coarse = errorsBetween(choice, h, theta);
        double[] fine = errorsBetween(choice, h / 2, theta);
        for (int i = 0; i < 2; i++) {
            assertThat(Math.log(coarse[i] / fine[i]) / Math.log(2)).as("state %d", i).isGreaterThan(3.6);
        }
    }

    private static double[] errorsBetween(Choice choice, double h, double theta) {
        Constrained problem = new Constrained(1);
        Integrator integrator = new Integrator(problem, Tolerances.uniform(1e-12, 1e-13, 2), choice, 1_000_000);
        integrator.restart(0.5, problem.truth(0.5));
        integrator.fixedStep(h);
        double[] between = new double[2];
        integrator.interpolate(0.5 + theta * h, between);
        double[] truth = problem.truth(0.5 + theta * h);
        return new double[]{Math.abs(between[0] - truth[0]), Math.abs(between[1] - truth[1])};
    }

    /** One pair of states is solved dense, many are solved sparse. */
    @ParameterizedTest
    @CsvSource({"AUTO, 1, 1e-4", "AUTO, 1, 1e-8", "RODAS5P, 1, 1e-6", "AUTO, 30, 1e-6", "RODAS5P, 30, 1e-9",
            "BDF, 1, 1e-6", "BDF, 30, 1e-8",
            "RADAU5, 1, 1e-5", "RADAU5, 1, 1e-10", "RADAU5, 30, 1e-8"})
    void theToleranceIsHeldAtTheEnd(Choice choice, int copies, double relative) {
        Constrained problem = new Constrained(copies);
        Integrator integrator = problem.solve(choice, relative, relative);
        assertThat(integrator.state()).containsExactly(problem.truth(problem.end()), within(100 * relative));
        assertThat(integrator.statistics().switches()).isZero();
    }

    @Test
    void anExplicitMethodIsRefused() {
        assertThatThrownBy(() -> new Constrained(1).solve(Choice.TSIT5, 1e-6, 1e-6)).isInstanceOf(Refusal.class)
                .hasMessageContaining("algebraic");
    }

    /** The sparse pivots stay on the diagonal: where an algebraic row has none, the dense decomposition must step in. */
    @ParameterizedTest
    @ValueSource(ints = {11, 40})
    void algebraicRowsWithoutADiagonalAreSolved(int n) {
        int[] pointer = new int[n + 1];
        int[] column = new int[2 * n];
        boolean[] algebraic = new boolean[n];
        for (int i = 0; i < n; i++) {
            pointer[i + 1] = 2 * (i + 1);
            column[2 * i] = (i + 1) % n;
            column[2 * i + 1] = (i + 2) % n;
            algebraic[i] = i % 3 != 0;
        }
        SparsityPattern pattern = new SparsityPattern(n, n, pointer, column);
        Random random = new Random(n);
        double[] values = random.doubles(2 * n, 1, 2).toArray();
        double[] known = random.doubles(n, -1, 1).toArray();
        double shift = 1e3;
        double[] right = new double[n];
        pattern.multiply(values, known, right);
        for (int i = 0; i < n; i++) {
            right[i] = (algebraic[i] ? 0 : shift * known[i]) - right[i];
        }
        LinearSolver solver = new LinearSolver(pattern, Mass.without(algebraic));
        double[] x = new double[n];
        assertThat(solver.decompose(shift, values)).isTrue();
        assertThat(solver.solve(right, x)).isTrue();
        assertThat(x).containsExactly(known, within(1e-9));
    }

    /**
     * y' = y z, 0 = z^3 + z y - cos^3 t - y cos t, whose one solution is z = cos t, y = exp(sin t). The constraint is not
     * linear in z, names y and the time.
     */
    record Constrained(int copies) implements Problem {
        double[] truth(double t) {
            double[] state = new double[2 * copies];
            for (int i = 0; i < copies; i++) {
                state[2 * i] = Math.exp(Math.sin(t));
                state[2 * i + 1] = Math.cos(t);
            }
            return state;
        }

        @Override
        public double[] start() {
            return truth(0);
        }

        @Override
        public double end() {
            return 2;
        }

        @Override
        public boolean isAlgebraic(int state) {
            return state % 2 == 1;
        }

        @Override
        public SparsityPattern jacobianPattern() {
            int n = 2 * copies;
            int[] pointer = new int[n + 1];
            int[] column = new int[2 * n];
            for (int i = 0; i < n; i++) {
                pointer[i + 1] = 2 * (i + 1);
                column[2 * i] = i - i % 2;
                column[2 * i + 1] = i - i % 2 + 1;
            }
            return new SparsityPattern(n, n, pointer, column);
        }

        @Override
        public void derivative(double t, double[] y, double[] dydt) {
            double cos = Math.cos(t);
            for (int i = 0; i < y.length; i += 2) {
                double z = y[i + 1];
                dydt[i] = y[i] * z;
                dydt[i + 1] = z * z * z + z * y[i] - cos * cos * cos - y[i] * cos;
            }
        }

        @Override
        public void jacobian(double t, double[] y, double[] values) {
            for (int i = 0; i < y.length; i += 2) {
                double z = y[i + 1];
                values[2 * i] = z;
                values[2 * i + 1] = y[i];
                values[2 * i + 2] = z - Math.cos(t);
                values[2 * i + 3] = 3 * z * z + y[i];
            }
        }

        @Override
        public void timeDerivative(double t, double[] y, double[] dfdt) {
            for (int i = 0; i < y.length; i += 2) {
                dfdt[i] = 0;
                dfdt[i + 1] = Math.sin(t) * (3 * Math.cos(t) * Math.cos(t) + y[i]);
            }
        }
    }
}

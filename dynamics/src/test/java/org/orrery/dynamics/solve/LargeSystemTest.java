package org.orrery.dynamics.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The Brusselator with diffusion on a line (Hairer and Wanner II, IV.10), 500 states: sparse and stiff. */
class LargeSystemTest {

    record Brusselator(int cells, double end) implements Problem {
        @Override
        public double[] start() {
            double[] y = new double[2 * cells];
            for (int i = 0; i < cells; i++) {
                y[2 * i] = 1 + Math.sin(2 * Math.PI * (i + 1) / (cells + 1));
                y[2 * i + 1] = 3;
            }
            return y;
        }

        @Override
        public int dimension() {
            return 2 * cells;
        }

        private double diffusion() {
            return 0.02 * (cells + 1) * (cells + 1);
        }

        @Override
        public void derivative(double t, double[] y, double[] dydt) {
            double alpha = diffusion();
            for (int i = 0; i < cells; i++) {
                double u = y[2 * i];
                double v = y[2 * i + 1];
                double uLeft = i == 0 ? 1 : y[2 * i - 2];
                double vLeft = i == 0 ? 3 : y[2 * i - 1];
                double uRight = i == cells - 1 ? 1 : y[2 * i + 2];
                double vRight = i == cells - 1 ? 3 : y[2 * i + 3];
                dydt[2 * i] = 1 + u * u * v - 4 * u + alpha * (uLeft - 2 * u + uRight);
                dydt[2 * i + 1] = 3 * u - u * u * v + alpha * (vLeft - 2 * v + vRight);
            }
        }

        @Override
        public SparsityPattern jacobianPattern() {
            int n = 2 * cells;
            int[] pointer = new int[n + 1];
            int[] column = new int[4 * n];
            int entries = 0;
            for (int row = 0; row < n; row++) {
                for (int place : new int[]{row - 2, row, row ^ 1, row + 2}) {
                    if (place >= 0 && place < n) {
                        column[entries++] = place;
                    }
                }
                pointer[row + 1] = entries;
            }
            return new SparsityPattern(n, n, pointer, Arrays.copyOf(column, entries));
        }

        @Override
        public void jacobian(double t, double[] y, double[] values) {
            double alpha = diffusion();
            int entry = 0;
            for (int row = 0; row < 2 * cells; row++) {
                double u = y[row & ~1];
                double v = y[row | 1];
                boolean first = (row & 1) == 0;
                if (row >= 2) {
                    values[entry++] = alpha;
                }
                values[entry++] = (first ? 2 * u * v - 4 : -u * u) - 2 * alpha;
                values[entry++] = first ? u * u : 3 - 2 * u * v;
                if (row < 2 * cells - 2) {
                    values[entry++] = alpha;
                }
            }
        }
    }

    @Test
    void theMethodsAgreeOnAGeneratedNetwork() {
        Kinetics network = Kinetics.generated(300, 7, 10);
        double[] truth = network.solve(Choice.RODAS5P, 1e-10, 1e-12).state();
        for (Choice choice : new Choice[]{Choice.BDF, Choice.AUTO}) {
            assertThat(network.solve(choice, 1e-7, 1e-10).state()).as("%s", choice)
                    .containsExactly(truth, within(1e-4));
        }
    }

    /** Against the explicit method, which solves no linear system. */
    @Test
    void whereADecompositionWouldFillTheSystemsAreIteratedFor() {
        Kinetics network = Kinetics.entangled(1200, 7, 0.05);
        assertThat(new LinearSolver(network.jacobianPattern()).isIterative()).isTrue();
        double[] truth = network.solve(Choice.TSIT5, 1e-8, 1e-10).state();
        Integrator integrator = network.solve(Choice.BDF, 1e-7, 1e-10);
        assertThat(integrator.state()).containsExactly(truth, within(2e-5));
        assertThat(integrator.statistics().rejected()).isLessThan(integrator.statistics().steps() / 5);
    }

    @Test
    void twoThousandSpeciesKeepTheirSum() {
        Kinetics network = Kinetics.generated(2000, 3, 10);
        assertThat(new LinearSolver(network.jacobianPattern()).isSparse()).isTrue();
        double before = Arrays.stream(network.start()).sum();
        assertThat(Arrays.stream(network.solve(Choice.BDF, 1e-6, 1e-9).state()).sum())
                .isCloseTo(before, within(1e-5 * before));
    }

    @Test
    void fiveHundredStiffStatesAreSolvedSparse() {
        Problem problem = new Brusselator(250, 2);
        assertThat(new LinearSolver(problem.jacobianPattern()).isSparse()).isTrue();
        Integrator automatic = problem.solve(Choice.AUTO, 1e-6, 1e-8);
        double[] truth = problem.solve(Choice.RODAS5P, 1e-9, 1e-11).state();
        assertThat(automatic.state()).containsExactly(truth, within(1e-4));
        assertThat(automatic.statistics().steps()).isLessThan(1000);
    }
}

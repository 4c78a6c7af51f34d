package org.orrery.dynamics.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.orrery.core.RunFailure;

/** Systems that end, blow up, have no derivative or are nothing at all. */
class HardProblemsTest {
    private static Integrator integrator(Problem problem, Choice choice) {
        return new Integrator(problem, Tolerances.uniform(1e-6, 1e-9, problem.dimension()), choice, 100_000);
    }

    /** In the first step of y' = y the matrix 1/h - 1 is singular for h = 1: no step, and a shorter one is. */
    @Test
    void aSingularMatrixIsNoStep() {
        double[] y = {1};
        double[] next = new double[1];
        Problem growth = new Ringing(0) {
            @Override
            public double[] start() {
                return new double[]{1};
            }

            @Override
            public void derivative(double t, double[] state, double[] dydt) {
                dydt[0] = state[0];
            }

            @Override
            public void jacobian(double t, double[] state, double[] values) {
                values[0] = 1;
            }
        };
        BdfStepper stepper = new BdfStepper(growth, Tolerances.uniform(1e-3, 1e-3, 1), new Counters());
        stepper.prepare(0, y);
        assertThat(stepper.attempt(0, y, 1, next)).isNaN();
        assertThat(stepper.afterRejected(Double.NaN)).isLessThan(0.5);
        assertThat(stepper.attempt(0, y, 0.01, next)).isLessThan(1);
    }

    @ParameterizedTest
    @EnumSource
    void blowUpIsSaidWithTimeAndState(Choice choice) {
        Integrator integrator = new Integrator(
                new Power(2), Tolerances.uniform(1e-6, 1e-9, 1), choice, 100_000, index -> "predator");
        integrator.restart(0, new double[]{1});
        assertThatThrownBy(() -> {
            while (integrator.time() < 2) {
                integrator.step(2);
            }
        })
                .isInstanceOf(RunFailure.class)
                .hasMessageContaining("predator")
                .hasMessageContaining("Maybe");
        assertThat(integrator.time()).isCloseTo(1, within(1e-4));
    }

    @ParameterizedTest
    @EnumSource
    void spentStepsAreSaid(Choice choice) {
        Problem problem = new Problem.Lorenz(20);
        Integrator integrator = new Integrator(problem, Tolerances.uniform(1e-6, 1e-6, 3), choice, 5);
        integrator.restart(0, problem.start());
        for (int i = 0; i < 4; i++) {
            integrator.step(20);
        }
        assertThatThrownBy(() -> {
            integrator.step(20);
            integrator.step(20);
        })
                .isInstanceOf(RunFailure.class)
                .hasMessageContaining("5 steps")
                .hasMessageContaining("y[");
    }

    @ParameterizedTest
    @EnumSource
    void aRateThatIsNotANumberAtTheStartIsSaid(Choice choice) {
        Integrator integrator = integrator(new Power(0.5), choice);
        integrator.restart(3, new double[]{-1});
        assertThatThrownBy(() -> integrator.step(4))
                .isInstanceOf(RunFailure.class)
                .hasMessageContaining("time 3.0")
                .hasMessageContaining("NaN");
    }

    /** y' = -sqrt(y) ends in y = 0 at t = 2; a step that overshoots meets a root of a number below zero. */
    @ParameterizedTest
    @EnumSource
    void aStepIntoNaNIsTakenBackAndShortened(Choice choice) {
        Problem problem = new Power(0.5);
        Integrator integrator = integrator(problem, choice);
        integrator.restart(0, new double[]{1});
        while (integrator.time() < 1.99) {
            integrator.step(1.99);
        }
        assertThat(integrator.state()[0]).isCloseTo(0.005 * 0.005, within(1e-6));
    }

    /** sqrt(y) at y = 0 has a rate of change and no derivative: y' = 1 - sqrt(y) from 0, t = -2 (s + ln(1 - s)). */
    @ParameterizedTest
    @EnumSource
    void aRootAtZeroIsLeft(Choice choice) {
        Integrator integrator = integrator(new Filling(), choice);
        integrator.restart(0, new double[]{0});
        double end = -2 * (0.5 + Math.log(0.5));
        while (integrator.time() < end) {
            integrator.step(end);
        }
        assertThat(integrator.state()[0]).isCloseTo(0.25, within(2e-5));
    }

    private record Filling() implements Problem {
        @Override
        public double[] start() {
            return new double[]{0};
        }

        @Override
        public double end() {
            return 1;
        }

        @Override
        public void derivative(double t, double[] y, double[] dydt) {
            dydt[0] = 1 - Math.sqrt(y[0]);
        }

        @Override
        public void jacobian(double t, double[] y, double[] values) {
            values[0] = -0.5 / Math.sqrt(y[0]);
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingToSolveTakesOneStep(Choice choice) {
        Problem nothing = new Ringing(0) {
            @Override
            public double[] start() {
                return new double[0];
            }
        };
        Integrator integrator = integrator(nothing, choice);
        integrator.restart(0, new double[0]);
        integrator.step(5);
        assertThat(integrator.time()).isEqualTo(5);
    }

    /** y' = -y^p, or y^p for p above one. */
    private record Power(double p) implements Problem {
        @Override
        public double[] start() {
            return new double[]{1};
        }

        @Override
        public double end() {
            return 1;
        }

        @Override
        public void derivative(double t, double[] y, double[] dydt) {
            dydt[0] = Math.copySign(Math.pow(y[0], p), p - 1);
        }

        @Override
        public void jacobian(double t, double[] y, double[] values) {
            values[0] = Math.signum(p - 1) * p * Math.pow(y[0], p - 1);
        }
    }
}

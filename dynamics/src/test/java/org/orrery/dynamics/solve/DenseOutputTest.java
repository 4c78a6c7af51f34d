package org.orrery.dynamics.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is read between the ends of a step. */
class DenseOutputTest {
    private static Integrator integrator(Problem problem, Choice choice) {
        return new Integrator(problem, Tolerances.uniform(1e-6, 1e-9, problem.dimension()), choice, 100_000);
    }

    @ParameterizedTest
    @EnumSource
    void denseOutputIsContinuousAndMeetsBothEnds(Choice choice) {
        Problem problem = new Problem.Oregonator(20);
        Integrator integrator = integrator(problem, choice);
        integrator.restart(0, problem.start());
        double[] between = new double[3];
        double[] before = problem.start();
        while (integrator.time() < 20) {
            integrator.step(20);
            double from = integrator.previousTime();
            double h = integrator.time() - from;
            integrator.interpolate(from, between);
            assertThat(between).containsExactly(before);
            integrator.interpolate(integrator.time(), between);
            assertThat(between).containsExactly(integrator.state());
            assertNear(integrator, from + 1e-9 * h, before);
            assertNear(integrator, integrator.time() - 1e-9 * h, integrator.state());
            before = integrator.state().clone();
        }
    }

    @ParameterizedTest
    @EnumSource
    void someStatesAreReadWithTheBitsThatTheyHaveAmongAll(Choice choice) {
        Problem problem = new Problem.Oregonator(20);
        Integrator integrator = integrator(problem, choice);
        integrator.restart(0, problem.start());
        int[] some = {2, 0};
        int steps = 0;
        while (integrator.time() < 20) {
            integrator.step(20);
            for (double share : new double[]{0, 1e-3, 0.25, 0.7, 1}) {
                double t = share == 1
                        ? integrator.time()
                        : integrator.previousTime() + share * (integrator.time() - integrator.previousTime());
                double[] all = new double[3];
                double[] chosen = {7, 7, 7};
                integrator.interpolate(t, all);
                integrator.interpolate(t, some, chosen);
                assertThat(chosen).containsExactly(all[0], 7, all[2]);
                assertThat(integrator.interpolate(t, 1)).isEqualTo(all[1]);
            }
            steps++;
        }
        assertThat(steps).isGreaterThan(20);
    }

    private static void assertNear(Integrator integrator, double t, double[] expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(integrator.interpolate(t, i))
                    .isCloseTo(expected[i], within(1e-10 + 1e-7 * Math.abs(expected[i])));
        }
    }

    /** What is read of a step before it is taken, as by equations with delay, is what is read of it after. */
    @Test
    void backwardDifferencesAreReadBeforeTheStepIsTakenAsAfter() {
        Problem problem = new Problem.Oregonator(20);
        BdfStepper stepper = new BdfStepper(problem, Tolerances.uniform(1e-6, 1e-6, 3), new Counters());
        double[] y = problem.start();
        double[] next = new double[3];
        double[] before = new double[3];
        double[] after = new double[3];
        double h = 1e-4;
        for (int i = 0; i < 12; i++) {
            stepper.prepare(0, y);
            h *= stepper.attempt(0, y, h, next) < 1 ? 1.3 : 1;
            double size = h;
            stepper.attempt(0, y, size, next);
            stepper.interpolate(0.3, size, y, next, before);
            double component = stepper.interpolate(0.3, size, y, next, 1);
            stepper.afterAccepted(0.1, 0.1, false);
            stepper.accepted();
            stepper.interpolate(0.3, size, y, next, after);
            for (int k = 0; k < 3; k++) {
                assertThat(before[k]).isCloseTo(after[k], within(1e-12 * Math.abs(after[k])));
            }
            assertThat(component).isCloseTo(before[1], within(1e-12));
            System.arraycopy(next, 0, y, 0, 3);
        }
    }
}

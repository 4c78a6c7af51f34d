package org.orrery.dynamics.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.orrery.core.Method;
import org.orrery.core.RunFailure;

class IntegratorTest {

    private static Integrator integrator(Problem problem, Choice choice) {
        return new Integrator(problem, Tolerances.uniform(1e-6, 1e-9, problem.dimension()), choice, 100_000);
    }

    @ParameterizedTest
    @EnumSource
    void theSameCallsGiveTheSameBits(Choice choice) {
        Problem problem = new Problem.VanDerPol(1e-2, 2);
        Integrator first = problem.solve(choice, 1e-6, 1e-9);
        Integrator second = problem.solve(choice, 1e-6, 1e-9);
        assertThat(first.state()).containsExactly(second.state());
        assertThat(first.statistics()).isEqualTo(second.statistics());
    }

    @ParameterizedTest
    @EnumSource
    void aStepNeverPassesItsLimitAndMeetsItToTheBit(Choice choice) {
        Problem problem = new Problem.Lorenz(20);
        Integrator integrator = integrator(problem, choice);
        integrator.restart(0, problem.start());
        for (int i = 1; i <= 300; i++) {
            double limit = i * 0.0371;
            double before = integrator.time();
            while (integrator.time() < limit) {
                integrator.step(limit);
                assertThat(integrator.previousTime()).isEqualTo(before);
                assertThat(integrator.time()).isGreaterThan(before).isLessThanOrEqualTo(limit);
                before = integrator.time();
            }
            assertThat(integrator.time()).isEqualTo(limit);
        }
    }

    @Test
    void aShortLastStepDoesNotShortenThoseAfterIt() {
        Problem problem = new Problem.LotkaVolterra(10);
        Integrator integrator = integrator(problem, Choice.TSIT5);
        integrator.restart(0, problem.start());
        integrator.step(10);
        integrator.step(10);
        double usual = integrator.time() - integrator.previousTime();
        integrator.step(Math.nextUp(Math.nextUp(integrator.time())));
        integrator.step(10);
        assertThat(integrator.time() - integrator.previousTime()).isGreaterThan(usual / 2);
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
            stepper.afterAccepted(0.1, 0.1);
            stepper.accepted();
            stepper.interpolate(0.3, size, y, next, after);
            for (int k = 0; k < 3; k++) {
                assertThat(before[k]).isCloseTo(after[k], within(1e-12 * Math.abs(after[k])));
            }
            assertThat(component).isCloseTo(before[1], within(1e-12));
            System.arraycopy(next, 0, y, 0, 3);
        }
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
    void restartIsAnotherRunFromThere(Choice choice) {
        Problem problem = new Problem.LotkaVolterra(5);
        Integrator integrator = integrator(problem, choice);
        integrator.restart(0, problem.start());
        integrator.step(3);
        long steps = integrator.statistics().steps();
        integrator.restart(0, new double[]{3, 1.5});
        assertThat(integrator.previousTime()).isZero();
        while (integrator.time() < 5) {
            integrator.step(5);
        }
        assertThat(integrator.state()).containsExactly(new double[]{3, 1.5}, within(1e-12));
        assertThat(integrator.statistics().steps()).isGreaterThan(steps);
    }

    @Test
    void stiffSystemsAreLeftToRodas5pAndOthersAreNot() {
        assertThat(new Problem.Lorenz(20).solve(Choice.AUTO, 1e-6, 1e-6).statistics().jacobians())
                .isZero();
        Statistics robertson = new Problem.Robertson(4e4).solve(Choice.AUTO, 1e-6, 1e-10).statistics();
        assertThat(robertson.switches()).isEqualTo(1);
        assertThat(new Problem.Robertson(4e4).solve(Choice.AUTO, 1e-6, 1e-10).methods()).extracting(Method::name)
                .containsExactly("Tsit5", "Rodas5P");
        assertThat(robertson.steps() + robertson.rejected()).isLessThan(150);
        Statistics relaxation = new Problem.VanDerPol(1e-3, 4)
                .solve(Choice.AUTO, 1e-6, 1e-6)
                .statistics();
        assertThat(relaxation.switches()).as("to and fro in each slow phase").isBetween(2L, 20L);
    }

    /** Eigenvalues near the imaginary axis hide from the first stiffness test; the trial finds them. */
    @Test
    void aDampedOscillationThatNoLongerMattersIsLeftToRodas5p() {
        Problem problem = new Ringing(1e5);
        Statistics statistics = problem.solve(Choice.AUTO, 1e-4, 1e-4).statistics();
        assertThat(statistics.switches()).isPositive();
        assertThat(statistics.steps()).isLessThan(10_000);
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

    @Test
    void wrongUseIsRefused() {
        Problem problem = new Problem.Lorenz(20);
        Integrator integrator = integrator(problem, Choice.AUTO);
        assertThatThrownBy(() -> integrator.step(1)).isInstanceOf(IllegalArgumentException.class);
        integrator.restart(1, problem.start());
        assertThatThrownBy(() -> integrator.step(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> integrator.interpolate(0.5, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> integrator.restart(Double.NaN, problem.start()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Integrator(problem, Tolerances.uniform(1e-6, 1e-6, 2), Choice.AUTO, 10))
                .hasMessageContaining("2 absolute tolerances for 3 states");
        assertThatThrownBy(() -> Tolerances.uniform(1e-6, 0, 2)).hasMessageContaining("Maybe");
        assertThatThrownBy(() -> Tolerances.uniform(2, 1, 2)).hasMessageContaining("Maybe");
        assertThatThrownBy(() -> new SparsityPattern(2, 2, new int[]{0, 1, 2}, new int[]{0, 2}))
                .hasMessageContaining("column 2 in row 1");
    }

    @ParameterizedTest
    @EnumSource
    void stepsAllocateNothing(Choice choice) {
        Problem problem = new Problem.VanDerPol(1e-3, 1e9);
        Integrator integrator = new Integrator(problem, Tolerances.uniform(1e-6, 1e-6, 2), choice, 10_000_000);
        integrator.restart(0, problem.start());
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double[] between = new double[2];
        long allocated = 0;
        for (int round = 0; round < 2; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 2000; i++) {
                integrator.step(1e9);
                integrator.interpolate((integrator.time() + integrator.previousTime()) / 2, between);
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(allocated).as("bytes in 2000 steps").isLessThan(10_000);
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

    /** A fast oscillation with some damping beside a slow decay. */
    private static class Ringing implements Problem {
        private final double frequency;

        Ringing(double frequency) {
            this.frequency = frequency;
        }

        @Override
        public double[] start() {
            return new double[]{1e-7, 0, 1};
        }

        @Override
        public double end() {
            return 1;
        }

        @Override
        public void derivative(double t, double[] y, double[] dydt) {
            if (y.length == 3) {
                dydt[0] = -0.2 * frequency * y[0] + frequency * y[1];
                dydt[1] = -frequency * y[0] - 0.2 * frequency * y[1];
                dydt[2] = -y[2];
            }
        }

        @Override
        public void jacobian(double t, double[] y, double[] values) {
            if (values.length == 9) {
                values[0] = -0.2 * frequency;
                values[1] = frequency;
                values[3] = -frequency;
                values[4] = -0.2 * frequency;
                values[8] = -1;
            }
        }
    }
}

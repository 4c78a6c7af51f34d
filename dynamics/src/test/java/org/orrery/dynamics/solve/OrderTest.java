package org.orrery.dynamics.solve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order of convergence is measured, not believed. */
class OrderTest {
    private static final Problem PROBLEM = new Problem.Mixed();
    private static final double[] TRUTH = PROBLEM.solve(Choice.RODAS5P, 1e-13, 1e-13).state().clone();

    @ParameterizedTest
    @CsvSource({"TSIT5, 20, 5", "TSIT5, 40, 5", "VERN7, 5, 7", "VERN7, 10, 7", "RODAS5P, 16, 5", "RODAS5P, 32, 5",
            "RADAU5, 8, 5", "RADAU5, 16, 5"})
    void halvingTheStepDividesTheErrorByTwoToTheOrder(Choice choice, int steps, int order) {
        double coarse = error(choice, steps);
        double fine = error(choice, 2 * steps);
        assertThat(Math.log(coarse / fine) / Math.log(2)).isBetween(order - 0.4, order + 0.9);
    }

    private static double error(Choice choice, int steps) {
        Integrator integrator = integrator(choice);
        for (int i = 0; i < steps; i++) {
            integrator.fixedStep(PROBLEM.end() / steps);
        }
        return Math.hypot(integrator.state()[0] - TRUTH[0], integrator.state()[1] - TRUTH[1]);
    }

    @ParameterizedTest
    @CsvSource({"1, 200", "2, 200", "3, 200", "4, 200", "5, 150"})
    void backwardDifferencesHaveTheirOrder(int order, int steps) {
        double coarse = byDifferences(order, steps);
        double fine = byDifferences(order, 2 * steps);
        assertThat(Math.log(coarse / fine) / Math.log(2)).isBetween(order - 0.25, order + 0.6);
    }

    /** The first steps, of lower order, are so small that their errors do not count; they grow slowly, to stay stable. */
    private static double byDifferences(int order, int steps) {
        BdfStepper stepper = new BdfStepper(PROBLEM, Tolerances.uniform(1e-13, 1e-13, 2), new Counters());
        stepper.fixOrder(order);
        double h = PROBLEM.end() / steps;
        double[] state = PROBLEM.start();
        double[] next = new double[2];
        double t = 0;
        double size = h / (1 << 12);
        while (t < PROBLEM.end() - h / 1e6) {
            double now = Math.min(size, PROBLEM.end() - t);
            stepper.prepare(t, state);
            stepper.attempt(t, state, now, next);
            stepper.afterAccepted(1, 1, false);
            stepper.accepted();
            System.arraycopy(next, 0, state, 0, 2);
            t += now;
            size = Math.min(h, 1.04 * size);
        }
        return Math.hypot(state[0] - TRUTH[0], state[1] - TRUTH[1]);
    }

    /** The first step has only its own stages, of order 3; from the next on the order is 4. */
    @ParameterizedTest
    @CsvSource({"0.3, 0, 3.6", "0.8, 0, 3.6", "0.3, 1, 4.6", "0.8, 1, 4.6"})
    void theInterpolantOfRadauWinsWithTheSteps(double theta, int before, double order) {
        double rate = Math.log(radauError(0.1, theta, before) / radauError(0.05, theta, before)) / Math.log(2);
        assertThat(rate).isBetween(order, order + 1.8);
    }

    private static double radauError(double h, double theta, int before) {
        Integrator integrator = integrator(Choice.RADAU5);
        for (int i = 0; i <= before; i++) {
            integrator.fixedStep(h);
        }
        double[] between = new double[2];
        integrator.interpolate((before + theta) * h, between);
        Integrator many = integrator(Choice.RODAS5P);
        for (int i = 0; i < 100; i++) {
            many.fixedStep((before + theta) * h / 100);
        }
        return Math.hypot(many.state()[0] - between[0], many.state()[1] - between[1]);
    }

    /** In a single step an interpolant of order 4 has an error of h^5. */
    @ParameterizedTest
    @CsvSource({"TSIT5, 0.2, 0.3", "TSIT5, 0.2, 0.8", "RODAS5P, 0.1, 0.3", "RODAS5P, 0.1, 0.8"})
    void interpolantHasOrderFour(Choice choice, double h, double theta) {
        double rate = Math.log(interpolationError(choice, h, theta) / interpolationError(choice, h / 2, theta))
                / Math.log(2);
        assertThat(rate).isBetween(4.6, 6.5);
    }

    /** The interpolant of Vern7 has order 6, with an error so small that those of higher order stand before it. */
    @ParameterizedTest
    @CsvSource({"0.4, 0.3", "0.4, 0.8", "0.2, 0.5"})
    void interpolantOfVern7HasOrderSixAtLeast(double h, double theta) {
        double rate = Math.log(interpolationError(Choice.VERN7, h, theta)
                / interpolationError(Choice.VERN7, h / 2, theta)) / Math.log(2);
        assertThat(rate).isGreaterThan(6.6);
    }

    private static double interpolationError(Choice choice, double h, double theta) {
        Integrator one = integrator(choice);
        one.fixedStep(h);
        double[] between = new double[2];
        one.interpolate(theta * h, between);
        assertThat(one.interpolate(theta * h, 1)).isEqualTo(between[1], within(1e-15));
        Integrator many = integrator(Choice.VERN7);
        for (int i = 0; i < 50; i++) {
            many.fixedStep(theta * h / 50);
        }
        return Math.hypot(many.state()[0] - between[0], many.state()[1] - between[1]);
    }

    private static org.assertj.core.data.Offset<Double> within(double offset) {
        return org.assertj.core.data.Offset.offset(offset);
    }

    private static Integrator integrator(Choice choice) {
        Integrator integrator = new Integrator(PROBLEM, Tolerances.uniform(1e-12, 1e-13, 2), choice, 1_000_000);
        integrator.restart(0, PROBLEM.start());
        return integrator;
    }
}

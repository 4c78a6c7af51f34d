package org.orrery.dynamics.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a circle, y = (cos t, -sin t), the step being made long by loose tolerances. */
class RootLocatorTest {
    private static final double END = 1.4;

    private record Circle() implements Problem {
        @Override
        public double[] start() {
            return new double[]{1, 0};
        }

        @Override
        public double end() {
            return END;
        }

        @Override
        public void derivative(double t, double[] y, double[] dydt) {
            dydt[0] = y[1];
            dydt[1] = -y[0];
        }

        @Override
        public void jacobian(double t, double[] y, double[] values) {
            values[0] = 0;
            values[1] = 1;
            values[2] = -1;
            values[3] = 0;
        }
    }

    private static Integrator oneStep(Choice choice) {
        Circle circle = new Circle();
        Integrator integrator = new Integrator(circle, Tolerances.uniform(1e-3, 1e-3, 2), choice, 10);
        integrator.restart(0, circle.start());
        integrator.fixedStep(END);
        return integrator;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.999, 0.9, 0.7, 0.51, 0.2})
    void conditionAndCurveAreFoundToTheLastDigits(double height) {
        Integrator integrator = oneStep(Choice.TSIT5);
        RootLocator locator = new RootLocator(integrator);
        double condition = locator.firstTrue((t, y) -> y[0] <= height, 0, END);
        double curve = locator.firstCrossing((t, y) -> y[0] - height, 0, END);
        assertThat(condition).isCloseTo(Math.acos(height), within(1e-2));
        assertThat(curve).isCloseTo(condition, within(4 * Math.ulp(condition)));
        assertThat(integrator.interpolate(condition, 0)).isLessThanOrEqualTo(height);
        assertThat(integrator.interpolate(condition - 4 * Math.ulp(condition), 0)).isGreaterThan(height - 1e-14);
    }

    @Test
    void theEarliestOfSeveralIsFound() {
        RootLocator locator = new RootLocator(oneStep(Choice.RODAS5P));
        assertThat(locator.firstTrue((t, y) -> t >= 0.35 && t < 0.6 || t > 1, 0, END)).isCloseTo(0.35, within(1e-15));
        assertThat(locator.firstTrue((t, y) -> t >= 0.35 && t < 0.6 || t > 1, 0.4, END)).isCloseTo(1, within(1e-15));
        assertThat(locator.firstCrossing((t, y) -> (t - 0.3) * (t - 0.7) * (t - 1.1), 0, END))
                .isCloseTo(0.3, within(1e-14));
    }

    @Test
    void noneIsNaN() {
        RootLocator locator = new RootLocator(oneStep(Choice.TSIT5));
        assertThat(locator.firstTrue((t, y) -> y[0] > 2, 0, END)).isNaN();
        assertThat(locator.firstTrue((t, y) -> true, 0, END)).as("it does not turn true").isNaN();
        assertThat(locator.firstCrossing((t, y) -> y[0] + 2, 0, END)).isNaN();
        assertThat(locator.firstCrossing((t, y) -> 0, 0, END)).isNaN();
        assertThat(locator.firstCrossing((t, y) -> (t - 0.7) * (t - 0.7) + 1e-9, 0, END)).isNaN();
    }

    @Test
    void aCurveThatStartsAtZeroHasNoSignUntilItLeaves() {
        RootLocator locator = new RootLocator(oneStep(Choice.TSIT5));
        assertThat(locator.firstCrossing((t, y) -> t * (1 - t), 0, END)).isCloseTo(1, within(1e-15));
    }

    /** Two crossings a thousandth of the step apart, between two samples. */
    @ParameterizedTest
    @ValueSource(doubles = {0.31, 0.5, 0.7001, 0.7699, 0.98})
    void twoCrossingsBetweenSamplesAreNotMissed(double where) {
        RootLocator locator = new RootLocator(oneStep(Choice.TSIT5));
        double narrow = END / 2000;
        double found = locator.firstCrossing((t, y) -> (t - where) * (t - where) - narrow * narrow, 0, END);
        assertThat(found).isCloseTo(where - narrow, within(1e-12));
    }

    @Test
    void steepAndFlatCurvesNeedFewEvaluations() {
        RootLocator locator = new RootLocator(oneStep(Choice.TSIT5));
        int[] calls = {0};
        double found = locator.firstCrossing(
                (t, y) -> {
                    calls[0]++;
                    return Math.expm1(3 * (t - 0.923));
                },
                0,
                END);
        assertThat(found).isCloseTo(0.923, within(1e-15));
        assertThat(calls[0]).as("11 samples and a search").isLessThan(11 + 20);
        calls[0] = 0;
        found = locator.firstCrossing(
                (t, y) -> {
                    calls[0]++;
                    return Math.pow(t - 0.923, 9);
                },
                0,
                END);
        assertThat(found).isCloseTo(0.923, within(1e-15));
        assertThat(calls[0]).as("never much worse than bisection").isLessThan(11 + 65);
    }

    @Test
    void samplesBelongToTheirStep() {
        Integrator integrator = oneStep(Choice.TSIT5);
        RootLocator locator = new RootLocator(integrator);
        double first = locator.firstCrossing((t, y) -> y[0] - 0.5, 0, END);
        integrator.restart(0, new double[]{0.8, 0});
        integrator.fixedStep(END);
        double second = locator.firstCrossing((t, y) -> y[0] - 0.5, 0, END);
        assertThat(first).isCloseTo(Math.acos(0.5), within(1e-2));
        assertThat(second).isCloseTo(Math.acos(0.625), within(1e-2));
    }
}

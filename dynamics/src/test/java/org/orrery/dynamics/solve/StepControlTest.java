package org.orrery.dynamics.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepControlTest {
    private final StepControl control = new StepControl(0.9, 0.2, 10, 12, 2);

    @ParameterizedTest
    @ValueSource(ints = {2, 7, 11, 12, 13, 16, 21, 32, 64})
    void powersAreRightWithinOnePercentAndRise(int sixtyFourths) {
        double before = 0;
        for (double x = 1e-20; x < 1e30; x *= 1.0371) {
            double power = StepControl.power(x, sixtyFourths);
            double exact = Math.pow(x, sixtyFourths / 64.0);
            assertThat(power / exact).as("%s to the power of %d / 64", x, sixtyFourths).isCloseTo(1, within(0.01));
            assertThat(power).isGreaterThan(before);
            before = power;
        }
        assertThat(StepControl.power(1, sixtyFourths)).isEqualTo(1);
    }

    @Test
    void nothingIsToThePowerOfZeroButOne() {
        assertThat(StepControl.power(1e-7, 0)).isEqualTo(1);
    }

    /** 0.9 * 0.01^(-12/64) * 0.1^(2/64) = 1.986. */
    @Test
    void theNextStepFollowsFromTheLastTwoErrors() {
        assertThat(control.afterAccepted(0.01, 0.1, false)).isCloseTo(1.986, within(0.02));
        assertThat(control.afterAccepted(0.01, 0.5, false)).isGreaterThan(control.afterAccepted(0.01, 0.1, false));
        assertThat(control.afterAccepted(1, 1, false)).isEqualTo(0.9);
    }

    @Test
    void aStepFarBelowTheToleranceIsNoReasonForAShorterNextOne() {
        assertThat(control.afterAccepted(0.1, 1e-9, false)).isEqualTo(control.afterAccepted(0.1, 1e-2, false));
    }

    @Test
    void theFirstStepMayBeFollowedByAMuchLongerOne() {
        assertThat(control.afterAccepted(1e-10, 1, false)).isEqualTo(10);
        assertThat(control.afterAccepted(1e-10, 1, true)).isEqualTo(control.first()).isGreaterThan(10);
        assertThat(control.afterAccepted(0.5, 1, true)).isEqualTo(control.afterAccepted(0.5, 1, false));
    }

    @ParameterizedTest
    @CsvSource({"1.0001, 0.9", "1e9, 0.2", "1e31, 0.2", "Infinity, 0.2", "NaN, 0.2"})
    void whatIsRefusedIsTriedShorter(double error, double factor) {
        assertThat(control.afterRejected(error)).isCloseTo(factor, within(1e-3)).isLessThan(1);
    }
}

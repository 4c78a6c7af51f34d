package org.orrery.dynamics.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final int[] BOTH = {0, 1};

    /** A polynomial of degree five, and a sine. */
    private static void course(double t, double[] out) {
        out[0] = 1 + t * (2 - t * (3 - t * (0.5 + t * (0.25 - 0.01 * t))));
        out[1] = Math.sin(t);
    }

    private static History filled(double step, int steps) {
        double[] start = new double[2];
        course(0, start);
        History history = new History(2, 0, start);
        for (int i = 0; i < steps; i++) {
            history.add(i * step, (i + 1) * step, HistoryTest::course);
        }
        return history;
    }

    @Test
    void aPolynomialOfDegreeFiveIsKeptAsItIs() {
        History history = filled(0.75, 10);
        SplittableRandom chance = new SplittableRandom(7);
        double[] read = new double[2];
        double[] expected = new double[2];
        for (int i = 0; i < 1_000; i++) {
            double t = chance.nextDouble(0, 7.5);
            history.read(t, BOTH, read);
            course(t, expected);
            assertThat(read[0]).isCloseTo(expected[0], within(1e-11));
        }
    }

    @Test
    void aSmoothCourseIsKeptToOrderSix() {
        double coarse = worstSine(filled(0.5, 16));
        double fine = worstSine(filled(0.25, 32));
        assertThat(Math.log(coarse / fine) / Math.log(2)).isBetween(5.5, 6.5);
    }

    private static double worstSine(History history) {
        double[] read = new double[2];
        double worst = 0;
        for (double t = 0; t < 8; t += 0.013) {
            history.read(t, BOTH, read);
            worst = Math.max(worst, Math.abs(read[1] - Math.sin(t)));
        }
        return worst;
    }

    @Test
    void atAJumpTheLaterValueCounts() {
        History history = filled(0.5, 2);
        double[] read = new double[2];
        history.jump(1, new double[]{50, 60});
        history.read(1, BOTH, read);
        assertThat(read).containsExactly(50, 60);
        history.add(1, 2, (t, out) -> {
            out[0] = 50 * t;
            out[1] = 60;
        });
        history.read(1, BOTH, read);
        assertThat(read).containsExactly(50, 60);
        history.read(Math.nextDown(1.0), BOTH, read);
        assertThat(read[1]).isCloseTo(Math.sin(1), within(1e-12));
        history.read(1.5, BOTH, read);
        assertThat(read[0]).isCloseTo(75, within(1e-12));
    }

    @Test
    void aStepThatWasCutShortTakesThePlaceOfTheWholeOne() {
        History history = filled(0.5, 2);
        history.add(0.5, 0.75, HistoryTest::course);
        assertThat(history.now()).isEqualTo(0.75);
        assertThat(history.steps()).isEqualTo(2);
    }

    @Test
    void whatIsExpectedIsReadUntilTheStepIsKnown() {
        History history = filled(0.5, 2);
        double[] read = new double[2];
        history.expectLine(new double[]{2, 0});
        assertThat(history.wentAhead()).isFalse();
        history.read(1.5, new int[]{1}, read);
        assertThat(read[1]).isEqualTo(Math.sin(1));
        assertThat(history.wentAhead()).isTrue();
        history.expect(1, 2, (t, out) -> out[1] = t * t);
        history.read(1.5, new int[]{1}, read);
        assertThat(read[1]).isCloseTo(2.25, within(1e-14));
        history.add(1, 2, HistoryTest::course);
        history.read(1.5, new int[]{1}, read);
        assertThat(read[1]).isCloseTo(Math.sin(1.5), within(1e-5));
    }

    @Test
    void whatIsForgottenMakesRoom() {
        double[] start = new double[2];
        History history = new History(2, 0, start);
        double[] read = new double[2];
        for (int i = 0; i < 10_000; i++) {
            history.add(i, i + 1, HistoryTest::course);
            history.forgetBefore(i - 3.5);
        }
        assertThat(history.steps()).isLessThan(6);
        history.read(9_997.5, BOTH, read);
        assertThat(read[1]).isCloseTo(Math.sin(9_997.5), within(1e-3));
        assertThatThrownBy(() -> history.read(5, BOTH, read)).isInstanceOf(IllegalStateException.class);
    }
}

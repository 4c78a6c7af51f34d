package org.orrery.dynamics.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orrery.core.Refusal;
import org.orrery.dynamics.Trial;

/** Sensitivities of models that look back: against the polynomials of the method of steps, and against differences. */
class DelayedSensitivityTest {
    /** {@code x' = -k x(t - d)} from x = 1: {@code x = sum of (-k)^j (t - (j-1)d)^j / j!}, and its slopes by k and by d. */
    private static double[] steps(double t, double k, double d) {
        double[] sums = {1, 0, 0};
        double power = 1;
        for (int j = 1; t - (j - 1) * d >= 0 && j < 40; j++) {
            power *= -k / j;
            double since = t - (j - 1) * d;
            sums[0] += power * Math.pow(since, j);
            sums[1] += power * Math.pow(since, j) * j / k;
            sums[2] -= power * j * Math.pow(since, j - 1) * (j - 1);
        }
        return sums;
    }

    @ParameterizedTest
    @CsvSource({"tsit5, 0.7, 1", "rodas5p, 0.7, 1", "auto, 1.1, 0.4", "bdf, 0.7, 1"})
    void theMethodOfStepsHasItsSlopes(String method, double k, double d) {
        for (double t : new double[]{0.3, 1, 2.6, 4.4}) {
            double[] expected = steps(t, k, d);
            double[] got = Trial.antimony("x' = -k*delay(x, d); x = x0; x0 = 1; k = %s; d = %s".formatted(k, d))
                    .option("rtol", "1e-9").option("method", method)
                    .readAll("sensitivity(x @ " + t + ", k)", "sensitivity(x @ " + t + ", d)",
                            "sensitivity(x @ " + t + ", x0)");
            assertThat(got).as("t = %s", t)
                    .containsExactly(new double[]{expected[1], expected[2], expected[0]}, within(2e-6));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '~', textBlock = """
            x' = r*x*(1 - delay(x, tau)); r = 1.2; tau = 1.1; x = x0; x0 = 0.3      ! r=1.2, tau=1.1, x0=0.3
            x' = 1 - k*delay(delay(x, 0.4), d); k = 0.8; d = 0.9; x = 0.2           ! k=0.8, d=0.9
            y := k*delay(x, d)^2; x' = 1 - y - 0.1*x; x = 0.5; k = 0.6; d = 0.7      ! k=0.6, d=0.7
            x' = 1 - x*delay(x, 0.3 + a*x^2); a = 0.2; x = 0.4                       ! a=0.2, x=0.4
            x' = sin(delay(k*time + x, d)) - x; k = 1.3; d = 0.8; x = 0.4            ! k=1.3, d=0.8, x=0.4
            x' = delay(y, d) - x; y' = k - delay(x*y, e); d = 0.5; e = 1.2; k = 0.7; x = 1; y = 0.3 ! d=0.5, e=1.2, k=0.7, y=0.3
            x' = piecewise(k, time < T, 0.2) - delay(x, 0.6); k = 1; T = 1.7; x = 0.1 ! k=1, T=1.7
            x' = 1 - delay(x, delay(s, 0.5)); s' = 0.1*k - 0.05*s; s = 0.6; k = 1; x = x0; x0 = 0.2 ! x0=0.2
            """)
    void isTheLimitOfDifferences(String model, String values) {
        for (String pair : values.split(",\\s*", -1)) {
            String[] parts = pair.strip().split("=", -1);
            double value = Double.parseDouble(parts[1]);
            for (String reading : new String[]{"x @ 3.7", "mean(x) over 1..4", "max(x^2) over 0.5..3"}) {
                Trial tight = Trial.antimony(model).option("rtol", "1e-11");
                double h = 2e-3 * value;
                double near = tight.set(parts[0], value + h).read(reading)
                        - tight.set(parts[0], value - h).read(reading);
                double far = tight.set(parts[0], value + 2 * h).read(reading)
                        - tight.set(parts[0], value - 2 * h).read(reading);
                double expected = (8 * near - far) / (12 * h);
                assertThat(Trial.antimony(model).option("rtol", "1e-9").set(parts[0], value)
                        .read("sensitivity(" + reading + ", " + parts[0] + ")"))
                        .as("%s: d %s / d %s", model, reading, parts[0])
                        .isCloseTo(expected, within(5e-6 * Math.max(Math.abs(expected), 0.05)));
            }
        }
    }

    /** At rest x = (k/a)^(1/2), however far one looks back. */
    @Test
    void ofASteadyStateToo() {
        Trial trial = Trial.antimony("x' = k - a*x*delay(x, tau); k = 2; a = 0.5; tau = 0.4; x = 1");
        assertThat(trial.readAll("sensitivity(steady(x), k)", "sensitivity(steady(x), a)",
                "sensitivity(steady(x), tau)")).containsExactly(new double[]{0.5, -2, 0}, within(1e-7));
    }

    @Test
    void underMoves() {
        Trial moved = Trial.antimony("x' = -k*delay(x, 1); x = 1; k = 0.7").move("x = 2 @ 1..2").option("rtol", "1e-9");
        double h = 1e-3;
        double expected = (moved.set("k", 0.7 + h).read("x @ 4") - moved.set("k", 0.7 - h).read("x @ 4")) / (2 * h);
        assertThat(moved.set("k", 0.7).read("sensitivity(x @ 4, k)")).isCloseTo(expected, within(1e-5));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            x' = -delay(x, d); x = 1; d = 1; at (x < 0.5): x = 1                    ! events beside delays
            x' = -delay(piecewise(x, time < d, 2*x), 1); x = 1; d = 1               ! a condition on a state or on the time
            x' = -piecewise(1, delay(x, d) > 0.5, 2); x = 1; d = 1                  ! a condition on a state
            """)
    void jumpsThatComeBackAreRefused(String model, String why) {
        assertThatThrownBy(() -> Trial.antimony(model).read("sensitivity(x @ 3, d)")).isInstanceOf(Refusal.class)
                .hasMessageContaining(why);
    }

    @Test
    void aMovedDelayUnderAMoveIsRefused() {
        assertThatThrownBy(() -> Trial.antimony("x' = -delay(x, d); x = 1; d = 1").move("x = 2 @ 1..2")
                .read("sensitivity(x @ 3, d)")).isInstanceOf(Refusal.class).hasMessageContaining("the model is moved");
    }
}

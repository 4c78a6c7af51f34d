package org.orrery.dynamics.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.core.Claim;
import org.orrery.core.Run;
import org.orrery.core.RunFailure;
import org.orrery.core.World;
import org.orrery.dynamics.Trial;

/** Steady states of models that look back, against closed forms and the characteristic equation. */
class DelayedRestTest {
    private static final String HUTCHINSON = "x' = r*x*(1 - delay(x, tau)); r = 1; tau = 1; x = 0.2;";

    /** The root of {@code z = -r exp(-z)} with the largest real part, by Newton's method from near it. */
    private static double[] lambert(double r) {
        double x = -0.3;
        double y = 1.3;
        for (int i = 0; i < 60; i++) {
            double size = r * Math.exp(-x);
            double fx = x + size * Math.cos(y);
            double fy = y - size * Math.sin(y);
            double dx = 1 - size * Math.cos(y);
            double dy = size * Math.sin(y);
            double norm = dx * dx + dy * dy;
            x -= (fx * dx + fy * dy) / norm;
            y -= (fy * dx - fx * dy) / norm;
        }
        return new double[]{x, y};
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 1.4})
    void theLogisticEquationWithADelayRestsWhileTheDelayIsShort(double r) {
        Run run = Trial.antimony(HUTCHINSON).set("r", r).run(World.Arming.OFF, "steady(x)");
        assertThat(run.readings()[0]).isCloseTo(1, within(1e-12));
        assertThat(run.checks()).allMatch(Claim.Check::passed);
        double[] root = lambert(r);
        assertThat(run.checks().get(1).detail())
                .endsWith("%.4g +- %.4gi".formatted(root[0], root[1]).replaceAll("0+( |i)", "$1"));
    }

    /** It swings from pi/2 on. */
    @Test
    void aDelayThatIsTooLongMakesItSwing() {
        assertThatThrownBy(() -> Trial.antimony(HUTCHINSON).set("tau", 1.8).read("steady(x)"))
                .isInstanceOf(RunFailure.class).hasMessageContaining("keeps swinging")
                .hasMessageContaining("unstable, with the eigenvalue").hasMessageContaining("x = 1");
        assertThat(Trial.antimony(HUTCHINSON).set("tau", 1.55).read("steady(x)")).isCloseTo(1, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            x' = 2 - delay(delay(x, 0.2), 0.3); x = 0                       ! 2
            x' = 1 - x*delay(x, 0.1 + x/10); x = 3                          ! 1
            y := delay(x, 0.25); x' = 4 - y^2; x = 1                         ! 2
            x' = 3 - x - delay(k, 2); k = 0; x = 0; at (time > 1): k = 2    ! 1
            x' = piecewise(2, time < 40, 3) - delay(x, 1); x = 0            ! 3
            """)
    void whatIsLookedBackAtIsAsItIs(String model, double rest) {
        assertThat(Trial.antimony(model).read("steady(x)")).isCloseTo(rest, within(1e-11));
    }

    /** A pulse that is felt ten times later, when all has come to rest, turns the switch over. */
    @Test
    void whatIsStillToComeIsWaitedFor() {
        String bistable = "x' = 5*x*(1 - x)*(x - 0.3) + 2*delay(p, 60); x = 0; p = 0;";
        assertThat(Trial.antimony(bistable).read("steady(x)")).isZero();
        assertThat(Trial.antimony(bistable).move("p = 1 @ 1..2").read("steady(x)")).isCloseTo(1, within(1e-12));
    }

    /** {@code A + B} stays, whatever the rates look back at. */
    @Test
    void sumsAreKept() {
        Run run = Trial.antimony("F: A -> B; k*delay(A, 0.4); G: B -> A; delay(B, 0.7); A = 3; B = 0; k = 0.5")
                .run(World.Arming.OFF, "steady(A)", "steady(total.A)");
        assertThat(run.readings()).containsExactly(new double[]{2, 3}, within(1e-12));
        assertThat(run.checks()).allMatch(Claim.Check::passed);
    }

    /** {@code x + (the integral of x over the last delay)} stays: 1 + 1 at the start, and 1 more by the pulse. */
    @Test
    void aCurveOfRestPointsIsSaidToBeOne() {
        Run run = Trial.antimony("x' = piecewise(1, time < 1, 0) - x + delay(x, 1); x = 1").tight()
                .run(World.Arming.OFF, "steady(x)");
        assertThat(run.readings()[0]).isCloseTo(1.5, within(1e-7));
        assertThat(run.checks().get(1).passed()).isFalse();
        assertThat(run.checks().get(1).detail()).contains("hang together");
    }

    @Test
    void theControlChangesNothing() {
        for (String move : new String[]{"r = 1.2", "x *= 3 @ 2", "tau = 0.5 @ 3..9"}) {
            Trial trial = Trial.antimony(HUTCHINSON).move(move);
            assertThat(trial.run(World.Arming.NO_OP, "steady(x)").readings()).as(move)
                    .containsExactly(trial.run(World.Arming.OFF, "steady(x)").readings());
            assertThat(trial.read("steady(x)")).as(move).isCloseTo(1, within(1e-12));
        }
    }

    /** Two delays, told from the course itself: what dies out there must have been said to, and what grows must not. */
    @Test
    void randomLinearSystemsRestWhereTheirCourseDiesOut() {
        SplittableRandom random = new SplittableRandom(7);
        int rested = 0;
        for (int i = 0; i < 24; i++) {
            double a = 4 * random.nextDouble() - 2;
            double b = 4 * random.nextDouble() - 2;
            double c = -2 * random.nextDouble();
            String model = "x' = %s*(x - 1) + %s*(delay(y, 1) - 1); y' = %s*(y - 1) + 0.7*(delay(x, 0.3) - 1);"
                    .formatted(a, b, c) + "x = 1.5; y = 0.5";
            double[] late = Trial.antimony(model).tight().readAll("x @ 150", "y @ 150", "x @ 60", "y @ 60");
            double size = Math.max(Math.abs(late[0] - 1), Math.abs(late[1] - 1));
            double before = Math.max(Math.abs(late[2] - 1), Math.abs(late[3] - 1));
            if (size < 0.3 * before && before < 1) {
                Run run = Trial.antimony(model).run(World.Arming.OFF, "steady(x)", "steady(y)");
                assertThat(run.readings()).as(model).containsExactly(new double[]{1, 1}, within(1e-9));
                assertThat(run.checks()).as(model).allMatch(Claim.Check::passed);
                rested++;
            } else if (size > 3 * before) {
                assertThatThrownBy(() -> Trial.antimony(model).read("steady(x)")).as(model)
                        .isInstanceOf(RunFailure.class);
            }
        }
        assertThat(rested).isBetween(4, 20);
    }
}

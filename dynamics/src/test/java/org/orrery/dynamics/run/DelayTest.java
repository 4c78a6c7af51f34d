package org.orrery.dynamics.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.core.Refusal;
import org.orrery.core.RunFailure;
import org.orrery.core.World;
import org.orrery.dynamics.Trial;

/** Delay differential equations against closed forms and against fixed steps of another method. */
class DelayTest {
    private static final Offset<Double> CLOSE = within(1e-8);

    /** x' = -x(t - d), x = 1 up to 0, by the method of steps: one more term each delay. */
    private static double steps(double t, double d) {
        double sum = 0;
        double product = 1;
        for (int k = 0; t - (k - 1) * d >= 0; k++) {
            double term = 1;
            for (int j = 1; j <= k; j++) {
                term *= -(t - (k - 1) * d) / j;
            }
            sum += term;
            product *= d;
            if (product == 0 || k > 3 && Math.abs(term) < 1e-18) {
                break;
            }
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({"tsit5, 1", "rodas5p, 1", "auto, 1", "tsit5, 0.03", "rodas5p, 0.03", "tsit5, 0.001", "auto, 7"})
    void theMethodOfStepsGivesPolynomials(String method, double delay) {
        double[] read = Trial.antimony("x' = -delay(x, d); x = 1; d = " + delay).tight().option("method", method)
                .readAll("x @ 0.5", "x @ 1", "x @ 2.5", "x @ 4", "x @ 6.75");
        assertThat(read).containsExactly(
                DoubleStream.of(0.5, 1, 2.5, 4, 6.75).map(t -> steps(t, delay)).toArray(), CLOSE);
    }

    @Test
    void theErrorFollowsTheTolerance() {
        double loose = Math.abs(Trial.antimony("x' = -delay(x, 1); x = 1").option("rtol", "1e-4").read("x @ 6.3")
                - steps(6.3, 1));
        double tight = Math.abs(Trial.antimony("x' = -delay(x, 1); x = 1").option("rtol", "1e-8").read("x @ 6.3")
                - steps(6.3, 1));
        assertThat(loose).isLessThan(1e-4);
        assertThat(tight).isLessThan(1e-8);
    }

    /** x' = -x(t/2) = -x(t - t/2), whose delay vanishes at the start: x = sum of (-t)^n 2^(-n(n-1)/2) / n!. */
    private static double pantograph(double t) {
        double sum = 0;
        double term = 1;
        for (int n = 0; n < 40; n++) {
            sum += term;
            term *= -t * Math.pow(2, -n) / (n + 1);
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(strings = {"x' = -delay(x, time/2)", "x' = -delay(x, s/2); s' = 1; s = 0",
            "x' = -delay(x, h*time); h = 0.5", "x' = -delay(x, delay(time, 0)/2)"})
    void aDelayMayVary(String model) {
        assertThat(Trial.antimony(model + "; x = 1").tight().readAll("x @ 0.01", "x @ 1", "x @ 5", "x @ 12"))
                .containsExactly(DoubleStream.of(0.01, 1, 5, 12).map(DelayTest::pantograph).toArray(), CLOSE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tsit5", "rodas5p"})
    void mackeyAndGlassAgreeWithFixedSteps(String method) {
        Trial trial = Trial.antimony("x' = 0.2*delay(x, 17)/(1 + delay(x, 17)^10) - 0.1*x; x = 0.5")
                .option("rtol", "1e-9").option("method", method);
        double[] expected = MackeyGlass.course(0.5, 17, 1700, 300);
        assertThat(trial.readAll("x @ 50", "x @ 120", "x @ 300")).containsExactly(
                new double[]{expected[50 * 100], expected[120 * 100], expected[300 * 100]}, within(1e-6));
    }

    @Test
    void everythingCanBeDelayed() {
        Trial trial = Trial.antimony("""
                compartment c; c' = 0.5; c = 1
                species A in c; substanceOnly species N in c
                J: -> A; 2*c
                K: -> N; 3
                A = 0; N = 1
                p := sin(time)
                t1 := delay(time, 1)
                a1 := delay(A, 1); n1 := delay(N, 1); c1 := delay(c, 1)
                p1 := delay(p, 1); j1 := delay(J, 1)
                sum1 := delay(c + N*p, 1)
                twice := delay(delay(N, 1), 0.5)
                later := delay(n1, time - 2)
                """).tight();
        // A' c = 2 c - A c', so A = (2 t + t^2/2) / (1 + t/2) as a concentration
        assertThat(trial.readAll("t1 @ 3", "a1 @ 3", "n1 @ 3", "c1 @ 3", "p1 @ 3", "j1 @ 3", "sum1 @ 3", "twice @ 3",
                "later @ 5"))
                .containsExactly(new double[]{2, (4 + 2) / 2.0, 7, 2, Math.sin(2), 4, 2 + 7 * Math.sin(2), 5.5, 4},
                        CLOSE);
        assertThat(trial.readAll("t1 @ 0.5", "a1 @ 0.5", "n1 @ 0.5", "c1 @ 0.5", "p1 @ 0.5", "j1 @ 0.5"))
                .containsExactly(new double[]{-0.5, 0, 1, 1, Math.sin(-0.5), 2}, CLOSE);
    }

    @Test
    void noDelayIsTheValueItself() {
        Trial trial = Trial.antimony("x' = -delay(x, 0)*k; x = 3; y := delay(x, z); z = 0; k = 2").tight();
        assertThat(trial.readAll("x @ 1", "y @ 1"))
                .containsExactly(new double[]{3 * Math.exp(-2), 3 * Math.exp(-2)}, CLOSE);
    }

    @Test
    void aNegativeDelayEndsTheRunWithItsTime() {
        assertThatThrownBy(() -> Trial.antimony("x' = -delay(x, 2 - time); x = 1").read("x @ 5"))
                .isInstanceOf(RunFailure.class).hasMessageContaining("the delay in delay(x, 2 - time)")
                .hasMessageMatching("(?s)at time 2.*must not be negative.*");
    }

    @Test
    void aVariableThatFollowsFromItsOwnPastAloneIsRefused() {
        assertThatThrownBy(() -> Trial.antimony("x := 2*delay(x, 1); y' = x; y = 0").read("y @ 3"))
                .isInstanceOf(Refusal.class).hasMessageContaining("delay(x, 1) follows from itself");
    }

    @Test
    void afterAJumpTheValueAfterItIsRemembered() {
        Trial trial = Trial.antimony("""
                x' = 0; x = 1; k = 10
                y := delay(x, 0.2); z := delay(k, 0.7)
                s' = y; s = 0
                E: at (time >= 1): x = 5, k = 20
                """).tight();
        double[] read = trial.readAll("y @ 1.1999999", "y @ 1.2", "z @ 1.69999", "z @ 1.7", "s @ 1.2", "s @ 3");
        assertThat(read).containsExactly(new double[]{1, 5, 10, 20, 1.2, 1.2 + 9}, CLOSE);
    }

    @Test
    void beforeTheStartAnEventAtTheStartIsNotKnown() {
        Trial trial = Trial.antimony("x' = 0; x = 1; y := delay(x, 1)\nE: at (time >= 0), t0 = false: x = 5");
        assertThat(trial.readAll("x @ 0", "y @ 0", "y @ 0.5", "y @ 1")).containsExactly(5, 1, 1, 5);
    }

    @Test
    void eventsReadThePastInAllTheirParts() {
        Trial trial = Trial.antimony("""
                x' = 1; x = 0
                var a, b, first; a = 0; b = 0; first = 0
                E1: at (delay(x, 1) > 1.5): a = delay(x, 0.5)
                E2: at delay(x, 1) after (x > 2), fromTrigger = false: b = delay(x, 1)
                L: at (time >= 3), priority = delay(-x, 1): first = 1
                H: at (time >= 3), priority = delay(x, 1): first = 2
                """).tight();
        // E1 at 2.5; E2 is triggered at 2 and waits for 1; at 3 H goes before L
        assertThat(trial.readAll("a @ 2.4", "a @ 2.6", "b @ 2.9", "b @ 3.1", "first @ 3.1"))
                .containsExactly(new double[]{0, 2, 0, 2, 1}, CLOSE);
    }

    @Test
    void theRateOfADelayedValueIsTheDelayedRate() {
        Trial trial = Trial.antimony("""
                x' = -x; x = 1
                y := delay(x, time/2); r := rateOf(y)
                q := delay(rateOf(x), 1)
                w := delay(x, 1) + time; v := rateOf(w)
                """).tight();
        assertThat(trial.readAll("r @ 2", "q @ 3", "q @ 0.5", "v @ 0.5", "v @ 2")).containsExactly(
                new double[]{-0.5 * Math.exp(-1), -Math.exp(-2), 0, 1, 1 - Math.exp(-1)}, CLOSE);
    }

    @Test
    void anInterventionDoesNotChangeThePast() {
        Trial trial = Trial.antimony("x' = 1; x = 0; k = 2; y := delay(x*k, 1); z' = delay(x, 1); z = 0").tight();
        Trial moved = trial.move("x = 10 @ 2..3", "k = 5 @ 4..");
        // x is t up to 2, stands at 10 until 3 and goes on from there
        assertThat(moved.readAll("y @ 2.5", "y @ 3.5", "y @ 4.5", "y @ 5.5"))
                .containsExactly(new double[]{3, 20, 21, 5 * 11.5}, CLOSE);
        assertThat(moved.read("z @ 5")).isCloseTo(0.5 * 4 + 10 + 10.5, CLOSE);
        assertThat(trial.move("x = 10").readAll("y @ 0.5", "y @ 1")).containsExactly(0, 20);
    }

    @Test
    void manyEventsAndLongRunsKeepWorking() {
        Trial trial = Trial.antimony("""
                x' = -delay(x, 0.5); x = 1; var n; n = 0; r' = 1; r = 0
                E: at (r >= 0.1): r = 0, n = n + 1, x = x + 0.01
                """);
        double[] read = trial.readAll("n @ 100.05", "x @ 100.05");
        assertThat(read[0]).isEqualTo(1000);
        assertThat(read[1]).isBetween(0.05, 0.2);
    }

    @Test
    void aGridAtTheEchoesReadsTheValuesAfterThem() {
        Trial trial = Trial.antimony("x' = 0; x = 0; y := delay(x, 0.3)\nE: at (time >= 0.1): x = 1");
        List<Double> grid = List.of(0.1, 0.2, 0.3, 0.4, 0.5);
        assertThat(trial.run(World.Arming.OFF, List.of("y"), grid).courses()[0]).containsExactly(0, 0, 0, 1, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<apply><minus/>%s%s</apply>", "<apply><minus/><apply><power/>%s<cn>3</cn></apply>"
            + "<apply><power/>%s<cn>3</cn></apply></apply>"})
    void anAlgebraicRuleMayReadThePast(String rule) {
        // 0 = y - x(t - 1), and the same of the cubes, which is solved by iteration
        String math = "<math xmlns=\"http://www.w3.org/1998/Math/MathML\">";
        String past = "<apply><csymbol encoding=\"text\" definitionURL=\"http://www.sbml.org/sbml/symbols/delay\">d"
                + "</csymbol><ci>x</ci><cn>1</cn></apply>";
        Trial trial = Trial.sbml("""
                <model id="m"><listOfParameters><parameter id="x" value="2" constant="false"/>
                <parameter id="y" value="2" constant="false"/></listOfParameters>
                <listOfRules><rateRule variable="x">%s<cn>3</cn></math></rateRule>
                <algebraicRule>%s%s</math></algebraicRule></listOfRules></model>"""
                .formatted(math, math, rule.formatted("<ci>y</ci>", past))).tight();
        assertThat(trial.readAll("y @ 0", "y @ 0.5", "y @ 1", "y @ 3")).containsExactly(new double[]{2, 2, 2, 8},
                within(1e-7));
    }
}

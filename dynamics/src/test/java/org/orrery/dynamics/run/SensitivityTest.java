package org.orrery.dynamics.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orrery.core.InvalidInput;
import org.orrery.core.Machine;
import org.orrery.core.Outcome;
import org.orrery.core.Plan;
import org.orrery.core.Quantity;
import org.orrery.core.Refusal;
import org.orrery.core.RunFailure;
import org.orrery.core.World;
import org.orrery.dynamics.Trial;

class SensitivityTest {
    private static final String ENZYME = "R1: E + S -> ES; k1*E*S; R2: ES -> E + S; k2*ES; R3: ES -> E + P; k3*ES;"
            + "R4: P -> ; k4*P; R0: -> S; k0; E = 1; S = 5; ES = 0.5; P = 0.2; k0 = 1; k1 = 10; k2 = 1; k3 = 3; k4 = 0.5;";

    /** Central differences with one step of Richardson's extrapolation: the error falls with the fourth power of the step. */
    private static double difference(Trial trial, String reading, String parameter, double value, double step) {
        double near = trial.set(parameter, value + step).read(reading)
                - trial.set(parameter, value - step).read(reading);
        double far = trial.set(parameter, value + 2 * step).read(reading)
                - trial.set(parameter, value - 2 * step).read(reading);
        return (8 * near - far) / (12 * step);
    }

    private static void check(Trial trial, String reading, String parameter, double value) {
        double expected = difference(trial.option("rtol", "1e-11"), reading, parameter, value,
                1e-3 * Math.max(Math.abs(value), 0.1));
        double got = trial.option("rtol", "1e-9").set(parameter, value)
                .read("sensitivity(" + reading + ", " + parameter + ")");
        assertThat(got).as("d %s / d %s", reading, parameter).isCloseTo(expected,
                within(2e-6 * Math.max(Math.abs(expected), 1e-2)));
    }

    @Test
    void decayHasItsClosedForm() {
        Trial decay = Trial.antimony("R: x -> ; k*x; x = 3; k = 0.4");
        double[] got = decay.tight().readAll("sensitivity(x @ 2, k)", "sensitivity(x @ 2, x)", "sensitivity(x @ 0, x)",
                "sensitivity(integral(x) over 0..2, k)", "x @ 2");
        double e = Math.exp(-0.8);
        double integral = 3 * (2 * e * 0.4 - (1 - e)) / 0.16;
        assertThat(got).containsExactly(new double[]{-6 * e, e, 1, integral, 3 * e}, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"k0,1", "k1,10", "k2,1", "k3,3", "k4,0.5", "S,5", "ES,0.5", "P,0.2", "E,1"})
    void aNetworksDerivativesAreThoseOfDifferences(String parameter, double value) {
        for (String reading : new String[]{"S @ 0.3", "P @ 4", "mean(P) over 1..3", "integral(S*P) over 0..2"}) {
            check(Trial.antimony(ENZYME), reading, parameter, value);
        }
    }

    @ParameterizedTest
    @CsvSource({"k3,3", "total.E,1.5", "S,5", "k0,1"})
    void ofASteadyStateToo(String parameter, double value) {
        Trial trial = Trial.antimony(ENZYME);
        check(trial, "steady(S)", parameter, value);
        check(trial, "steady(log10(ES * P))", parameter, value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '~', textBlock = """
            R: x -> ; k*x; x = 3; k = 0.4; c = 1; a = 1.5; at (x < c): x = x + a        ! k=0.4, c=1, a=1.5, x=3
            R: x -> y; k*x; x = 3; y = 0; k = 0.4; T = 1.3; at (time > T): x = 2*x + y   ! k=0.4, T=1.3, x=3
            R: x -> y; k*x; x = 3; y = 0; k = 0.4; T = 1.3; d = 0.5; at d after (time > T): x = 2*x + y*time ! k=0.4, T=1.3, d=0.5
            R: x -> y; k*x; x = 3; y = 0; k = 0.4; c = 1; d = 0.7; at d*k after (x < c): k = 2*k + x ! c=1, d=0.7, x=3
            R: x -> y; k*x; x = 3; y = 0; k = 0.4; c = 1; d = 0.7; at d after (x < c), fromTrigger=false: y = 2*x ! c=1, d=0.7, k=0.4
            R: -> x; piecewise(5, time < T, 2*r); D: x -> ; k*x; x = 0; k = 0.3; T = 2; r = 1     ! T=2, r=1, k=0.3
            R: -> x; piecewise(5, time < T, r); D: x -> ; x; x = 0; T = 2; r = 1; at (time > T): x = 2*x + T ! T=2, r=1
            R: x -> ; k*x; x = 3; k = 0.4; y = 1; at (x < 1): y = x^2 + k; at (y > 1.2): x = y + k   ! k=0.4, x=3
            R: x -> ; k*x; x = 3; k = 0.4; c = 1; y := 2*x + c; at (y < 3*c && time > 0.2): x = 4    ! k=0.4, c=1
            """)
    void eventsAndSwitchesMoveWithTheParameters(String model, String values) {
        Trial trial = Trial.antimony(model);
        for (String pair : values.split(",\\s*", -1)) {
            String[] parts = pair.strip().split("=", -1);
            for (String reading : new String[]{"x @ 5.3", "integral(x) over 0.5..5.1", "mean(x^2) over 1..6"}) {
                check(trial, reading, parts[0], Double.parseDouble(parts[1]));
            }
        }
    }

    /** Whether differences over one step and over four agree: not where an event more or less happens in between. */
    private static boolean sameEvents(Trial trial, String reading, String parameter, double value) {
        double step = 1e-3 * value;
        double[] at = new double[5];
        for (int i = 0; i < at.length; i++) {
            at[i] = trial.tight().set(parameter, value + (i - 2) * step).read(reading);
        }
        double near = at[3] - at[1];
        double far = (at[4] - at[0]) / 2;
        return Math.abs(near - far) < 0.01 * Math.max(Math.abs(near), 1e-3 * step);
    }

    @Test
    void eventsOfChanceNetworksToo() {
        int checked = 0;
        for (int seed = 0; seed < 12; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String text = String.format(Locale.ROOT,
                    "R1: A -> B; k*A; R2: B -> C; %.3f*B/(1 + B); R3: C -> A; %.3f*C*A;"
                            + "A = 2; B = 1; C = 0.5; k = %.3f; c = %.3f; at (A < c): A = A + %.3f*B + 0.3, B = 0.5*B + k;",
                    0.5 + random.nextDouble(), random.nextDouble(), 0.5 + random.nextDouble(),
                    0.8 + 0.5 * random.nextDouble(), random.nextDouble());
            Trial trial = Trial.antimony(text);
            double k = Double.parseDouble(text.replaceAll(".*; k = ([0-9.]+);.*", "$1"));
            double c = Double.parseDouble(text.replaceAll(".*; c = ([0-9.]+);.*", "$1"));
            for (Object[] pair : new Object[][]{{"B @ 4", "k", k}, {"A @ 4", "c", c}, {"C @ 4", "B", 1.0}}) {
                double value = (Double) pair[2];
                if (sameEvents(trial, (String) pair[0], (String) pair[1], value)) {
                    check(trial, (String) pair[0], (String) pair[1], value);
                    checked++;
                }
            }
        }
        assertThat(checked).isGreaterThan(25);
    }

    @ParameterizedTest
    @CsvSource({"k3 = 2 @ 1..2", "S += 1 @ 1", "S *= 3 @ 1", "ES = 0.2 @ 1..2", "R3 *= 0.5", "P = 0",
            "total.E += 1 @ 1",
            "R4 = knockout @ 0.5.."})
    void worksUnderMovesWithAControlOfExactlyZero(String move) {
        Trial trial = Trial.antimony(ENZYME).move(move);
        for (String parameter : new String[]{"k3=3", "S=5", "k1=10"}) {
            String[] parts = parameter.split("=", -1);
            check(trial, "P @ 4", parts[0], Double.parseDouble(parts[1]));
        }
        String[] readings = {"sensitivity(P @ 4, k3)", "sensitivity(mean(S) over 0..4, S)"};
        assertThat(trial.run(World.Arming.NO_OP, readings).readings())
                .containsExactly(trial.run(World.Arming.OFF, readings).readings());
    }

    @Test
    void concentrationsInACompartmentOfAnySize() {
        String text = "compartment V = 2.5; species A in V, B in V; A = 3; B = 0; R: A -> B; V*k*A^2; k = 0.3";
        check(Trial.antimony(text), "B @ 2", "A", 3);
        check(Trial.antimony(text), "B @ 2", "V", 2.5);
    }

    @Test
    void whatHasNoDerivativeIsRefused() {
        Trial trial = Trial.antimony(ENZYME + "y := 2*S;");
        assertThatThrownBy(() -> trial.read("sensitivity(S @ 3, y)")).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("no value of its own");
        assertThatThrownBy(() -> trial.read("sensitivity(S @ 3, q)")).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("nothing called q");
        assertThatThrownBy(() -> Trial.antimony("R: x -> ; piecewise(1, x > 2, 0.5)*x; x = 3")
                .read("sensitivity(x @ 3, x)")).isInstanceOf(Refusal.class)
                .hasMessageContaining("condition on a state");
        Trial twice = Trial.antimony("R: x -> ; x; x = 1; T = 1; at (time > T): x = 5; at (time > 1): x = 2*x");
        assertThatThrownBy(() -> twice.read("sensitivity(x @ 3, T)")).isInstanceOf(RunFailure.class)
                .hasMessageContaining("two things happen at once");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"max(ES) over 0..3", "min(S) over 0..0.6", "max(P) over 1..2",
            "min(P) over 0..2",
            "max(S*ES - P) over 0..2", "max(S) over 0..5"})
    void extremeValuesInsideAndAtTheEdges(String reading) {
        for (String parameter : new String[]{"k1=10", "k3=3", "S=5", "k0=1"}) {
            String[] parts = parameter.split("=", -1);
            check(Trial.antimony(ENZYME), reading, parts[0], Double.parseDouble(parts[1]));
        }
    }

    /** The value rises until an event cuts it: the highest point is the threshold, and the lowest what the event leaves. */
    @Test
    void extremeValuesAtAJumpMoveWithIt() {
        Trial saw = Trial
                .antimony("x' = r - 0.1*x; x = 0.5; r = 1; top = 2; c = 0.3; low = 0.1; at (x > top): x = c*x + low");
        assertThat(saw.tight().readAll("sensitivity(max(x) over 0..9, top)", "sensitivity(max(x) over 0..9, r)",
                "sensitivity(min(x) over 2..9, top)", "sensitivity(min(x) over 2..9, c)",
                "sensitivity(min(x) over 2..9, low)"))
                .containsExactly(new double[]{1, 0, 0.3, 2, 1}, within(1e-6));
        Trial timed = Trial.antimony("x' = r - 0.1*x; x = 0.5; r = 1; T = 3; at (time >= T): x = 0.1*x");
        for (String reading : new String[]{"max(x) over 0..4", "min(x) over 1..5"}) {
            check(timed, reading, "T", 3);
            check(timed, reading, "r", 1);
        }
        Trial turned = Trial.antimony("x' = piecewise(r, time < T, -x); x = 0.5; r = 1; T = 3");
        check(turned, "max(x) over 0..4", "T", 3);
        check(turned, "max(x) over 0..4", "r", 1);
    }

    /** Blocks of runs and single runs are the same, events at moments that move included. */
    @Test
    void manyRunsAreThatManyRuns() {
        Trial timed = Trial.antimony("x' = r - 0.1*x; x = 0.5; r = 1; T = 3; at (time >= T): x = 0.1*x");
        Plan plan = new Plan(List.of("T"), List.of(), List.of(Quantity.parse("sensitivity(x @ 5, T)"),
                Quantity.parse("sensitivity(max(x) over 0..4, T)")), List.of(), List.of(), Map.of());
        Machine machine = timed.model().prepare(plan);
        List<World> worlds = IntStream.range(0, 20)
                .mapToObj(i -> new World(World.Arming.OFF, new double[]{2 + 0.1 * i}, 1)).toList();
        List<Outcome> all = machine.runAll(worlds);
        for (int i = 0; i < all.size(); i++) {
            double[] alone = machine.run(worlds.get(i)).readings();
            assertThat(all.get(i)).isInstanceOfSatisfying(Outcome.Finished.class,
                    ran -> assertThat(ran.run().readings()).containsExactly(alone));
            // x(T) = 10 - 9.5 exp(-T/10) before, a tenth of it after
            double t = worlds.get(i).inputs()[0];
            assertThat(alone[1]).isCloseTo(0.95 * Math.exp(-t / 10), within(1e-6));
        }
    }
}

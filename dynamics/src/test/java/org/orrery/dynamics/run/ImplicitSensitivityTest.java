package org.orrery.dynamics.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.orrery.core.Refusal;
import org.orrery.core.RunFailure;
import org.orrery.dynamics.SbmlDraft;
import org.orrery.dynamics.Trial;

/** Sensitivities beside algebraic rules and fast reactions: against closed forms and central differences. */
class ImplicitSensitivityTest {
    @Test
    void anAlgebraicVariableHasItsClosedForm() {
        // y = sqrt(k x), x = x0 exp(t): dy/dk = y/(2k), dy/dx0 = y/(2 x0)
        Trial trial = new SbmlDraft().parameter("x", 2).parameter("y", 1).parameter("k", 3).rate("x", "x")
                .zero("y^2 - k*x").trial().tight();
        double y = Math.sqrt(6 * Math.exp(1.5));
        assertThat(trial.readAll("sensitivity(y @ 1.5, k)", "sensitivity(y @ 1.5, x)", "sensitivity(y @ 0, k)"))
                .containsExactly(new double[]{y / 6, y / 4, Math.sqrt(6) / 6}, within(1e-7));
    }

    private record Pattern(String name, SbmlDraft draft, String parameter, double value, String... readings) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Pattern> patterns() {
        return Stream.of(
                new Pattern("two rules together", new SbmlDraft().parameter("x", 2).parameter("u", 1).parameter("v", 1)
                        .constant("k", 0.7).rate("x", "1 + 0.5*cos(time) - 0.3*x*u").zero("u^3 + v - k*x")
                        .zero("v^3 + 2*v - u*x"), "k", 0.7, "x @ 2", "u @ 2", "v @ 1", "mean(u) over 0..2"),
                new Pattern("fast pair", pair("k*A - B").reaction("S", false, "B -> P", "0.5*B"), "k", 2, "A @ 1",
                        "B @ 1", "P @ 1", "max(P) over 0..2", "integral(A) over 0..2", "B @ 0"),
                new Pattern("fast binding, a start value", bound(), "A", 3, "A @ 1", "P @ 2", "B @ 0"),
                new Pattern("fast binding, its constant", bound(), "k", 0.3, "A @ 1", "P @ 2", "B @ 0"),
                new Pattern("rule and fast", pair("y*A - B").parameter("y", 1).zero("y^3 + k*y - A")
                        .reaction("S", false, "B -> ", "0.5*B*y"), "k", 2, "A @ 1", "B @ 2", "y @ 2"),
                new Pattern("a rate that is read", pair("2*A - B").parameter("r", 0).assign("r", "rateOf(A)")
                        .reaction("S", false, "B -> P", "k*B"), "k", 2, "r @ 1", "r @ 0"),
                new Pattern("an event at a fixed time", pair("k*A - B").reaction("S", false, "B -> P", "0.5*B")
                        .event("time > 1.3", "A = 2*A + B"), "k", 2, "A @ 2", "B @ 3", "P @ 3",
                        "integral(A) over 0..3"),
                new Pattern("an event of a fast amount", pair("k*A - B").reaction("S", false, "B -> P", "0.5*B")
                        .event("B < 2", "A = A + 3*k", "P = P*B"), "k", 2, "A @ 4", "P @ 4", "mean(B) over 0..4"),
                new Pattern("an event of a slow amount", bound().event("P < 1.1", "B = B + 2*A"), "k", 0.3, "A @ 3",
                        "P @ 3", "integral(P) over 0..3"),
                new Pattern("an event at a moment that moves", bound().event("time > 4*k", "B = B + 2*A*time"), "k",
                        0.3,
                        "A @ 3", "P @ 3", "integral(P) over 0..3"),
                new Pattern("an event that sees a rule", new SbmlDraft().parameter("x", 1).parameter("y", 1)
                        .parameter("q", 1).constant("k", 2).rate("x", "1 - 0.1*x").zero("y^3 + q*y - k*x - time")
                        .event("y > 1.6", "x = x - y/2", "q = q + y"), "k", 2, "x @ 3", "y @ 3", "mean(y) over 0..3"),
                new Pattern("events one after the other", new SbmlDraft().parameter("x", 1).parameter("y", 1)
                        .parameter("q", 1).constant("k", 2).rate("x", "1 - 0.1*x").zero("y^3 + q*y - k*x")
                        .event("y > 1.6", "x = x - 1").event("x < 1.2 + 0.1*q", "q = 2*q*k"), "k", 2, "x @ 4", "y @ 4"),
                new Pattern("at rest after an event", new SbmlDraft().parameter("x", 1).parameter("y", 1)
                        .parameter("q", 1).constant("k", 2).rate("x", "k - y").zero("y^3 + q*y - k*x")
                        .event("y > 1.4", "q = 1 + k/4"), "k", 2, "steady(x)", "steady(y)"),
                new Pattern("at rest", new SbmlDraft().parameter("x", 1).parameter("y", 1).constant("k", 2)
                        .rate("x", "k - y").zero("y^3 + y - k*x"), "k", 2, "steady(x)", "steady(y)", "y @ 1"));
    }

    private static SbmlDraft pair(String rate) {
        return new SbmlDraft().compartment("c", 2, true).species("A", 3, "c", false).species("B", 1, "c", false)
                .species("P", 0.5, "c", false).constant("k", 2).reaction("F", true, "A -> B", rate);
    }

    private static SbmlDraft bound() {
        return new SbmlDraft().compartment("c", 2, true).species("A", 3, "c", false).species("B", 1, "c", false)
                .species("P", 0.5, "c", false).constant("k", 0.3).reaction("F", true, "A B -> P", "A*B - k*P")
                .reaction("S", false, "P ->", "0.7*P").reaction("T", false, "-> A", "0.2 + 0.1*sin(time)");
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void isTheLimitOfDifferences(Pattern pattern) {
        Trial trial = pattern.draft().trial().option("rtol", "1e-11");
        double h = 1e-3 * pattern.value();
        for (String reading : pattern.readings()) {
            double near = trial.set(pattern.parameter(), pattern.value() + h).read(reading)
                    - trial.set(pattern.parameter(), pattern.value() - h).read(reading);
            double far = trial.set(pattern.parameter(), pattern.value() + 2 * h).read(reading)
                    - trial.set(pattern.parameter(), pattern.value() - 2 * h).read(reading);
            double expected = (8 * near - far) / (12 * h);
            assertThat(trial.set(pattern.parameter(), pattern.value())
                    .read("sensitivity(" + reading + ", " + pattern.parameter() + ")"))
                    .as("d %s / d %s", reading, pattern.parameter())
                    .isCloseTo(expected, within(5e-6 * Math.max(Math.abs(expected), 0.01)));
        }
    }

    @Test
    void momentsThatMoveAreRefused() {
        SbmlDraft draft = pair("2*A - B").reaction("S", false, "B -> P", "0.5*B");
        Trial switched = pair("2*A - B").reaction("S", false, "B -> P", "piecewise(B, time < k, 0)").trial();
        assertThatThrownBy(() -> switched.read("sensitivity(P @ 4, k)")).isInstanceOf(RunFailure.class)
                .hasMessageContaining("a condition turns at a moment that moves");
        Trial highest = draft.event("P > 1", "A = 2").trial();
        assertThatThrownBy(() -> highest.read("sensitivity(max(P) over 0..4, k)")).isInstanceOf(Refusal.class)
                .hasMessageContaining("extreme value");
    }
}

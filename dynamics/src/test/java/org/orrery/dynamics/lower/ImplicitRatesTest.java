package org.orrery.dynamics.lower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.orrery.core.Refusal;
import org.orrery.dynamics.SbmlDraft;
import org.orrery.dynamics.Trial;

/** {@code rateOf} what follows from an equation: against closed forms, differences, and the integral that it must give back. */
class ImplicitRatesTest {
    private static final Offset<Double> CLOSE = within(1e-7);

    private static SbmlDraft growing() {
        return new SbmlDraft().parameter("x", 2).parameter("y", 1).parameter("r", 0).rate("x", "1");
    }

    @Test
    void ofAnAlgebraicVariable() {
        // y = sqrt(x), x = 2 + t
        Trial trial = growing().zero("y^2 - x").assign("r", "rateOf(y)").trial().tight();
        assertThat(trial.readAll("r @ 0", "r @ 2", "r @ 7"))
                .containsExactly(new double[]{0.5 / Math.sqrt(2), 0.25, 1.0 / 6}, CLOSE);
    }

    @Test
    void ofAVariableThatMovesWithTimeItself() {
        // y^3 + y = t: y' = 1/(3 y^2 + 1)
        Trial trial = new SbmlDraft().parameter("y", 0).parameter("r", 0).zero("y^3 + y - time")
                .assign("r", "rateOf(y)").trial().tight();
        assertThat(trial.readAll("r @ 0", "r @ 10")).containsExactly(new double[]{1, 1.0 / 13}, CLOSE);
    }

    @Test
    void enteringARateOfChange() {
        // z' = y' and y^2 = x
        Trial trial = growing().parameter("z", 5).zero("y^2 - x").rate("z", "rateOf(y)").trial().tight();
        assertThat(trial.read("z @ 7")).isCloseTo(5 + 3 - Math.sqrt(2), CLOSE);
    }

    @Test
    void decidingAnEvent() {
        // y' = 1/(2 sqrt(2 + t)) falls below a quarter at t = 2
        Trial trial = growing().parameter("n", 0).zero("y^2 - x").event("rateOf(y) < 0.25", "n = time").trial().tight();
        assertThat(trial.read("n @ 5")).isCloseTo(2, within(1e-6));
    }

    @Test
    void whileTheVariableIsHeldOrScaled() {
        Trial trial = growing().zero("y^2 - x").assign("r", "rateOf(y)").trial().tight();
        assertThat(trial.move("y = 3 @ 1..5").readAll("r @ 0.5", "r @ 3", "r @ 7")).containsExactly(
                new double[]{0.5 / Math.sqrt(2.5), 0, 1.0 / 6}, CLOSE);
        assertThat(trial.move("y *= 2 @ 1..5").readAll("r @ 0.5", "r @ 2")).containsExactly(
                new double[]{0.5 / Math.sqrt(2.5), 0.5}, CLOSE);
    }

    @Test
    void acrossAnEventThatMovesTheVariable() {
        Trial trial = growing().zero("y^2 - x").assign("r", "rateOf(y)").event("time >= 3", "x = 16").trial().tight();
        assertThat(trial.readAll("r @ 2", "r @ 12")).containsExactly(new double[]{0.25, 0.1}, CLOSE);
    }

    /** Models with the variables whose rates are asked, without events. */
    private record Pattern(String name, SbmlDraft draft, String... variables) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Pattern> patterns() {
        SbmlDraft two = new SbmlDraft().parameter("x", 2).parameter("u", 1).parameter("v", 1).rate("x", "cos(time)*u")
                .zero("u^3 + v - x").zero("v^3 + 2*v - u*x");
        SbmlDraft pair = fast("F", "A -> B", "2*A - B").reaction("S", false, "B -> P", "0.5*B");
        SbmlDraft bound = fast("F", "A B -> P", "A*B - 0.3*P").reaction("S", false, "P ->", "0.7*P")
                .reaction("T", false, "-> A", "0.2 + 0.1*sin(time)");
        SbmlDraft both = fast("F", "A -> B", "y*A - B").parameter("y", 1).zero("y^3 + y - A")
                .reaction("S", false, "B -> ", "0.5*B*y");
        SbmlDraft cycle = fast("F", "A -> B", "3*A - B").reaction("G", true, "B -> P", "2*B - P")
                .reaction("H", true, "P -> A", "P - A").reaction("S", false, "A -> ", "0.3*A");
        SbmlDraft feedback = fast("F", "A -> B", "2*A - B").parameter("k", 1).rate("k", "rateOf(A) - 0.1*k")
                .reaction("S", false, "B -> P", "0.5*B*k");
        return Stream.of(new Pattern("two rules together", two, "u", "v"),
                new Pattern("fast pair", pair, "A", "B", "P"),
                new Pattern("fast binding", bound, "A", "B", "P"), new Pattern("rule and fast", both, "A", "B", "y"),
                new Pattern("fast cycle", cycle, "A", "B", "P"),
                new Pattern("fast, the rate read by another", feedback, "A", "B"));
    }

    private static SbmlDraft fast(String id, String sides, String rate) {
        return new SbmlDraft().compartment("c", 2, true).species("A", 3, "c", false).species("B", 1, "c", false)
                .species("P", 0.5, "c", false).reaction(id, true, sides, rate);
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void isTheSlopeAndIntegratesToWhatItIsTheRateOf(Pattern pattern) {
        SbmlDraft draft = pattern.draft();
        for (String variable : pattern.variables()) {
            draft.parameter("r" + variable, 0).assign("r" + variable, "rateOf(" + variable + ")")
                    .parameter("i" + variable, 0).rate("i" + variable, "rateOf(" + variable + ")");
        }
        Trial trial = draft.trial().option("rtol", "1e-11");
        for (String variable : pattern.variables()) {
            double[] seen = trial.readAll("r" + variable + " @ 1", variable + " @ 0.999", variable + " @ 1.001",
                    "i" + variable + " @ 2", variable + " @ 2", variable + " @ 0");
            assertThat(seen[0]).as("slope of %s", variable).isCloseTo((seen[2] - seen[1]) / 0.002, within(2e-6));
            assertThat(seen[3]).as("integral of %s", variable).isCloseTo(seen[4] - seen[5], within(1e-8));
        }
    }

    @Test
    void isRefusedBeforeItIsKnown() {
        assertThatThrownBy(() -> growing().zero("y^2 - x").initially("x", "1 + rateOf(y)").trial().read("x @ 1"))
                .isInstanceOf(Refusal.class).hasMessageStartingWith("An initial value is computed from the rate");
        assertThatThrownBy(() -> growing().parameter("z", 1).zero("y^2 - x").zero("z^3 + z - rateOf(y)").trial()
                .read("z @ 1")).isInstanceOf(Refusal.class).hasMessageContaining("rate of change of y");
        assertThatThrownBy(() -> growing().zero("y^2 - x").assign("r", "delay(rateOf(y), 1)").trial().read("r @ 2"))
                .isInstanceOf(Refusal.class).hasMessageContaining("rate of change of y");
    }
}

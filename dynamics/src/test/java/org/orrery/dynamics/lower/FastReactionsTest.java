package org.orrery.dynamics.lower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.core.Refusal;
import org.orrery.core.RunFailure;
import org.orrery.core.World;
import org.orrery.dynamics.SbmlDraft;
import org.orrery.dynamics.Trial;

/** Fast reactions against the limit that they stand for: the same model with these rates scaled up and solved as they are. */
class FastReactionsTest {
    private static final Offset<Double> CLOSE = within(1e-8);

    /** A model with its fast reactions in full, or with ordinary ones so many times as fast. */
    private record Pattern(String name, double end, List<String> species, Build build) {
        Trial fast() {
            return build.with(draft(), true, "").trial().tight();
        }

        Trial scaled(double factor) {
            return build.with(draft(), false, factor + "*").trial().tight();
        }

        private static SbmlDraft draft() {
            return new SbmlDraft().compartment("c", 2, true).compartment("d", 0.5, true);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private interface Build {
        SbmlDraft with(SbmlDraft draft, boolean fast, String times);
    }

    static Stream<Pattern> patterns() {
        return Stream.of(
                new Pattern("one equilibrium", 3, List.of("A", "B", "P"), (draft, fast, times) -> draft
                        .species("A", 3, "c", false).species("B", 1, "c", false).species("P", 0, "c", false)
                        .reaction("F", fast, "A -> B", times + "(2*A - B)")
                        .reaction("S", false, "B -> P", "0.5*B")),
                new Pattern("coupled, not unimolecular, two compartments", 2, List.of("A", "B", "C", "D", "P"),
                        (draft, fast, times) -> draft.species("A", 3, "c", false).species("B", 2, "c", false)
                                .species("C", 0, "c", false).species("D", 0.1, "d", false).species("P", 0, "c", false)
                                .reaction("F1", fast, "A B -> C", times + "(A*B - 0.3*C)")
                                .reaction("F2", fast, "C -> 2*D", times + "(C - 2*D^2)")
                                .reaction("S1", false, "D -> P", "0.7*D").reaction("S2", false, "-> A", "0.2 + 0.1*P")),
                new Pattern("a general law", 2, List.of("A", "B", "P"), (draft, fast, times) -> draft
                        .species("A", 3, "c", false).species("B", 1, "c", false).species("P", 0, "c", false)
                        .reaction("F", fast, "A -> B", times + "(2*A/(1 + A + B) - B/(3 + B^2))")
                        .reaction("S", false, "B -> P", "0.5*B/(1 + P)")),
                new Pattern("a boundary species that moves", 2, List.of("A", "B", "P"), (draft, fast, times) -> draft
                        .species("X", 1, "c", true).rate("X", "cos(time)").species("A", 3, "c", false)
                        .species("B", 1, "c", false).species("P", 0, "c", false)
                        .reaction("F1", fast, "X -> A", times + "(X - A)")
                        .reaction("F2", fast, "A -> B", times + "(A*X - B)").reaction("S", false, "B -> P", "B")),
                new Pattern("a cycle at rest", 2, List.of("A", "B", "C"), (draft, fast, times) -> draft
                        .species("A", 3, "c", false).species("B", 1, "c", false).species("C", 1, "c", false)
                        .reaction("F1", fast, "A -> B", times + "(A - 2*B)")
                        .reaction("F2", fast, "B -> C", times + "(2*B - C)")
                        .reaction("F3", fast, "C -> A", times + "(C - A)").reaction("S", false, "A -> ", "0.3*A")),
                new Pattern("a cycle that keeps turning", 2, List.of("A", "B", "C"), (draft, fast, times) -> draft
                        .species("A", 3, "c", false).species("B", 1, "c", false).species("C", 1, "c", false)
                        .reaction("F1", fast, "A -> B", times + "(3*A - B)")
                        .reaction("F2", fast, "B -> C", times + "(2*B - C)")
                        .reaction("F3", fast, "C -> A", times + "(C - A)").reaction("S", false, "A -> ", "0.3*A")),
                new Pattern("to completion", 2, List.of("A", "B", "P"), (draft, fast, times) -> draft
                        .species("A", 3, "c", false).species("B", 1, "c", false).species("P", 0, "c", false)
                        .reaction("F", fast, "A -> 2*B", times + "4*A")
                        .reaction("S1", false, "-> A", "1 + P").reaction("S2", false, "B -> P", "0.5*B")),
                new Pattern("what is left of two", 2, List.of("A", "B", "P"), (draft, fast, times) -> draft
                        .species("A", 3, "c", false).species("B", 1, "c", false).species("P", 0, "c", false)
                        .reaction("F", fast, "A B -> P", times + "A*B").reaction("S1", false, "A ->", "0.2*A")
                        .reaction("S2", false, "-> B", "0.3")),
                new Pattern("the other one runs out", 3, List.of("A", "B", "P", "Q"), (draft, fast, times) -> draft
                        .species("A", 3, "c", false).species("B", 1, "c", false).species("P", 0, "c", false)
                        .species("Q", 0, "c", false).reaction("F", fast, "A B -> P", times + "A*B")
                        .reaction("S2", false, "-> B", "3").reaction("S3", false, "P -> Q", "0.4*P")),
                new Pattern("an autocatalyst dies out", 4, List.of("A", "B", "Q"), (draft, fast, times) -> draft
                        .species("A", 3, "c", false).species("B", 1, "c", false).species("Q", 0, "c", false)
                        .reaction("F", fast, "A -> B", times + "(A*B - 1.5*B)")
                        .reaction("S", false, "A -> Q", "0.8*A")),
                new Pattern("disturbed by events", 3, List.of("A", "B", "P", "n"), (draft, fast, times) -> draft
                        .species("A", 3, "c", false).species("B", 1, "c", false).species("P", 0, "c", false)
                        .parameter("K", 2).parameter("n", 0).reaction("F", fast, "A -> B", times + "(K*A - B)")
                        .reaction("S", false, "B -> P", "0.5*B").event("time >= 1", "A = A + 4")
                        .event("time >= 2", "K = 0.5").event("P > 2.2", "B = 0", "n = 1")),
                new Pattern("with an algebraic rule", 2, List.of("A", "B", "y"), (draft, fast, times) -> draft
                        .species("A", 3, "c", false).species("B", 1, "c", false).parameter("y", 1)
                        .zero("y^3 + y - A").reaction("F", fast, "A -> B", times + "(y*A - B)")
                        .reaction("S", false, "B -> ", "0.5*B*y")));
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void theRatesOfTheLimitAreApproachedAsOneOverTheScale(Pattern pattern) {
        String[] readings = pattern.species().stream().map(id -> id + " @ " + pattern.end()).toArray(String[]::new);
        double[] fast = pattern.fast().readAll(readings);
        double[] near = pattern.scaled(1e3).readAll(readings);
        double[] nearer = pattern.scaled(1e6).readAll(readings);
        double far = distance(fast, near);
        double close = distance(fast, nearer);
        assertThat(close).as("distance at 1e6, %s at 1e3", far).isLessThan(1e-4);
        assertThat(close).isLessThan(far / 300 + 1e-8);
    }

    private static double distance(double[] one, double[] other) {
        double largest = 0;
        for (int i = 0; i < one.length; i++) {
            largest = Math.max(largest, Math.abs(one[i] - other[i]));
        }
        return largest;
    }

    private static SbmlDraft pair(String rate) {
        return new SbmlDraft().compartment("c", 1, true).species("A", 3, "c", false).species("B", 1, "c", false)
                .reaction("F", true, "A -> B", rate);
    }

    @Test
    void theStartIsAtRest() {
        assertThat(pair("A - B").trial().readAll("A @ 0", "B @ 0", "F @ 0")).containsExactly(new double[]{2, 2, 0},
                CLOSE);
        assertThat(pair("1e-9*(A - B)").trial().read("A @ 0")).isCloseTo(2, CLOSE);
    }

    /** A B k has two rests; from within, the reaction runs into the one that its direction leads to. */
    @Test
    void ofSeveralRestsTheOneIsTakenThatTheReactionRunsInto() {
        assertThat(pair("A*B*2").trial().readAll("A @ 0", "B @ 5")).containsExactly(new double[]{0, 4}, CLOSE);
        assertThat(pair("-A*B*1e-12").trial().readAll("A @ 0", "B @ 5")).containsExactly(new double[]{4, 0}, CLOSE);
        SbmlDraft seeded = new SbmlDraft().compartment("c", 1, true).species("A", 5, "c", false)
                .species("B", 1e-8, "c", false).reaction("F", true, "A -> B", "A*B");
        assertThat(seeded.trial().readAll("A @ 0", "B @ 0")).containsExactly(new double[]{0, 5}, within(1e-7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "bdf"})
    void aRestThatARateOnlyTouchesIsSaid(String method) {
        SbmlDraft pairs = new SbmlDraft().compartment("c", 1, true).species("A", 5, "c", false)
                .species("B", 0, "c", false).reaction("F", true, "2*A -> B", "A^2");
        assertThatThrownBy(() -> pairs.trial().option("method", method).read("A @ 1")).isInstanceOf(RunFailure.class)
                .hasMessageContaining("the fast reaction F finds no rest");
        assertThatThrownBy(() -> pair("A*B").species("C", 0, "c", false).reaction("G", true, "A C -> ", "A*C").trial()
                .option("method", method).read("A @ 1")).isInstanceOf(RunFailure.class);
    }

    @Test
    void aReactionWhoseRateIsNothingDoesNothing() {
        assertThat(pair("A*B*0").trial().read("A @ 3")).isEqualTo(3);
        Trial stopped = pair("k*(A - B)").parameter("k", 0).event("time >= 1", "k = 1").trial();
        assertThat(stopped.readAll("A @ 0.5", "A @ 1", "A @ 2")).containsExactly(new double[]{3, 2, 2}, CLOSE);
    }

    @Test
    void holdingASpeciesLeavesTheOthersToTheReaction() {
        Trial trial = pair("A - B").reaction("S", false, "B ->", "B").trial().tight().move("A = 5 @ 1..2");
        double before = 2 * Math.exp(-0.5);
        assertThat(trial.readAll("A @ 0.999999999", "A @ 1.5", "B @ 1.5", "A @ 2", "B @ 3"))
                .containsExactly(new double[]{before, 5, 5, 5, 5 * Math.exp(-0.5)}, within(1e-7));
    }

    @Test
    void aFastReactionCanBeStoppedButNotHeldAtARate() {
        Trial trial = pair("A - B").reaction("S", false, "B ->", "B").trial().tight();
        assertThat(trial.move("F = knockout").readAll("A @ 1", "B @ 1"))
                .containsExactly(new double[]{3, Math.exp(-1)}, CLOSE);
        assertThatThrownBy(() -> trial.move("F = 2").read("A @ 1")).isInstanceOf(Refusal.class)
                .hasMessageContaining("at rest at all times");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A = 3 @ 1..2", "B *= 2 @ 0.5", "k = 4", "F = knockout @ 0.3..2", "S = 0", "A += 1 @ 1"})
    void theControlIsExact(String move) {
        Trial trial = pair("k*A - B*A").parameter("k", 2).reaction("S", false, "B ->", "B*0.3")
                .event("B > 1.5", "A = A + 1").event("B < 1.2", "A = A + 0.5").trial().move(move);
        List<String> courses = List.of("A", "B");
        List<Double> grid = List.of(0.0, 0.4, 1.0, 1.3, 3.0);
        assertThat(trial.run(World.Arming.NO_OP, courses, grid).courses())
                .isDeepEqualTo(trial.run(World.Arming.OFF, courses, grid).courses());
    }

    @Test
    void alongRunKeepsItsAmounts() {
        // 1 comes in each unit of time through A; B stays at 1/k
        Trial trial = pair("A - B").reaction("S1", false, "-> A", "1").reaction("S2", false, "B ->", "B*0.5").trial();
        assertThat(trial.readAll("A @ 1000000", "B @ 1000000")).containsExactly(new double[]{2, 2}, within(1e-6));
    }

    @Test
    void whatFindsNoRestIsSaid() {
        assertThatThrownBy(() -> pair("2").trial().read("A @ 1")).isInstanceOf(RunFailure.class)
                .hasMessageContaining("F").hasMessageContaining("rest").hasMessageContaining("time 0");
    }
}

package org.orrery.dynamics.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.orrery.core.Claim;
import org.orrery.core.Run;
import org.orrery.core.RunFailure;
import org.orrery.core.World;
import org.orrery.dynamics.SbmlDraft;

/** Steady states through which fast reactions pass something on without end. */
class TurnoverTest {
    private static SbmlDraft draft() {
        return new SbmlDraft().compartment("c", 1, true).species("A", 3, "c", false).species("B", 0, "c", false)
                .species("C", 0, "c", false).parameter("k", 1);
    }

    /** {@code A = B} at all times, so {@code (A + B)' = k - (A + B)/2}. */
    @Test
    void whatComesInGoesOut() {
        Run run = draft().reaction("F", true, "A -> B", "A - B").reaction("In", false, " -> A", "k")
                .reaction("Out", false, "B -> ", "B").trial()
                .run(World.Arming.OFF, "steady(A)", "steady(B)", "steady(Out)");
        assertThat(run.readings()).containsExactly(new double[]{1, 1, 1}, within(1e-12));
        assertThat(run.checks()).allMatch(Claim.Check::passed);
        assertThat(run.checks().get(1).detail()).endsWith("-0.5");
    }

    /** {@code 2 A <-> B <-> C} at rest: B = A^2 and C = 2 B; out of C goes what comes into A, which is two for one. */
    @Test
    void severalFastReactionsInARow() {
        Run run = draft().reaction("F", true, "2*A -> B", "A*A - B").reaction("G", true, "B -> C", "2*B - C")
                .reaction("In", false, " -> A", "k").reaction("Out", false, "C -> ", "C").trial().set("k", 0.5)
                .run(World.Arming.OFF, "steady(A)", "steady(B)", "steady(C)");
        assertThat(run.readings()).containsExactly(new double[]{Math.sqrt(0.125), 0.125, 0.25}, within(1e-12));
        assertThat(run.checks()).allMatch(Claim.Check::passed);
    }

    @Test
    void movesWorkThere() {
        SbmlDraft draft = draft().reaction("F", true, "A -> B", "A - B").reaction("In", false, " -> A", "k")
                .reaction("Out", false, "B -> ", "B");
        assertThat(draft.trial().move("k = 4").read("steady(B)")).isCloseTo(4, within(1e-12));
        assertThat(draft.trial().move("A = 7").read("steady(B)")).isCloseTo(7, within(1e-12));
        assertThat(draft.trial().move("A += 5 @ 3").read("steady(B)")).isCloseTo(1, within(1e-12));
        assertThatThrownBy(() -> draft.trial().move("F = knockout").read("steady(B)"))
                .isInstanceOf(RunFailure.class).hasMessageNotContaining("#");
    }

    /** The limit of rates that grow without bound: a rate of 1e7 leaves a difference of about 1e-7. */
    @Test
    void randomNetworksRestAsWithALargeRate() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 20; i++) {
            double in = 0.5 + random.nextDouble();
            double a = 0.2 + random.nextDouble();
            double b = 0.2 + random.nextDouble();
            double ratio = 0.3 + 2 * random.nextDouble();
            SbmlDraft[] drafts = new SbmlDraft[2];
            for (int fast = 0; fast < 2; fast++) {
                String large = fast == 0 ? "1e7*" : "";
                drafts[fast] = new SbmlDraft().compartment("c", 1, true).compartment("d", 0.4, true)
                        .species("A", 1, "c", false).species("B", 0.5, "d", false).species("E", 2, "c", false)
                        .species("EA", 0, "c", false)
                        .reaction("F", fast == 1, "A -> B", large + "(A - " + ratio + "*B)")
                        .reaction("G", fast == 1, "E A -> EA", large + "(E*A - 0.7*EA)")
                        .reaction("In", false, " -> A", Double.toString(in))
                        .reaction("S", false, "A -> B", a + "*A*B").reaction("O", false, "B -> ", b + "*B")
                        .reaction("P", false, "EA -> E", a + "*EA");
            }
            double[] expected = drafts[0].trial().readAll("steady(A)", "steady(B)", "steady(E)", "steady(EA)");
            Run run = drafts[1].trial().run(World.Arming.OFF, "steady(A)", "steady(B)", "steady(E)", "steady(EA)");
            assertThat(run.readings()).containsExactly(expected, within(1e-5));
            assertThat(run.checks()).allMatch(Claim.Check::passed);
        }
    }

    /** It swings as without the fast reaction, whose two forms of X count as one. */
    @Test
    void anOscillatorStillHasNoAnswer() {
        assertThatThrownBy(() -> new SbmlDraft().compartment("c", 1, true).species("X", 1.1, "c", false)
                .species("Z", 0, "c", false).species("Y", 6, "c", false).reaction("F", true, "X -> Z", "X - Z")
                .reaction("R1", false, " -> X", "2").reaction("R2", false, "X -> Y", "12*X")
                .reaction("R3", false, "Y -> X", "X*X*Y").reaction("R4", false, "X -> ", "X").trial()
                .read("steady(X)")).isInstanceOf(RunFailure.class).hasMessageContaining("keeps swinging")
                .hasMessageNotContaining("#");
    }
}

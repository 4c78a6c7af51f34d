package org.orrery.dynamics.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.core.RunFailure;
import org.orrery.dynamics.Trial;

/** Events by the rules of SBML Level 3 Version 2, section 4.12. */
class EventTest {
    private static final Offset<Double> CLOSE = within(1e-8);

    /** x decays at rate 1 from 8; y and z are free. */
    private static Trial decay(String events) {
        return Trial.antimony("x' = -x; x = 8\nvar y, z\ny = 0; z = 0\n" + events).tight();
    }

    @ParameterizedTest
    @ValueSource(strings = {"time >= 3", "time > 3", "time == 3", "3 <= time", "time - 1 >= 2"})
    void aTriggerOnTimeIsExact(String trigger) {
        double[] read = decay("E: at (" + trigger + "): x = 5").readAll("x @ 2.99999", "x @ 3.00001", "x @ 4",
                "max(x) over 2..6");
        assertThat(read).containsExactly(new double[]{8 * Math.exp(-2.99999), 5 * Math.exp(-1e-5),
                5 * Math.exp(-1), 5}, within(1e-7));
        assertThat(read[2]).isCloseTo(5 * Math.exp(-1), CLOSE);
    }

    @Test
    void theTimeOfATriggerMayDependOnParameters() {
        Trial dose = decay("p = 2; E: at (time >= 2*p): x = 5");
        assertThat(dose.read("x @ 5")).isCloseTo(5 * Math.exp(-1), CLOSE);
        assertThat(dose.set("p", 1).read("x @ 5")).isCloseTo(5 * Math.exp(-3), CLOSE);
    }

    @Test
    void aDelayedEventWaits() {
        assertThat(decay("E: at 2 after (time >= 1): x = 5").readAll("x @ 2.5", "x @ 3", "x @ 4"))
                .containsExactly(new double[]{8 * Math.exp(-2.5), 5, 5 * Math.exp(-1)}, CLOSE);
    }

    @Test
    void valuesAreOfTheTriggersTimeOrOfTheExecutions() {
        assertThat(decay("E: at 2 after (time >= 1): y = x").read("y @ 4")).isCloseTo(8 * Math.exp(-1), CLOSE);
        assertThat(decay("E: at 2 after (time >= 1), fromTrigger = false: y = x").read("y @ 4"))
                .isCloseTo(8 * Math.exp(-3), CLOSE);
    }

    @Test
    void theHighestPriorityGoesFirst() {
        String events = "E1: at (time >= 1), priority = %d, fromTrigger = false: y = 1\n"
                + "E2: at (time >= 1), priority = %d, fromTrigger = false: y = y + 10";
        assertThat(decay(events.formatted(2, 1)).read("y @ 2")).isEqualTo(11);
        assertThat(decay(events.formatted(1, 2)).read("y @ 2")).isEqualTo(1);
    }

    @Test
    void anEventThatDoesNotPersistIsTakenBack() {
        String event = "E: at 2 after (x > 4), t0 = false, persistent = %s: y = 1";
        assertThat(decay(event.formatted("true")).read("y @ 3")).isEqualTo(1);
        assertThat(decay(event.formatted("false")).read("y @ 3")).isEqualTo(0);
        assertThat(decay(event.formatted("true")).read("y @ 1.9")).isEqualTo(0);
    }

    @Test
    void aTriggerThatHoldsAtTheStartCountsOnlyIfSaid() {
        assertThat(decay("E: at (x > 4), t0 = true: y = 1").read("y @ 3")).isEqualTo(0);
        assertThat(decay("E: at (x > 4), t0 = false: y = 1").readAll("y @ 0", "y @ 3")).containsExactly(1, 1);
    }

    @Test
    void eventsOfOneMomentAllHappenWithTheValuesOfThatMoment() {
        double[] read = decay("E1: at (time >= 1): y = z + 1, z = y + 2\nE2: at (time >= 1): x = 3")
                .readAll("y @ 1", "z @ 1", "x @ 1");
        assertThat(read).containsExactly(1, 2, 3);
    }

    @Test
    void oneEventMayCallAnotherAtTheSameMoment() {
        assertThat(decay("E1: at (time >= 1): y = 1\nE2: at (y > 0.5): z = 7").readAll("z @ 0.9", "z @ 1"))
                .containsExactly(0, 7);
    }

    @Test
    void aThresholdOfAStateIsLocated() {
        double[] read = decay("E: at (x < 2): y = time, x = 8").readAll("y @ 2", "y @ 3", "x @ 2");
        assertThat(read).containsExactly(new double[]{Math.log(4), 2 * Math.log(4), 8 * Math.exp(Math.log(4) - 2)},
                CLOSE);
    }

    @Test
    void aBallBounces() {
        Trial ball = Trial.antimony("""
                h' = v; v' = -10; h = 5; v = 0
                var n; n = 0
                E: at (h < 0): v = -0.8*v, h = 0, n = n + 1
                """).tight();
        double[] read = ball.readAll("h @ 1.8", "n @ 0.99", "n @ 2.5", "n @ 2.7");
        assertThat(read).containsExactly(new double[]{3.2, 0, 1, 2}, within(1e-7));
    }

    @Test
    void aTriggerOnASineOfTimeIsLocated() {
        assertThat(decay("E: at (sin(time) > 0.5): y = time, z = z + 1").readAll("y @ 1", "y @ 8", "z @ 8"))
                .containsExactly(new double[]{Math.PI / 6, 13 * Math.PI / 6, 2}, CLOSE);
    }

    @Test
    void anEventThatNeverEndsIsNamed() {
        assertThatThrownBy(() -> decay("on: at (y < 1 && time > 1): y = 1\noff: at (y >= 1): y = 0").read("y @ 3"))
                .isInstanceOf(RunFailure.class).hasMessageMatching("Event (on|off) fires again and again at time 1:.*");
    }

    @Test
    void aNegativeDelayEndsTheRun() {
        assertThatThrownBy(() -> decay("E: at (y - 2) after (time > 1): z = 1").read("y @ 3"))
                .isInstanceOf(RunFailure.class).hasMessageContaining("Event E has the delay -2 at time 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"y > 0.4 && y < 0.4001", "(y - 0.4)*(y - 0.4001) < 0", "y == 0.4", "0.4 == y && z < 1"})
    void aTriggerThatTurnsOnAndOffWithinAStepIsFound(String trigger) {
        double[] read = Trial.antimony("y' = 1; y = 0; var z, n; z = 0; n = 0\nE: at (" + trigger
                + "), t0 = false: z = time, n = n + 1").readAll("z @ 10", "n @ 10");
        assertThat(read[0]).isCloseTo(0.4, within(1e-9));
        assertThat(read[1]).isEqualTo(1);
    }

    @Test
    void aCurveThatOnlyJustPassesItsThresholdIsFound() {
        // y = t - t^2/2 tops out at 0.5
        Trial top = Trial.antimony("y' = v; v' = -1; y = 0; v = 1; var n; n = 0\nE: at (y > 0.4999999): n = n + 1");
        assertThat(top.readAll("n @ 0.99", "n @ 1.01", "n @ 4")).containsExactly(0, 1, 1);
        Trial below = Trial.antimony("y' = v; v' = -1; y = 0; v = 1; var n; n = 0\nE: at (y > 0.5000001): n = n + 1");
        assertThat(below.read("n @ 4")).isEqualTo(0);
    }

    @Test
    void shortPulsesOfTheTimeAreCounted() {
        assertThat(decay("E: at (sin(50*time) > 0.999): y = y + 1").readAll("y @ 1", "y @ 10")).containsExactly(8, 80);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rem(time, 0.25) >= 0.125", "time - 0.25*floor(time/0.25) >= 0.125",
            "time - 0.25*quotient(time, 0.25) >= p/8", "rem(time + 3, p/4) >= 0.125",
            "0.125 <= 0.25 - (0.25*ceil(4*time) - time)"})
    void aPeriodInTheTimeIsScheduledHoweverLongTheRun(String trigger) {
        Trial trial = decay("p = 1; E: at (" + trigger + "): y = y + 1, z = time");
        assertThat(trial.readAll("y @ 0.124", "y @ 0.126", "y @ 500", "z @ 500"))
                .containsExactly(new double[]{0, 1, 2_000, 500 - 0.125}, within(1e-9));
    }

    @Test
    void strictlyAfterTheStartIsAfterTheStart() {
        assertThat(decay("E: at (time > 0): y = 1").readAll("y @ 0", "y @ 0.1")).containsExactly(0, 1);
        assertThat(decay("E: at (time >= 0): y = 1").readAll("y @ 0", "y @ 0.1")).containsExactly(0, 0);
        assertThat(decay("E: at (time >= 0), t0 = false: y = 1").readAll("y @ 0", "y @ 0.1")).containsExactly(1, 1);
    }

    @Test
    void aThresholdMetAtTheVeryEdgeOfAWindowDoesNotLoseIt() {
        Trial trial = Trial.antimony("y' = 1; y = 0; x' = 0; x = 1; var n; n = 0\nE: at (y >= 3): n = 1")
                .move("x = 7 @ 3..4");
        assertThat(trial.readAll("n @ 3.5", "x @ 3.5", "x @ 2.9")).containsExactly(1, 7, 1);
    }

    @Test
    void everShorterTimesEndTheRunWithTheEventsName() {
        assertThatThrownBy(() -> Trial.antimony("""
                h' = v; v' = -10; h = 1; v = 0
                bounce: at (h < 0 && v < 0): v = -0.5*v, h = 0
                """).read("h @ 5")).isInstanceOf(RunFailure.class)
                .hasMessageMatching("(?s)Event bounce fires again and again at time 1.34164:.*");
        assertThatThrownBy(() -> Trial.antimony("""
                x' = s; x = 1; var s; s = -1
                up: at (x < 0): s = 1
                down: at (x > 0): s = -1
                """).read("x @ 5")).isInstanceOf(RunFailure.class)
                .hasMessageMatching("(?s)Event (up|down) fires again and again at time 1:.*in turns.*");
    }

    @Test
    void eachOrderOfEventsWithOnePriorityIsAlike() {
        Trial trial = Trial.antimony("""
                var n; n = 0; x' = 1; x = 0
                A: at (time >= 1), priority = 3, fromTrigger = false: n = 10*n + 1
                B: at (time >= 1), priority = 3, fromTrigger = false: n = 10*n + 2
                C: at (time >= 1), priority = 3, fromTrigger = false: n = 10*n + 3
                D: at (time >= 1), priority = 2, fromTrigger = false: n = 10*n + 4
                """);
        Map<Double, Integer> counts = new TreeMap<>();
        for (long seed = 1; seed <= 1200; seed++) {
            counts.merge(trial.seed(seed).read("n @ 2"), 1, Integer::sum);
        }
        assertThat(counts.keySet()).containsExactly(1234.0, 1324.0, 2134.0, 2314.0, 3124.0, 3214.0);
        // 200 expected of each; chi-square with 5 degrees of freedom exceeds 25.7 once in ten thousand draws of seeds
        double chi = counts.values().stream().mapToDouble(count -> (count - 200.0) * (count - 200) / 200).sum();
        assertThat(chi).isLessThan(25.7);
        assertThat(trial.seed(5).read("n @ 2")).isEqualTo(trial.seed(5).read("n @ 2"));
    }

    @Test
    void prioritiesAreAskedAfterEachExecution() {
        Trial trial = decay("""
                var n, a; n = 0; a = 1
                E1: at (time >= 1), priority = 5, fromTrigger = false: a = 10, n = 10*n + 1
                E2: at (time >= 1), priority = a, fromTrigger = false: n = 10*n + 2
                E3: at (time >= 1), priority = 3, fromTrigger = false: n = 10*n + 3
                """);
        assertThat(trial.read("n @ 1")).isEqualTo(123);
    }

    @Test
    void whatOneEventDoesMayTakeAnotherBack() {
        String events = """
                E1: at (time >= 1), priority = 2: z = 1
                E2: at (time >= 1 && z < 0.5), priority = 1, persistent = %s: y = 3
                """;
        assertThat(decay(events.formatted("false")).read("y @ 1")).isEqualTo(0);
        assertThat(decay(events.formatted("true")).read("y @ 1")).isEqualTo(3);
    }

    @Test
    void aConcentrationGivenWithACompartmentsSizeHoldsInTheNewSize() {
        Trial trial = Trial.antimony("""
                compartment c; species S in c, T in c; c = 2; S = 5; T = 3
                E: at (time >= 1): c = 4, S = 7
                """);
        assertThat(trial.readAll("S @ 1", "S.amount @ 1", "T.amount @ 1", "T @ 1", "c @ 1"))
                .containsExactly(7, 28, 6, 1.5, 4);
    }
}

package org.orrery.dynamics.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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
}

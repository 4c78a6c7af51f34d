package org.orrery.dynamics.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.orrery.core.Address;
import org.orrery.core.Intervention;
import org.orrery.core.Machine;
import org.orrery.core.Outcome;
import org.orrery.core.Plan;
import org.orrery.core.Quantity;
import org.orrery.core.Run;
import org.orrery.core.World;
import org.orrery.dynamics.Trial;

/** Members run together have the answers that they have alone, whatever stands beside them. */
class LanesTest {
    /** Kinds of model that differ in what happens between the steps. */
    enum Kind {
        SMOOTH("a = 5; b = 0; k = 0.7; a -> b; k*a/(1 + a); b -> ; 0.1*b^1.5", "k", 0.4, 1.2),

        OSCILLATING("x = 1; y = 1; k = 1; x' = k*x - x*y; y' = x*y - y", "k", 0.5, 2),

        STIFF("a = 1; b = 0; c = 0; k = 0.04; a' = -k*a + 1e4*b*c; b' = k*a - 1e4*b*c - 3e7*b^2; c' = 3e7*b^2", "k",
                0.02, 0.08),

        TURNING_STIFF("x = 2; v = 0; k = 200; x' = v; v' = k*(1 - x^2)*v - x", "k", 10, 300),

        DRIVEN("x = 1; k = 3; x' = piecewise(1, time >= k && time < k + 2, sin(time)) - x", "k", 1, 6),

        DOSED("x = 0; k = 2; c = 0.5; x' = -c*x; E1: at (time >= k): x = x + 3, c = k/4; E2: at 1 after (time >= 3): x = x + c",
                "k", 0.5, 8),

        MOVED("s = 3; p = 0; k = 0.8; m = 1; R: s -> p; k*s*m; p -> ; 0.3*p", "k", 0.3, 2,
                "m = 0 @ 2..4", "s += 1 @ 5", "p = 0.5 @ 6..7", "R = knockout @ 8..9");

        private final String text;
        private final String input;
        private final double low;
        private final double high;
        private final String[] moves;

        Kind(String text, String input, double low, double high, String... moves) {
            this.text = text;
            this.input = input;
            this.low = low;
            this.high = high;
            this.moves = moves;
        }

        String variable() {
            return text.substring(0, text.indexOf(' '));
        }

        Machine machine(double relative, boolean courses) {
            String x = variable();
            return machine(relative, courses, x + " @ 3", x + " @ 10", "max(" + x + ") over 0..10",
                    "min(" + x + ") over 2..9", "mean(" + x + ") over 1..8", "integral(" + x + ") over 0..10");
        }

        Machine machine(double relative, boolean courses, String... readings) {
            return Trial.antimony(text).model()
                    .prepare(new Plan(List.of(input), Arrays.stream(moves).map(Intervention::parse).toList(),
                            Arrays.stream(readings).map(Quantity::parse).toList(),
                            courses ? List.of(Address.of(variable())) : List.of(),
                            courses ? IntStream.rangeClosed(0, 40).mapToObj(i -> i / 4.0).toList() : List.of(),
                            Map.of("rtol", String.valueOf(relative))));
        }

        List<World> worlds(int count, World.Arming arming) {
            SplittableRandom random = new SplittableRandom(7);
            return IntStream.range(0, count)
                    .mapToObj(i -> new World(arming, new double[]{random.nextDouble(low, high)}, i)).toList();
        }
    }

    private static Run finished(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Finished.class);
        return ((Outcome.Finished) outcome).run();
    }

    @ParameterizedTest
    @EnumSource
    void membersTogetherAnswerAsAlone(Kind kind) {
        Machine machine = kind.machine(1e-8, true);
        assertThat(machine.preferredBlock()).isGreaterThan(100);
        List<World> worlds = kind.worlds(40, World.Arming.ON);
        List<Outcome> together = machine.runAll(worlds);
        for (int i = 0; i < worlds.size(); i++) {
            Run alone = machine.run(worlds.get(i));
            Run lane = finished(together.get(i));
            assertThat(lane.work()).endsWith("in lanes");
            assertClose(lane.readings(), alone.readings(), kind + " readings of member " + i);
            assertClose(lane.courses()[0], alone.courses()[0], kind + " course of member " + i);
            assertThat(lane.firings()).isEqualTo(alone.firings());
            assertThat(lane.methods()).isNotEmpty();
        }
    }

    private static void assertClose(double[] actual, double[] expected, String what) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).as(what + ", number " + i).isCloseTo(expected[i],
                    within(2e-7 * Math.max(1, Math.abs(expected[i]))));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theBitsDoNotDependOnTheBlockNorOnTheNeighboursNorOnTheThread(Kind kind) {
        Machine machine = kind.machine(1e-5, true);
        List<World> worlds = kind.worlds(200, World.Arming.ON);
        List<Outcome> all = machine.runAll(worlds);
        for (int size : new int[]{1, 2, 7, 33, 64, 128}) {
            for (int from = 0; from < worlds.size(); from += size * 3) {
                int first = from;
                List<World> block = new ArrayList<>(worlds.subList(from, Math.min(worlds.size(), from + size)));
                List<Outcome> expected = new ArrayList<>(all.subList(from, Math.min(all.size(), from + size)));
                if (size == 33) {
                    Collections.reverse(block);
                    Collections.reverse(expected);
                }
                List<Outcome> some = CompletableFuture.supplyAsync(() -> machine.runAll(block)).join();
                for (int i = 0; i < some.size(); i++) {
                    assertThat(finished(some.get(i)).readings())
                            .as(kind + " in blocks of " + size + " from " + first + ", " + i)
                            .containsExactly(finished(expected.get(i)).readings());
                    assertThat(finished(some.get(i)).courses()[0])
                            .containsExactly(finished(expected.get(i)).courses()[0]);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MOVED"})
    void theControlChangesNothingAtAll(Kind kind) {
        for (boolean courses : new boolean[]{false, true}) {
            Machine machine = kind.machine(1e-6, courses);
            List<Outcome> off = machine.runAll(kind.worlds(30, World.Arming.OFF));
            List<Outcome> idle = machine.runAll(kind.worlds(30, World.Arming.NO_OP));
            List<Outcome> on = machine.runAll(kind.worlds(30, World.Arming.ON));
            for (int i = 0; i < off.size(); i++) {
                assertThat(finished(idle.get(i)).readings()).containsExactly(finished(off.get(i)).readings());
                assertThat(finished(on.get(i)).readings()[1]).isNotEqualTo(finished(off.get(i)).readings()[1]);
            }
        }
    }

    @Test
    void aMemberThatFailsFailsAsItDoesAloneAndHarmsNoOther() {
        Machine machine = Trial.antimony("x = 1; k = 1; x' = k*x^2").model().prepare(new Plan(List.of("k"), List.of(),
                List.of(Quantity.parse("x @ 1")), List.of(), List.of(), Map.of()));
        List<World> worlds = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            worlds.add(new World(World.Arming.OFF, new double[]{i % 7 == 3 ? 2 : i % 7 == 5 ? Double.NaN : 0.5}, i));
        }
        List<Outcome> outcomes = machine.runAll(worlds);
        for (int i = 0; i < worlds.size(); i++) {
            if (i % 7 == 3 || i % 7 == 5) {
                assertThat(outcomes.get(i)).isInstanceOf(Outcome.Failed.class);
                assertThat(((Outcome.Failed) outcomes.get(i)).failure())
                        .hasMessage(((Outcome.Failed) Outcome.of(machine, worlds.get(i))).failure().getMessage());
            } else {
                assertThat(finished(outcomes.get(i)).readings()[0]).isCloseTo(2, within(1e-6));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x = 1; k = 1; x' = -k*x; E: at (x < 0.5): x = 2 | auto
            x = 1; k = 1; x' = -k*x                         | bdf
            """)
    void whatDoesNotFitIntoLanesIsRunByItself(String text, String method) {
        Machine machine = Trial.antimony(text).model().prepare(new Plan(List.of("k"), List.of(),
                List.of(Quantity.parse("x @ 2")), List.of(), List.of(), Map.of("method", method)));
        World world = new World(World.Arming.OFF, new double[]{1.3}, 1);
        assertThat(machine.preferredBlock()).isEqualTo(1);
        assertThat(finished(machine.runAll(List.of(world)).getFirst()).readings())
                .containsExactly(machine.run(world).readings());
    }

    @Test
    void statesBelowZeroAreRemarkedOn() {
        String text = "species s in c, p in c; c = 1; s = 1; k = 2; p = 0; J: s -> p; k";
        Machine machine = Trial.antimony("compartment c; " + text).model().prepare(new Plan(List.of("k"), List.of(),
                List.of(Quantity.parse("s @ 1")), List.of(), List.of(), Map.of()));
        World world = new World(World.Arming.OFF, new double[]{2}, 1);
        List<String> remarks = finished(machine.runAll(List.of(world)).getFirst()).remarks();
        assertThat(remarks).isEqualTo(machine.run(world).remarks());
        assertThat(String.join("", remarks)).contains("fell below zero");
    }
}

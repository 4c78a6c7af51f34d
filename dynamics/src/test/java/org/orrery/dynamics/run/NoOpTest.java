package org.orrery.dynamics.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.orrery.core.Run;
import org.orrery.core.World;
import org.orrery.dynamics.Trial;

/** The control: a move that acts and changes nothing has an effect of exactly zero. */
class NoOpTest {
    private static final long SEED = 20_251;
    private static final Trial MODEL = Trial.antimony("""
            compartment c
            species A in c, B in c, C in c, $S in c
            J1: A -> B; c*k1*A*S
            J2: B -> C; c*k2*B*drive
            drive := 1 + 0.3*sin(time)
            c' = 0.1*c
            p' = A - p
            c = 2; A = 10; B = 0.5; C = 0; S = 1.5; k1 = 0.5; k2 = 0.3; p = 0.1
            E1: at (time >= 3.3): A = A + 4
            E2: at (B > 3): k1 = 0.2
            """);
    private static final List<String> STATES = List.of("A", "B", "C", "c", "p");
    private static final List<String> OTHERS = List.of("k1", "k2", "J1", "J2", "drive", "S");
    private static final String[] READINGS = {"A @ 9", "B @ 9", "max(C) over 0..9", "mean(p) over 2..9", "c @ 5",
            "J2 @ 7"};

    @Test
    void aNoOpRunEqualsTheRestingRunBitForBit() {
        SplittableRandom chance = new SplittableRandom(SEED);
        for (int round = 0; round < 150; round++) {
            String move = randomMove(chance);
            Trial trial = MODEL.move(move);
            Run off = trial.run(World.Arming.OFF, STATES, List.of(0.0, 1.5, 4.0, 9.0), READINGS);
            Run noOp = trial.run(World.Arming.NO_OP, STATES, List.of(0.0, 1.5, 4.0, 9.0), READINGS);
            assertThat(noOp.readings()).as("seed %d, round %d, %s", SEED, round, move).isEqualTo(off.readings());
            assertThat(noOp.courses()).as("seed %d, round %d, %s", SEED, round, move).isDeepEqualTo(off.courses());
        }
    }

    @Test
    void aNoOpRunEqualsTheRestingRunWhereThePastIsRead() {
        Trial delayed = Trial.antimony("""
                compartment c
                species A in c, B in c, C in c, $S in c
                J1: A -> B; c*k1*delay(A*S, 0.7)
                J2: B -> C; c*k2*B*drive
                drive := 1 + 0.3*delay(sin(time) + k1, 0.4 + 0.1*p/(1 + p))
                c' = 0.1*delay(c, 1.3)
                p' = A - delay(p, 0.2)
                c = 2; A = 10; B = 0.5; C = 0; S = 1.5; k1 = 0.5; k2 = 0.3; p = 0.1
                E1: at (time >= 3.3): A = A + 4
                E2: at (delay(B, 0.5) > 3): k1 = 0.2
                """);
        SplittableRandom chance = new SplittableRandom(SEED);
        for (int round = 0; round < 60; round++) {
            String move = randomMove(chance);
            Trial trial = delayed.move(move);
            Run off = trial.run(World.Arming.OFF, STATES, List.of(0.0, 1.5, 4.0, 9.0), READINGS);
            Run noOp = trial.run(World.Arming.NO_OP, STATES, List.of(0.0, 1.5, 4.0, 9.0), READINGS);
            assertThat(noOp.readings()).as("seed %d, round %d, %s", SEED, round, move).isEqualTo(off.readings());
            assertThat(noOp.courses()).as("seed %d, round %d, %s", SEED, round, move).isDeepEqualTo(off.courses());
        }
    }

    @Test
    void theSameMovesInForceDoChangeTheRun() {
        for (String move : List.of("A = 1", "k1 *= 3", "J2 = knockout @ 1..4", "B += 1 @ 2", "c = 5", "S = 0 @ 1..2",
                "J2 = removed", "J1[A] = baseline @ 1..", "J1 = law \"k1*B*time\"", "A = baseline")) {
            Trial trial = MODEL.move(move);
            assertThat(trial.run(World.Arming.ON, READINGS).readings()).as(move)
                    .isNotEqualTo(trial.run(World.Arming.OFF, READINGS).readings());
        }
    }

    private static String randomMove(SplittableRandom chance) {
        boolean state = chance.nextBoolean();
        List<String> names = state ? STATES : OTHERS;
        String name = names.get(chance.nextInt(names.size()));
        double from = Math.round(chance.nextDouble(0, 8) * 100) / 100.0;
        double to = from + Math.round(chance.nextDouble(0.1, 4) * 100) / 100.0;
        String value = Double.toString(Math.round(chance.nextDouble(0.1, 9) * 100) / 100.0);
        String window = switch (chance.nextInt(3)) {
            case 0 -> "";
            case 1 -> " @ " + from + "..";
            default -> " @ " + from + ".." + to;
        };
        return switch (chance.nextInt(7)) {
            case 0 -> name + " = " + value + window;
            case 4 -> name + " = baseline" + window;
            case 5 -> "J2 = removed" + window;
            case 6 -> (state ? "J1[A] = baseline" : "J1 = law \"k1*B*time\"") + window;
            case 1 -> name + " = knockout" + window;
            case 2 -> name + " += " + value + (state ? " @ " + from : window);
            default -> name + " *= " + value + (state ? " @ " + from : window);
        };
    }
}

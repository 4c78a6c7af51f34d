package org.orrery.network.surgery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.orrery.core.Claim;
import org.orrery.core.Machine;
import org.orrery.core.Outcome;
import org.orrery.core.Plan;
import org.orrery.core.Quantity;
import org.orrery.core.Question;
import org.orrery.core.Rivals;
import org.orrery.core.Run;
import org.orrery.core.World;
import org.orrery.network.data.Feed;

/** Moves of the same size at random, beside the named one. */
class AtRandomTest {
    private static final Rehearsal LAYERS = Rehearsal.of(SmallGraphs.layers(), SmallGraphs.layersExamples());

    private static Claim.Check control(Claim claim) {
        return claim.checks().stream().filter(check -> check.name().equals("random control")).findFirst().orElseThrow();
    }

    private static Claim.Assumption assumption(Claim claim, String part) {
        return claim.assumptions().stream().filter(each -> each.text().contains(part)).findFirst().orElseThrow();
    }

    @Test
    void aUnitIsHeldAgainstItsNeighbours() {
        // h is [1, 2, 1] and counts 1, 10, 100 each: without the third 100 are gone, without one of the others 1 or 20.
        Claim claim = LAYERS.ask("y[0] | do(h[2] = knockout)", 0);
        assertThat(claim.estimate()).isEqualTo(-100);
        assertThat(control(claim)).isEqualTo(new Claim.Check("random control", true,
                "2 moves at other places of h: effect -10.5 on average, at most 20 in size; that of the named move, -100,"
                        + " is larger in size than 2 of 2"));
        assertThat(assumption(claim, "not of any move").status()).isEqualTo(Claim.State.UNTESTED);
        Claim first = LAYERS.ask("y[0] | do(h[0] = knockout)", 0);
        assertThat(control(first).detail()).contains("larger in size than 0 of 2");
        assertThat(assumption(first, "not of any move").status()).isEqualTo(Claim.State.FAILS);
        // Over all examples: h is [1, 2, 1], [3, 0, 0], [0, 4, 4].
        assertThat(control(LAYERS.askAll("E[y[0]] | do(h[1] = knockout)")).detail())
                .contains("effect -84 on average, at most 166.7 in size; that of the named move, -20");
    }

    private static Machine machine(String move, String... readings) {
        return LAYERS.prepare(new Plan(List.of(Feed.ROW), Question.parse("y | do(" + move + ")").moves(),
                Arrays.stream(readings).map(Quantity::parse).toList(), List.of(), List.of(), Map.of()));
    }

    private static List<World> worlds(long seed, double... rows) {
        return Arrays.stream(rows).mapToObj(row -> new World(World.Arming.ON, new double[]{row}, seed)).toList();
    }

    private static double[] readings(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Finished.class);
        return outcome instanceof Outcome.Finished(Run run) ? run.readings() : new double[0];
    }

    @Test
    void aWholeTensorIsMovedInOtherDirectionsOfTheSameNorm() {
        for (String move : List.of("h += 0.5", "h = knockout", "h *= 3", "h = mean", "h = resample")) {
            Machine machine = machine(move, "h[0]", "h[1]", "h[2]");
            double[] off = readings(machine.runAll(List.of(new World(World.Arming.OFF, new double[]{1}, 7)))
                    .getFirst());
            double[] on = readings(machine.runAll(worlds(7, 1)).getFirst());
            Rivals rivals = machine.atRandom(worlds(7, 1), 19);
            assertThat(rivals.outcomes()).hasSize(19);
            Set<List<Double>> seen = new HashSet<>();
            for (List<Outcome> draw : rivals.outcomes()) {
                double[] found = readings(draw.getFirst());
                assertThat(distance(found, off)).as(move).isCloseTo(distance(on, off), within(1e-6));
                seen.add(Arrays.stream(found).boxed().toList());
            }
            assertThat(seen).as(move).hasSizeGreaterThan(4);
        }
    }

    private static double distance(double[] a, double[] b) {
        return Math.sqrt(IntStream.range(0, a.length).mapToDouble(i -> (a[i] - b[i]) * (a[i] - b[i])).sum());
    }

    @Test
    void theDrawsAreThoseOfTheSeedInWhateverBatch() {
        Machine machine = machine("h += 0.5", "y[0]");
        List<List<Outcome>> three = machine.atRandom(worlds(3, 0, 1, 2), 19).outcomes();
        List<List<Outcome>> first = machine.atRandom(worlds(3, 0), 19).outcomes();
        Set<Double> other = new HashSet<>();
        Set<Double> own = new HashSet<>();
        List<List<Outcome>> reseeded = machine.atRandom(worlds(4, 0), 19).outcomes();
        boolean same = true;
        for (int draw = 0; draw < 19; draw++) {
            double value = readings(first.get(draw).getFirst())[0];
            assertThat(readings(three.get(draw).getFirst())[0]).isEqualTo(value);
            // One direction for all examples: y moves by the same amount in each.
            assertThat(readings(three.get(draw).get(2))[0] - 440).isCloseTo(value - 121, within(1e-3));
            same &= readings(reseeded.get(draw).getFirst())[0] == value;
            own.add(value);
            other.add(readings(reseeded.get(draw).getFirst())[0]);
        }
        assertThat(same).isFalse();
        assertThat(own).hasSizeGreaterThan(3);
        assertThat(other).hasSizeGreaterThan(3);
    }

    @Test
    void tokensAndPositionsHaveOtherPlaces() {
        Rehearsal lookup = Rehearsal.of(SmallGraphs.lookup(), SmallGraphs.lookupExamples());
        // Two positions: token 3 at the first, or at the second, which y[0] does not read.
        assertThat(control(lookup.ask("y[0] | do(tokens[0] = 3)", 0)).detail())
                .isEqualTo(
                        "1 moves at other places of tokens: effect 0 on average, at most 0 in size; that of the named"
                                + " move, 30, is larger in size than 1 of 1");
        Claim alone = Rehearsal.of(SmallGraphs.stream(), SmallGraphs.streamExamples()).ask("y[0] | do(r1 = 0)", 0);
        assertThat(assumption(alone, "nothing else of this size").status()).isEqualTo(Claim.State.UNTESTED);
    }

    @Test
    void aBoxHasEveryOtherPlaceOnce() {
        // Places 1..2 of 4 and 3 of 5, all of 2: 3 x 5 places, of which one is its own.
        int[] own = {2 * (5 + 3), 2 * (5 + 3) + 1, 2 * (10 + 3), 2 * (10 + 3) + 1};
        Box box = new Box(own, new long[]{4, 5, 2}, -1);
        assertThat(box.others()).isEqualTo(14);
        Set<List<Integer>> seen = new HashSet<>();
        for (int[] other : box.all()) {
            seen.add(Arrays.stream(other).boxed().toList());
            int shift = other[0] - own[0];
            assertThat(Arrays.stream(other).map(i -> i - shift).toArray()).isEqualTo(own);
            assertThat(other[3]).isBetween(0, 39);
            assertThat(other[0] / 10).isBetween(0, 2);
        }
        assertThat(seen).hasSize(14).doesNotContain(Arrays.stream(own).boxed().toList());
        // Where only positions are left out, they are what is moved.
        assertThat(new Box(new int[]{2, 3}, new long[]{5, 2}, 0).others()).isEqualTo(4);
        assertThat(new Box(new int[]{2}, new long[]{5, 2}, 0).others()).isEqualTo(1);
    }

    @Test
    void aTurnKeepsLengthsAndAngles() {
        SplittableRandom random = new SplittableRandom(9);
        Box box = new Box(IntStream.range(0, 24).toArray(), new long[]{3, 8}, 0);
        double[] values = random.doubles(24, -1, 1).toArray();
        Turn turn = Turn.drawn(box, random);
        double[] turned = turn.of(values);
        assertThat(turned).isNotEqualTo(values);
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
                assertThat(product(turned, a, b)).isCloseTo(product(values, a, b), within(1e-12));
            }
        }
    }

    private static double product(double[] rows, int a, int b) {
        return IntStream.range(0, 8).mapToDouble(i -> rows[8 * a + i] * rows[8 * b + i]).sum();
    }

    @Test
    void aDirectionThatIsItselfRandomBeatsAllOthersOnceInTwenty() {
        // What is measured is a fixed direction, what is added a random one: all twenty are alike.
        SplittableRandom random = new SplittableRandom(1);
        Box box = new Box(IntStream.range(0, 16).toArray(), new long[]{16}, -1);
        int beats = 0;
        int all = 4000;
        for (int k = 0; k < all; k++) {
            double[] measured = random.doubles(16).map(each -> random.nextGaussian()).toArray();
            double[] named = random.doubles(16).map(each -> random.nextGaussian()).toArray();
            double most = 0;
            for (int draw = 0; draw < 19; draw++) {
                most = Math.max(most, Math.abs(dot(measured, Turn.drawn(box, random).of(named))));
            }
            beats += Math.abs(dot(measured, named)) > most ? 1 : 0;
        }
        // Four standard errors.
        assertThat((double) beats / all).isCloseTo(0.05, within(4 * Math.sqrt(0.05 * 0.95 / all)));
    }

    private static double dot(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }
}

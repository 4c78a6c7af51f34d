package org.orrery.network.surgery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.orrery.core.Claim;
import org.orrery.core.Intervention;
import org.orrery.core.Machine;
import org.orrery.core.Outcome;
import org.orrery.core.Plan;
import org.orrery.core.Quantity;
import org.orrery.core.Run;
import org.orrery.core.World;
import org.orrery.network.SharedNetworks;
import org.orrery.network.data.Feed;
import org.orrery.network.onnx.OnnxFile;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;

/** What holds for every network and every move. */
class LawsTest {
    private static final int ROWS = 40;

    /** A network with random examples, a reading and places where it can be moved. */
    record Case(String name, Rehearsal network, String reading, List<String> moves) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        cases.add(random("induction-trained", Map.of("tokens", tokens(20, 16)), "logits[3] @ 15",
                "L0.H1.out = 0", "L0.H0.pattern[15, 3] += 0.5", "resid.1[0:20] *= 2 @ 3..9", "tokens = 5 @ 4",
                "L1.H0.q[L0.H0.out] = mean", "resid.1 = resample", "L0.H0.w_v[2, 3] = 1", "pos_embed *= 0.5"));
        cases.add(random("modadd-p53-trained", Map.of("a", whole(53), "b", whole(53)), "logits[7]",
                "hidden[3] = 0", "hidden[5:50] *= 1.5", "a = 3", "hidden = mean", "hidden[1] = resample"));
        cases.add(random("cxr-marker-cnn", Map.of("image", real(1, 28, 28)), "logits[1]",
                "image[0, 1:5, 22:27] = 0", "conv1.out[2] = 0", "flat[7] += 3", "conv2.out *= 0.5", "head.w *= 2"));
        cases.add(random("mnist-cnn-tribuo", Map.of("input_image", real(1, 28, 28)), output("mnist-cnn-tribuo"),
                "input_image[0, 3:9, 3:9] = 1"));
        return cases;
    }

    private static String output(String name) {
        return model(name).graph().outputs().getFirst().name() + "[3]";
    }

    private static OnnxModel model(String name) {
        return OnnxFile.read(SharedNetworks.file(name + ".onnx"));
    }

    private static Case random(String name, Map<String, Tensor> inputs, String reading, String... moves) {
        OnnxModel model = model(name);
        assertThat(model.graph().required().stream().map(value -> value.name()).toList())
                .containsExactlyInAnyOrderElementsOf(inputs.keySet());
        return new Case(name, Rehearsal.of(model, inputs), reading, List.of(moves));
    }

    private static Tensor tokens(int length, int letters) {
        SplittableRandom random = new SplittableRandom(3);
        return Tensor.of(random.longs((long) ROWS * length, 0, letters).toArray(), ROWS, length);
    }

    private static Tensor whole(int below) {
        return Tensor.of(new SplittableRandom(below).longs(ROWS, 0, below).toArray(), ROWS);
    }

    private static Tensor real(long... shape) {
        SplittableRandom random = new SplittableRandom(4);
        int size = (int) java.util.Arrays.stream(shape).reduce(ROWS, (a, b) -> a * b);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextDouble();
        }
        long[] full = new long[shape.length + 1];
        full[0] = ROWS;
        System.arraycopy(shape, 0, full, 1, shape.length);
        return Tensor.of(values, full);
    }

    private static Machine machine(Case each, String... moves) {
        return each.network().prepare(new Plan(List.of(Feed.ROW),
                java.util.Arrays.stream(moves).map(Intervention::parse).toList(),
                List.of(Quantity.parse(each.reading())), List.of(), List.of(), Map.of()));
    }

    private static World world(World.Arming arming, int row) {
        return new World(arming, new double[]{row}, 77L + row);
    }

    private static double value(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Finished.class);
        return outcome instanceof Outcome.Finished(Run run) ? run.readings()[0] : Double.NaN;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aRowHasTheSameBitsInEveryBatch(Case each) {
        for (String move : each.moves()) {
            Machine machine = machine(each, move);
            for (World.Arming arming : World.Arming.values()) {
                List<World> worlds = IntStream.range(0, ROWS).mapToObj(row -> world(arming, row)).toList();
                List<Outcome> together = machine.runAll(worlds);
                for (int row : new int[]{0, 1, 17, 31, 32, 39}) {
                    Run alone = machine.run(worlds.get(row));
                    assertThat(together.get(row)).isInstanceOf(Outcome.Finished.class);
                    if (together.get(row) instanceof Outcome.Finished(Run run)) {
                        assertThat(run.readings()).as("%s, %s, row %d", move, arming, row).isEqualTo(alone.readings());
                        assertThat(run.firings()).isEqualTo(alone.firings());
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aControlChangesNoBitAndEveryMoveFires(Case each) {
        for (String move : each.moves()) {
            Machine machine = machine(each, move);
            for (int row = 0; row < 5; row++) {
                Run off = machine.run(world(World.Arming.OFF, row));
                Run idle = machine.run(world(World.Arming.NO_OP, row));
                Run on = machine.run(world(World.Arming.ON, row));
                assertThat(idle.readings()[0]).as("%s, row %d", move, row).isEqualTo(off.readings()[0]);
                assertThat(on.firings()).as(move).allMatch(Run.Firing::fired);
                assertThat(off.firings()).as(move).noneMatch(Run.Firing::fired);
                assertThat(on.checks()).as(move).allMatch(Claim.Check::passed);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void movesOfDifferentElementsCommute(Case each) {
        List<String> moves = each.moves();
        for (int i = 1; i < moves.size(); i++) {
            String first = moves.get(i - 1);
            String second = moves.get(i);
            if (first.endsWith("mean") || second.endsWith("mean")) {
                continue;
            }
            double one = machine(each, first, second).run(world(World.Arming.ON, 3)).readings()[0];
            double other = machine(each, second, first).run(world(World.Arming.ON, 3)).readings()[0];
            assertThat(one).as("%s and %s", first, second)
                    .isCloseTo(other, org.assertj.core.data.Offset.offset(1e-4 * (1 + Math.abs(other))));
        }
    }

    @Test
    void clampingTheStreamCutsEverythingBeforeIt() {
        Case each = cases().getFirst();
        List<Outcome> outcomes = machine(each, "resid.1 = 0.1", "tokens = 3", "L0.H0.out *= 100")
                .runAll(IntStream.range(0, ROWS).mapToObj(row -> world(World.Arming.ON, row)).toList());
        double first = value(outcomes.getFirst());
        assertThat(outcomes).allSatisfy(outcome -> assertThat(value(outcome)).isEqualTo(first));
    }
}

package org.orrery.network.surgery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orrery.core.Claim;
import org.orrery.core.Machine;
import org.orrery.core.Outcome;
import org.orrery.core.Plan;
import org.orrery.core.Quantity;
import org.orrery.core.Question;
import org.orrery.core.Run;
import org.orrery.core.World;
import org.orrery.network.SharedNetworks;
import org.orrery.network.data.Feed;
import org.orrery.network.onnx.OnnxFile;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;

/** Networks of which is known what each part does. */
class KnownNetworksTest {
    private static OnnxModel read(String name) {
        return OnnxFile.read(SharedNetworks.file(name + ".onnx"));
    }

    /** A sequence without repeats up to the last token, which is that of position 4; so the next is that of position 5. */
    private static Tensor induction(int rows) {
        SplittableRandom random = new SplittableRandom(5);
        long[] tokens = new long[rows * 16];
        for (int row = 0; row < rows; row++) {
            List<Long> letters = new ArrayList<>(IntStream.range(1, 12).mapToObj(i -> (long) i).toList());
            java.util.Collections.shuffle(letters, new java.util.Random(random.nextLong()));
            for (int i = 1; i < 16; i++) {
                tokens[16 * row + i] = letters.get((i - 1) % 8);
            }
        }
        return Tensor.of(tokens, rows, 16);
    }

    @Test
    void cuttingThePreviousTokenHeadDestroysInductionAndPatchingTheStreamRestoresIt() {
        Tensor tokens = induction(20);
        Rehearsal network = Rehearsal.of(read("induction-exact"), Map.of("tokens", tokens),
                Map.of("clean.npz", Map.of("tokens", tokens)));
        // Position 12 repeats position 4; what followed there is the answer.
        long[] all = tokens.longs();
        int right = 0;
        int cut = 0;
        for (int row = 0; row < 20; row++) {
            long next = all[16 * row + 5];
            Claim claim = network.ask("logits.argmax @ 12 | do(L0.H0.out = knockout)", row);
            Double off = claim.off();
            Double on = claim.on();
            right += off != null && off == next ? 1 : 0;
            cut += on != null && on == next ? 1 : 0;
            Claim restored = network.ask(
                    "logits.argmax @ 12 | do(L0.H0.out = knockout, resid.1 = from \"clean.npz\")", row);
            assertThat(restored.on()).isEqualTo((double) next);
        }
        assertThat(right).isEqualTo(20);
        assertThat(cut).isLessThan(10);
    }

    @Test
    void theInductionHeadHearsThePreviousTokenHeadThroughItsKeysAlone() {
        Rehearsal network = Rehearsal.of(read("induction-exact"), Map.of("tokens", induction(3)));

        String logit = "logits[" + induction(3).longs()[5] + "] @ 12 | ";
        double whole = effect(network.ask(logit + "do(L0.H0.out = knockout)"));
        // The keys come from the transposed stream; the queries and the values do not read what L0.H0 wrote.
        assertThat(whole).isCloseTo(-1, within(1e-6));
        assertThat(effect(network.ask(logit + "do(L1.H0.xT[L0.H0.out] = knockout)"))).isCloseTo(whole, within(1e-4));
        assertThat(effect(network.ask(logit + "do(L1.H0.q[L0.H0.out] = knockout)"))).isCloseTo(0, within(1e-4));
        assertThat(effect(network.ask(logit + "do(L1.H0.value[L0.H0.out] = knockout)"))).isCloseTo(0, within(1e-4));
        assertThat(effect(network.ask(logit + "do(logits[L0.H0.out] = knockout)"))).isCloseTo(0, within(1e-4));
    }

    private static double effect(Claim claim) {
        Double effect = claim.estimate();
        assertThat(effect).as(claim.reason()).isNotNull();
        return effect == null ? Double.NaN : effect;
    }

    @ParameterizedTest
    @CsvSource({"3", "10", "17", "20", "24"})
    void knockingOutTheUnitsOfOneFrequencyRemovesItsCosine(int frequency) {
        int[] unit = {3, 20, 3, 17, 17, 20, 10, 3, 17, 17, 17, 20, 24, 10, 3, 24, 10, 20, 17, 20, 3, 20, 24, 10, 3, 17,
                17, 24, 17, 24, 10, 3, 24, 24, 10, 10, 3, 24, 3, 10, 20, 24, 20, 10, 20};
        String moves = IntStream.range(0, unit.length).filter(i -> unit[i] == frequency)
                .mapToObj(i -> "hidden[" + i + "] = knockout").collect(Collectors.joining(", "));
        int a = 11;
        int b = 45;
        Rehearsal network = Rehearsal.of(read("modadd-p53-exact"),
                Map.of("a", Tensor.of(new long[]{a}, 1), "b", Tensor.of(new long[]{b}, 1)));
        for (int q : new int[]{0, 3, 20, 52}) {
            double cosine = 4.5 * Math.cos(2 * Math.PI * frequency * (a + b - q) / 53);
            assertThat(effect(network.ask("logits[" + q + "] | do(" + moves + ")"))).isCloseTo(-cosine, within(2e-4));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"L0.H0.out = 0; 0.949", "L0.H1.out = 0; 0.946", "L1.H0.out = 0; 0.985",
            "L1.H1.out = 0; 0.985", "L0.H0.out = 0, L0.H1.out = 0; 0.195", "L1.H0.out = 0, L1.H1.out = 0; 0.125"})
    void theTrainedNetworkLosesWhatItsCardSays(String moves, double accuracy) {
        java.util.Random random = new java.util.Random(1);
        int rows = 400;
        int[] periods = new int[rows];
        long[] tokens = new long[rows * 20];
        for (int row = 0; row < rows; row++) {
            periods[row] = 5 + random.nextInt(6);
            List<Integer> letters = new ArrayList<>(IntStream.range(0, 16).boxed().toList());
            java.util.Collections.shuffle(letters, random);
            for (int i = 0; i < 20; i++) {
                tokens[20 * row + i] = letters.get(i % periods[row]);
            }
        }
        Rehearsal network = Rehearsal.of(read("induction-trained"), Map.of("tokens", Tensor.of(tokens, rows, 20)));
        List<Quantity> readings = IntStream.range(5, 19)
                .mapToObj(position -> Quantity.parse("logits.argmax @ " + position)).toList();
        Machine machine = network.prepare(new Plan(List.of(Feed.ROW),
                Question.parse("tok[0] | do(" + moves + ")").moves(), readings, List.of(), List.of(), Map.of()));
        List<World> worlds = IntStream.range(0, rows)
                .mapToObj(row -> new World(World.Arming.ON, new double[]{row}, 1)).toList();
        List<Outcome> outcomes = machine.runAll(worlds);
        int right = 0;
        int counted = 0;
        for (int row = 0; row < rows; row++) {
            assertThat(outcomes.get(row)).isInstanceOf(Outcome.Finished.class);
            if (outcomes.get(row) instanceof Outcome.Finished(Run run)) {
                assertThat(run.firings()).allMatch(Run.Firing::fired);
                for (int position = periods[row]; position < 19; position++) {
                    counted++;
                    right += run.readings()[position - 5] == tokens[20 * row + position + 1] ? 1 : 0;
                }
            }
        }
        assertThat((double) right / counted).isCloseTo(accuracy, within(0.03));
    }
}

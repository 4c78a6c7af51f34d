package org.orrery.network.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.orrery.core.Refusal;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;

class RecurrentTest {
    private static final int STEPS = 4;
    private static final int BATCH = 2;
    private static final int WIDTH = 3;
    private static final int HIDDEN = 2;
    private final Some some = new Some(11);

    @Test
    void allKindsInAllDirections() {
        for (String op : List.of("RNN", "GRU", "LSTM")) {
            for (String direction : List.of("forward", "reverse", "bidirectional")) {
                agrees(op, Attributes.of("direction", direction), inputs(op, direction, false, true));
            }
            agrees(op, Map.of(), inputs(op, "forward", false, false));
        }
        agrees("GRU", Attributes.of("linear_before_reset", 1), inputs("GRU", "forward", false, true));
        agrees("LSTM", Attributes.of("input_forget", 1), inputs("LSTM", "forward", false, true));
    }

    @Test
    void sequencesOfDifferentLengths() {
        for (String op : List.of("RNN", "GRU", "LSTM")) {
            agrees(op, Attributes.of("direction", "bidirectional"), inputs(op, "bidirectional", true, true));
        }
    }

    @Test
    void anUnknownLengthIsRefused() {
        Tensor[] given = inputs("GRU", "forward", false, false);
        OnnxModel model = Probe.node(18, "GRU", Attributes.of("hidden_size", HIDDEN), 1, true, false, given);
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> Gradients.reverse(model, "y0", List.of("x0")))
                .withMessageContaining("sequence");
    }

    private Tensor[] inputs(String op, String direction, boolean lengths, boolean all) {
        int ways = direction.equals("bidirectional") ? 2 : 1;
        int gates = op.equals("LSTM") ? 4 : op.equals("GRU") ? 3 : 1;
        List<Tensor> inputs = new ArrayList<>(
                List.of(some.reals(STEPS, BATCH, WIDTH), some.reals(ways, gates * HIDDEN, WIDTH),
                        some.reals(ways, gates * HIDDEN, HIDDEN)));
        if (all) {
            inputs.add(some.reals(ways, 2 * gates * HIDDEN));
            inputs.add(lengths ? Tensor.of(new int[]{2, 4}, 2) : null);
            inputs.add(some.reals(ways, BATCH, HIDDEN));
            if (op.equals("LSTM")) {
                inputs.add(some.reals(ways, BATCH, HIDDEN));
                inputs.add(some.reals(ways, 3 * HIDDEN));
            }
        }
        return inputs.toArray(Tensor[]::new);
    }

    /** The layer as it is against what it is written out as, by the runtime; then derivatives against differences of the layer. */
    private static void agrees(String op, Map<String, Attribute> attributes, Tensor[] inputs) {
        Map<String, Attribute> all = new LinkedHashMap<>(attributes);
        all.put("hidden_size", new Attribute.Whole(HIDDEN));
        OnnxModel model = Probe.node(18, op, all, op.equals("LSTM") ? 3 : 2, false, false, inputs);
        Map<String, Tensor> given = new LinkedHashMap<>();
        List<String> real = new ArrayList<>();
        for (int i = 0; i < inputs.length; i++) {
            if (inputs[i] != null && inputs[i].type().isReal()) {
                given.put("x" + i, inputs[i]);
                real.add("x" + i);
            }
        }
        for (String of : op.equals("LSTM") ? List.of("y0", "y1", "y2") : List.of("y0", "y1")) {
            OnnxModel open = model.with(model.graph().withOutputs(List.of(org.orrery.network.onnx.Value.untyped(of))));
            OnnxModel plain = Expansions.of(open, List.of(of), real);
            assertThat(plain.graph().nodes()).noneMatch(node -> node.op().equals(op));
            float[] expected = Probe.plain(open, given, List.of(of)).getFirst().floats();
            float[] found = Probe.plain(plain, given, List.of(of)).getFirst().floats();
            for (int i = 0; i < expected.length; i++) {
                assertThat(found[i]).as("%s %s %s", op, attributes, of)
                        .isCloseTo(expected[i], org.assertj.core.data.Offset.offset(1e-5f));
            }
            new Probe(op + " " + of, open).first(given, of, real);
        }
    }
}

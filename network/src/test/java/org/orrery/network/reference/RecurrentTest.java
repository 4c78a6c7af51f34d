package org.orrery.network.reference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.network.onnx.Tensor;

class RecurrentTest {
    private static final int STEPS = 5;
    private static final int BATCH = 3;
    private static final int IN = 2;
    private static final int HIDDEN = 4;

    private final Draw draw = new Draw(8);

    private OneNode layer(String operator, String direction) {
        int gates = operator.equals("LSTM") ? 4 : operator.equals("GRU") ? 3 : 1;
        int ways = direction.equals("bidirectional") ? 2 : 1;
        return OneNode.of(operator, 14).text("direction", direction).whole("hidden_size", HIDDEN)
                .making(operator.equals("LSTM") ? 3 : 2)
                .reading(draw.reals(STEPS, BATCH, IN), draw.reals(ways, gates * HIDDEN, IN),
                        draw.reals(ways, gates * HIDDEN, HIDDEN), draw.reals(ways, 2 * gates * HIDDEN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"forward", "reverse", "bidirectional"})
    void eachDirection(String direction) {
        int ways = direction.equals("bidirectional") ? 2 : 1;
        for (String operator : new String[]{"RNN", "GRU", "LSTM"}) {
            layer(operator, direction).agrees();
            layer(operator, direction).reading(Tensor.of(new int[]{5, 2, 3}, 3)).agrees();
            layer(operator, direction).reading(null, draw.reals(ways, BATCH, HIDDEN)).agrees();
        }
        layer("LSTM", direction).reading(Tensor.of(new int[]{1, 4, 5}, 3), draw.reals(ways, BATCH, HIDDEN),
                draw.reals(ways, BATCH, HIDDEN), draw.reals(ways, 3 * HIDDEN)).agrees();
        layer("GRU", direction).whole("linear_before_reset", 1).agrees();
    }

    @Test
    void options() {
        layer("LSTM", "forward").whole("input_forget", 1).agrees();
        layer("LSTM", "forward").real("clip", 0.4).agrees();
        layer("GRU", "forward").real("clip", 0.4).agrees();
        layer("LSTM", "forward").texts("activations", "HardSigmoid", "Relu", "Softsign").reals("activation_alpha", 0.3f)
                .reals("activation_beta", 0.4f).agrees();
        layer("RNN", "bidirectional").texts("activations", "LeakyRelu", "Elu").reals("activation_alpha", 0.3f, 0.7f)
                .agrees();
        layer("GRU", "forward").texts("activations", "Sigmoid", "ScaledTanh").reals("activation_alpha", 0.9f)
                .reals("activation_beta", 0.4f).agrees();
        layer("RNN", "forward").texts("activations", "Softplus").agrees();
    }
}

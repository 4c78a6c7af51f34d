package org.orrery.network.reference;

import org.junit.jupiter.api.Test;
import org.orrery.network.onnx.Tensor;

class ActivatedTest {
    private final Draw draw = new Draw(17);

    @Test
    void products() {
        for (String activation : new String[]{"Relu", "Tanh", "Sigmoid"}) {
            OneNode.of("FusedGemm", 1).in("com.microsoft").text("activation", activation).real("alpha", 0.5)
                    .whole("transB", 1).reading(draw.reals(3, 4), draw.reals(2, 4), draw.reals(2)).agrees();
        }
        OneNode.of("FusedGemm", 1).in("com.microsoft").text("activation", "LeakyRelu").real("activation_alpha", 0.3)
                .reading(draw.reals(3, 4), draw.reals(4, 2)).agrees();
    }

    @Test
    void convolutions() {
        Tensor x = draw.reals(2, 4, 5, 5);
        OneNode.of("FusedConv", 1).in("com.microsoft").text("activation", "Relu").with("kernel_shape", 3, 3)
                .with("pads", 1, 1, 1, 1).reading(x, draw.reals(4, 4, 3, 3), draw.reals(4), x).agrees();
        OneNode.of("FusedConv", 1).in("com.microsoft").text("activation", "LeakyRelu").reals("activation_params", 0.2f)
                .with("kernel_shape", 3, 3).whole("group", 2).reading(x, draw.reals(4, 2, 3, 3)).agrees();
        OneNode.of("FusedConv", 1).in("com.microsoft").text("activation", "Clip")
                .reals("activation_params", -0.5f, 0.7f)
                .with("kernel_shape", 1, 1).reading(x, draw.reals(4, 4, 1, 1)).agrees();
    }
}

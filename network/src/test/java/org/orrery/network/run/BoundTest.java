package org.orrery.network.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.orrery.network.SharedNetworks;
import org.orrery.network.onnx.OnnxFile;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;

class BoundTest {
    @Test
    void aBoundRunGivesTheBitsOfAnyOtherAndCanBeRepeatedOnNewInputs() {
        OnnxModel model = OnnxFile.read(SharedNetworks.file("modadd-p53-trained.onnx"));
        try (Session session = Session.open(model, RunSettings.USUAL);
                Bound bound = session.bind(inputs(3, 4), List.of("logits"))) {
            for (int a = 0; a < 53; a += 7) {
                bound.input("a").putLong(0, a);
                bound.input("b").putLong(0, 52 - a);
                bound.run();
                float[] free = session.run(inputs(a, 52 - a)).getFirst().floats();
                for (int i = 0; i < free.length; i++) {
                    assertThat(bound.output("logits").getFloat(4 * i)).isEqualTo(free[i]);
                }
            }
            assertThatThrownBy(() -> bound.input("c")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Map<String, Tensor> inputs(long a, long b) {
        return Map.of("a", Tensor.of(new long[]{a}, 1), "b", Tensor.of(new long[]{b}, 1));
    }
}

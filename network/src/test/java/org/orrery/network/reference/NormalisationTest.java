package org.orrery.network.reference;

import org.junit.jupiter.api.Test;
import org.orrery.network.onnx.Tensor;

class NormalisationTest {
    private final Draw draw = new Draw(6);

    @Test
    void ofBatches() {
        Tensor x = draw.reals(2, 3, 4, 2);
        for (int opset : new int[]{7, 9, 15}) {
            OneNode.of("BatchNormalization", opset).real("epsilon", 0.01)
                    .reading(x, draw.reals(3), draw.reals(3), draw.reals(3), draw.uniform(0.1, 2, 3)).agrees();
        }
        OneNode.of("BatchNormalization", 14).reading(draw.reals(5, 3), draw.reals(3), draw.reals(3), draw.reals(3),
                draw.uniform(0.1, 2, 3)).agrees();
        OneNode.of("BatchNormalization", 15).making(3).whole("training_mode", 1).real("momentum", 0.8)
                .reading(x, draw.reals(3), draw.reals(3), draw.reals(3), draw.uniform(0.1, 2, 3)).agrees();
        OneNode.of("InstanceNormalization", 6).real("epsilon", 0.01).reading(x, draw.reals(3), draw.reals(3)).agrees();
    }

    @Test
    void ofLayersAndGroups() {
        Tensor x = draw.reals(2, 6, 4);
        OneNode.of("LayerNormalization", 17).making(3).reading(x, draw.reals(4), draw.reals(4)).agrees();
        OneNode.of("LayerNormalization", 17).whole("axis", 1).real("epsilon", 0.1).reading(x, draw.reals(6, 4))
                .agrees();
        OneNode.of("GroupNormalization", 21).whole("num_groups", 3).reading(x, draw.reals(6), draw.reals(6)).agrees();
        OneNode.of("GroupNormalization", 18).whole("num_groups", 3).reading(x, draw.reals(3), draw.reals(3)).agrees();
        OneNode.of("RMSNormalization", 23).reading(x, draw.reals(4)).agrees();
        OneNode.of("RMSNormalization", 23).whole("axis", 1).real("epsilon", 0.1).reading(x, draw.reals(6, 4)).agrees();
        OneNode.of("SkipLayerNormalization", 1).in("com.microsoft")
                .reading(x, draw.reals(2, 6, 4), draw.reals(4), draw.reals(4), draw.reals(4)).agrees();
        OneNode.of("SkipLayerNormalization", 1).in("com.microsoft").reading(x, draw.reals(2, 6, 4), draw.reals(4))
                .agrees();
        OneNode.of("SkipSimplifiedLayerNormalization", 1).in("com.microsoft")
                .reading(x, draw.reals(2, 6, 4), draw.reals(4))
                .agrees();
    }

    @Test
    void byNorms() {
        Tensor x = draw.reals(2, 5, 3, 4);
        OneNode.of("LpNormalization", 1).whole("axis", 1).reading(x).agrees();
        OneNode.of("LpNormalization", 1).whole("p", 1).reading(x).agrees();
        OneNode.of("MeanVarianceNormalization", 13).reading(x).agrees();
        OneNode.of("MeanVarianceNormalization", 13).with("axes", 1, -1).reading(x).agrees();
        OneNode.of("LRN", 13).whole("size", 3).reading(x).agrees();
        OneNode.of("LRN", 13).whole("size", 5).real("alpha", 0.1).real("beta", 0.5).real("bias", 2).reading(x).agrees();
    }
}

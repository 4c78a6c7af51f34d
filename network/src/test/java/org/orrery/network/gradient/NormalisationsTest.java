package org.orrery.network.gradient;

import org.junit.jupiter.api.Test;
import org.orrery.network.onnx.Tensor;

class NormalisationsTest {
    private final Some some = new Some(7);

    @Test
    void ofBatches() {
        Tensor variance = some.between(0.4, 1.5, 3);
        OneNode.of("BatchNormalization", some.reals(2, 3, 4, 2), some.reals(3), some.reals(3), some.reals(3), variance)
                .with("epsilon", 0.01f).in(15).agrees();
        OneNode.of("BatchNormalization", some.reals(4, 3), some.reals(3), some.reals(3), some.reals(3), variance)
                .in(9).agrees();
    }

    @Test
    void ofLayers() {
        OneNode.of("LayerNormalization", some.reals(2, 3, 5), some.reals(5), some.reals(5))
                .agrees();
        OneNode.of("LayerNormalization", some.reals(2, 3, 5), some.reals(3, 5)).with("axis", 1, "epsilon", 0.1f)
                .agrees();
        OneNode.of("InstanceNormalization", some.reals(2, 3, 5), some.reals(3), some.reals(3)).with("epsilon", 0.1f)
                .agrees();
        OneNode.of("LpNormalization", some.reals(2, 5)).agrees();
        OneNode.of("LpNormalization", some.reals(2, 5)).with("axis", 0, "p", 1).agrees();
    }

    @Test
    void ofGroups() {
        OneNode.of("GroupNormalization", some.reals(2, 6, 3), some.reals(6), some.reals(6)).in(21)
                .with("num_groups", 2, "epsilon", 0.1f).fixed().agrees();
        OneNode.of("GroupNormalization", some.reals(2, 6, 3), some.reals(3), some.reals(3)).in(18)
                .with("num_groups", 3, "epsilon", 0.1f).fixed().agrees();
    }

    @Test
    void ofOtherKinds() {
        OneNode.of("RMSNormalization", some.reals(2, 3, 5), some.reals(5)).in(23).agrees();
        OneNode.of("MeanVarianceNormalization", some.reals(2, 3, 4, 2)).agrees();
        OneNode.of("LRN", some.reals(2, 5, 3, 2)).with("size", 3, "alpha", 0.3f, "beta", 0.6f)
                .agrees();
    }
}

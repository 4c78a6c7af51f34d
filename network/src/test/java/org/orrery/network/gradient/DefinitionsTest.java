package org.orrery.network.gradient;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.orrery.core.Refusal;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;

/** Operators that are written out: derivatives of what they are written as against differences of the operators themselves. */
class DefinitionsTest {
    private static final String MICROSOFT = "com.microsoft.";
    private final Some some = new Some(31);

    private OneNode attention(Tensor... inputs) {
        return OneNode.of("Attention", inputs).in(23);
    }

    @Test
    void attention() {
        attention(some.reals(2, 3, 2, 4), some.reals(2, 3, 3, 4), some.reals(2, 3, 3, 2)).fixed().agrees();
        attention(some.reals(2, 3, 8), some.reals(2, 4, 4), some.reals(2, 4, 6))
                .with("q_num_heads", 4, "kv_num_heads", 2, "scale", 0.4f).agrees();
        attention(some.reals(1, 2, 3, 2), some.reals(1, 2, 3, 2), some.reals(1, 2, 3, 2))
                .with("softcap", 0.7f, "is_causal", 1).fixed().agrees();
        attention(some.reals(1, 2, 4), some.reals(1, 3, 4), some.reals(1, 3, 4), null, some.reals(1, 2, 2, 2),
                some.reals(1, 2, 2, 2)).with("q_num_heads", 2, "kv_num_heads", 2, "is_causal", 1).agrees();
    }

    @Test
    void masksOfAttention() {
        Tensor q = some.reals(2, 3, 4);
        Tensor k = some.reals(2, 3, 4);
        Tensor v = some.reals(2, 3, 4);
        for (Tensor mask : List.of(some.reals(3, 3), some.reals(2, 1, 3, 3), some.reals(3, 2),
                Tensor.of(new boolean[]{true, false, true, false, false, false, true, true, true}, 3, 3))) {
            attention(q, k, v, mask).with("q_num_heads", 2, "kv_num_heads", 2).agrees();
        }
        attention(q, k, v, null, null, null, Tensor.of(new long[]{2, 3}, 2)).in(24)
                .with("q_num_heads", 2, "kv_num_heads", 2, "is_causal", 1).agrees();
    }

    @Test
    void rotations() {
        Tensor x = some.reals(2, 3, 8);
        Tensor ids = Tensor.of(new long[]{0, 3, 1, 2, 2, 0}, 2, 3);
        for (int interleaved = 0; interleaved < 2; interleaved++) {
            OneNode.of("RotaryEmbedding", x, some.reals(4, 2), some.reals(4, 2), ids).in(23)
                    .with("interleaved", interleaved, "num_heads", 2).agrees();
            OneNode.of("RotaryEmbedding", some.reals(2, 2, 3, 4), some.reals(2, 3, 1), some.reals(2, 3, 1)).in(23)
                    .with("interleaved", interleaved, "rotary_embedding_dim", 2).agrees();
            OneNode.of(MICROSOFT + "RotaryEmbedding", x, ids, some.reals(4, 2), some.reals(4, 2))
                    .with("interleaved", interleaved).fixed().agrees();
            OneNode.of(MICROSOFT + "RotaryEmbedding", x, Tensor.of(new long[]{1}, 1), some.reals(4, 2),
                    some.reals(4, 2)).with("interleaved", interleaved, "num_heads", 2).agrees();
        }
    }

    @Test
    void attentionOfTheRuntime() {
        Tensor x = some.reals(2, 3, 4);
        Tensor mask = Tensor.of(new int[]{1, 1, 0, 1, 1, 1}, 2, 3);
        OneNode.of(MICROSOFT + "Attention", x, some.reals(4, 12), some.reals(12), mask)
                .with("num_heads", 2, "unidirectional", 1).fixed().agrees();
        OneNode.of(MICROSOFT + "Attention", x, some.reals(4, 12), some.reals(12)).with("num_heads", 1, "scale", 0.4f)
                .fixed().agrees();
        OneNode.of(MICROSOFT + "MultiHeadAttention", x, some.reals(2, 5, 4), some.reals(2, 5, 4), some.reals(12))
                .with("num_heads", 2).fixed().agrees();
        OneNode.of(MICROSOFT + "MultiHeadAttention", x, x, x, null, mask, some.reals(1, 2, 3, 3)).with("num_heads", 2)
                .agrees();
    }

    @Test
    void normalisationsOfTheRuntime() {
        Tensor x = some.reals(2, 3, 4);
        Tensor skip = some.reals(2, 3, 4);
        OneNode.of("SimplifiedLayerNormalization", x, some.reals(4)).with("epsilon", 0.01f).agrees();
        OneNode.of(MICROSOFT + "SkipLayerNormalization", x, skip, some.reals(4), some.reals(4), some.reals(4))
                .with("epsilon", 0.01f).agrees();
        OneNode.of(MICROSOFT + "SkipLayerNormalization", x, skip, some.reals(4)).with("epsilon", 0.01f).agrees();
        OneNode.of(MICROSOFT + "SkipSimplifiedLayerNormalization", x, skip, some.reals(4), some.reals(4))
                .with("epsilon", 0.01f).agrees();
    }

    @Test
    void whatTheRuntimeFuses() {
        Tensor x = some.between(-3, 3, 2, 3, 4);
        for (String op : List.of("Gelu", "QuickGelu", "FastGelu")) {
            OneNode.of(MICROSOFT + op, x).agrees();
        }
        OneNode.of(MICROSOFT + "FastGelu", x, some.reals(4)).agrees();
        OneNode.of(MICROSOFT + "BiasGelu", x, some.reals(4)).agrees();
        OneNode.of(MICROSOFT + "FusedMatMul", x, some.reals(3, 4)).with("transB", 1, "alpha", 0.3f).agrees();
        OneNode.of(MICROSOFT + "FusedMatMul", x, some.reals(2, 3, 4)).with("transA", 1).agrees();
        OneNode.of(MICROSOFT + "FusedGemm", some.reals(3, 2), some.reals(2, 4), some.reals(4))
                .with("activation", "LeakyRelu", "activation_alpha", 0.3f, "alpha", 0.5f).agrees();
        Tensor picture = some.reals(1, 2, 4, 4);
        OneNode.of(MICROSOFT + "FusedConv", picture, some.reals(3, 2, 3, 3), some.reals(3))
                .with("kernel_shape", new long[]{3, 3}, "activation", "Tanh").agrees();
        OneNode.of(MICROSOFT + "FusedConv", picture, some.reals(2, 2, 1, 1), some.reals(2), picture)
                .with("kernel_shape", new long[]{1, 1}, "activation", "Relu").agrees();
    }

    @Test
    void poolsByNorm() {
        Tensor x = some.reals(2, 2, 5, 6);
        for (int p = 1; p <= 3; p++) {
            OneNode.of("LpPool", x).with("kernel_shape", new long[]{2, 3}, "p", p).agrees();
            OneNode.of("GlobalLpPool", x).with("p", p).agrees();
        }
        OneNode.of("LpPool", x).with("kernel_shape", new long[]{2, 2}, "strides", new long[]{2, 3}, "pads",
                new long[]{1, 0, 0, 1}, "dilations", new long[]{1, 2}).agrees();
        OneNode.of("LpPool", x).with("kernel_shape", new long[]{2, 2}, "strides", new long[]{2, 3}, "ceil_mode", 1)
                .fixed().agrees();
        OneNode.of("LpPool", some.reals(1, 2, 5)).with("kernel_shape", new long[]{3}, "auto_pad", "SAME_UPPER")
                .agrees();
    }

    @Test
    void gridSamples() {
        Tensor x = some.reals(2, 2, 4, 5);
        Tensor grid = some.between(-1.3, 1.3, 2, 2, 3, 2);
        for (String padding : List.of("zeros", "border", "reflection")) {
            for (int corners = 0; corners < 2; corners++) {
                for (String mode : List.of("linear", "cubic", "nearest")) {
                    OneNode.of("GridSample", x, grid).in(20)
                            .with("mode", mode, "padding_mode", padding, "align_corners", corners).agrees();
                }
            }
        }
        OneNode.of("GridSample", some.reals(1, 2, 3, 2, 3), some.between(-0.9, 0.9, 1, 2, 1, 2, 3)).in(20).agrees();
        OneNode.of("GridSample", x, grid).in(16).with("mode", "bilinear").agrees();
    }

    @Test
    void whatIsNotSupportedIsNamed() {
        OnnxModel packed = Probe.node(18, MICROSOFT + "MultiHeadAttention", Attributes.of("num_heads", 1), 1, false,
                false, some.reals(1, 2, 1, 3, 4));
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> Gradients.reverse(packed, "y0", List.of("x0")))
                .withMessageContaining("MultiHeadAttention").withMessageContaining("packed");
    }
}

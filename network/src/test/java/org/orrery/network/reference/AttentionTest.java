package org.orrery.network.reference;

import org.junit.jupiter.api.Test;
import org.orrery.network.onnx.Tensor;

class AttentionTest {
    private final Draw draw = new Draw(9);

    @Test
    void headsSideBySideOrApart() {
        OneNode.of("Attention", 23).reading(draw.reals(2, 3, 4, 8), draw.reals(2, 3, 5, 8), draw.reals(2, 3, 5, 6))
                .agrees();
        OneNode.of("Attention", 23).whole("q_num_heads", 3).whole("kv_num_heads", 3).real("scale", 0.3)
                .reading(draw.reals(2, 4, 24), draw.reals(2, 5, 24), draw.reals(2, 5, 24)).agrees();
        OneNode.of("Attention", 23).reading(draw.reals(1, 4, 3, 8), draw.reals(1, 2, 3, 8), draw.reals(1, 2, 3, 8))
                .agrees();
    }

    @Test
    void masksAndThePast() {
        Tensor q = draw.reals(2, 3, 4, 8);
        Tensor k = draw.reals(2, 3, 4, 8);
        OneNode.of("Attention", 23).whole("is_causal", 1).reading(q, k, draw.reals(2, 3, 4, 8)).agrees();
        OneNode.of("Attention", 23).reading(q, k, draw.reals(2, 3, 4, 8), draw.reals(4, 4)).agrees();
        OneNode.of("Attention", 23)
                .reading(q, k, draw.reals(2, 3, 4, 8), Tensor.of(new boolean[]{true, false, true, true, true,
                        true, false, false, true, true, true, true, false, false, false, true}, 4, 4))
                .agrees();
        OneNode.of("Attention", 23).making(3)
                .reading(q, k, draw.reals(2, 3, 4, 8), null, draw.reals(2, 3, 2, 8), draw.reals(2, 3, 2, 8)).agrees();
        OneNode.of("Attention", 23).real("softcap", 0.5).reading(q, k, draw.reals(2, 3, 4, 8)).agrees();
    }

    @Test
    void rotations() {
        Tensor x = draw.reals(2, 3, 4, 8);
        Tensor ids = draw.whole(0, 10, 2, 4);
        for (long interleaved = 0; interleaved < 2; interleaved++) {
            OneNode.of("RotaryEmbedding", 23).whole("interleaved", interleaved)
                    .reading(x, draw.reals(10, 4), draw.reals(10, 4), ids).agrees();
            OneNode.of("RotaryEmbedding", 23).whole("interleaved", interleaved).whole("rotary_embedding_dim", 4)
                    .reading(x, draw.reals(10, 2), draw.reals(10, 2), ids).agrees();
            OneNode.of("RotaryEmbedding", 23).whole("interleaved", interleaved).whole("num_heads", 2)
                    .reading(draw.reals(2, 4, 16), draw.reals(2, 4, 4), draw.reals(2, 4, 4)).agrees();
        }
    }

    @Test
    void rotationsOfTheRuntime() {
        Tensor ids = draw.whole(0, 10, 2, 4);
        for (long interleaved = 0; interleaved < 2; interleaved++) {
            OneNode.of("RotaryEmbedding", 1).in("com.microsoft").whole("interleaved", interleaved)
                    .reading(draw.reals(2, 4, 16), ids, draw.reals(10, 4), draw.reals(10, 4)).agrees();
            OneNode.of("RotaryEmbedding", 1).in("com.microsoft").whole("interleaved", interleaved)
                    .reading(draw.reals(2, 3, 4, 8), Tensor.of(new long[]{3}, 1), draw.reals(10, 4), draw.reals(10, 4))
                    .agrees();
        }
    }

    @Test
    void asTheRuntimeFusesIt() {
        Tensor x = draw.reals(2, 5, 6);
        Tensor mask = Tensor.of(new int[]{1, 1, 1, 0, 0, 1, 1, 1, 1, 1}, 2, 5);
        OneNode.of("Attention", 1).in("com.microsoft").whole("num_heads", 2)
                .reading(x, draw.reals(6, 12), draw.reals(12)).agrees();
        OneNode.of("Attention", 1).in("com.microsoft").whole("num_heads", 2)
                .reading(x, draw.reals(6, 12), draw.reals(12), mask)
                .agrees();
        OneNode.of("Attention", 1).in("com.microsoft").whole("num_heads", 2).whole("unidirectional", 1)
                .real("scale", 0.4)
                .reading(x, draw.reals(6, 12), draw.reals(12)).agrees();
        OneNode.of("MultiHeadAttention", 1).in("com.microsoft").whole("num_heads", 2)
                .reading(x, draw.reals(2, 4, 6), draw.reals(2, 4, 6), draw.reals(18)).agrees();
        OneNode.of("MultiHeadAttention", 1).in("com.microsoft").whole("num_heads", 3)
                .reading(x, x, x, null, mask, draw.reals(1, 3, 5, 5)).agrees();
    }
}

package org.orrery.network.gradient;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.network.onnx.Tensor;

class ShapingTest {
    private final Some some = new Some(2);

    @Test
    void products() {
        OneNode.of("MatMul", some.reals(3, 4), some.reals(4, 2)).agrees();
        OneNode.of("MatMul", some.reals(2, 3, 4), some.reals(4, 2)).agrees();
        OneNode.of("MatMul", some.reals(5, 2, 3, 4), some.reals(2, 4, 3)).agrees();
        OneNode.of("MatMul", some.reals(5, 1, 3, 4), some.reals(2, 4, 3)).agrees();
        OneNode.of("MatMul", some.reals(3, 4), some.reals(2, 4, 3)).agrees();
        OneNode.of("MatMul", some.reals(1, 3, 4), some.reals(2, 4, 3)).agrees();
        OneNode.of("MatMul", some.reals(4), some.reals(4)).agrees();
        OneNode.of("MatMul", some.reals(4), some.reals(4, 3)).agrees();
        OneNode.of("MatMul", some.reals(4), some.reals(2, 4, 3)).agrees();
        OneNode.of("MatMul", some.reals(3, 4), some.reals(4)).agrees();
        OneNode.of("MatMul", some.reals(2, 3, 4), some.reals(4)).agrees();
        for (int turns = 0; turns < 4; turns++) {
            Tensor a = turns % 2 == 0 ? some.reals(3, 4) : some.reals(4, 3);
            Tensor b = turns / 2 == 0 ? some.reals(4, 2) : some.reals(2, 4);
            for (Tensor c : new Tensor[]{null, some.reals(2), some.reals(3, 1), some.reals(3, 2), some.reals()}) {
                OneNode.of("Gemm", a, b, c).with("alpha", 0.7f, "beta", 1.3f, "transA", turns % 2, "transB", turns / 2)
                        .agrees();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ReduceSum", "ReduceMean", "ReduceMax", "ReduceMin", "ReduceProd", "ReduceL1", "ReduceL2",
            "ReduceLogSumExp", "ReduceSumSquare", "ReduceLogSum"})
    void reductions(String op) {
        Tensor x = some.between(0.4, 1.6, 2, 3, 4);
        for (int keep = 0; keep <= 1; keep++) {
            OneNode.of(op, x).with("keepdims", keep).agrees();
            OneNode.of(op, x, Some.ints(1)).with("keepdims", keep).agrees();
            OneNode.of(op, x, Some.ints(-1, 0)).with("keepdims", keep).agrees();
        }
    }

    @Test
    void reductionsOfMixedSigns() {
        for (String op : List.of("ReduceProd", "ReduceL1", "ReduceL2", "ReduceMax")) {
            OneNode.of(op, some.reals(2, 5), Some.ints(1)).agrees();
        }
        Tensor zeros = Tensor.of(new float[]{0, 2, 3, 0, 0, 4, 1, 2, 3}, 3, 3);
        OneNode.of("ReduceProd", zeros, Some.ints(1)).agrees();
        OneNode.of("ReduceSum", some.reals(2, 3)).with("noop_with_empty_axes", 1).agrees();
    }

    @Test
    void runningSums() {
        for (int flags = 0; flags < 4; flags++) {
            OneNode.of("CumSum", some.reals(2, 4), Tensor.scalar(1L)).with("exclusive", flags % 2, "reverse", flags / 2)
                    .agrees();
        }

    }

    @Test
    void softmaxes() {
        OneNode.of("Softmax", some.reals(2, 3, 4)).with("axis", 1).agrees();
        OneNode.of("LogSoftmax", some.reals(2, 3, 4)).with("axis", 0).agrees();
        OneNode.of("Softmax", some.reals(2, 3, 4)).in(11).agrees();
        OneNode.of("Softmax", some.reals(2, 3, 4)).in(11).with("axis", 2).agrees();
        OneNode.of("LogSoftmax", some.reals(2, 3, 4)).in(9).with("axis", 0).agrees();
    }

    @Test
    void layouts() {
        OneNode.of("Reshape", some.reals(2, 6), Some.ints(3, -1)).agrees();
        OneNode.of("Flatten", some.reals(2, 3, 2)).with("axis", 2).agrees();
        OneNode.of("Squeeze", some.reals(2, 1, 3), Some.ints(1)).agrees();
        OneNode.of("Unsqueeze", some.reals(2, 3), Some.ints(0, -1)).agrees();
        OneNode.of("Unsqueeze", some.reals(2, 3)).in(11).with("axes", new long[]{1}).agrees();
        OneNode.of("Transpose", some.reals(2, 3, 4)).with("perm", new long[]{2, 0, 1}).agrees();
        OneNode.of("Transpose", some.reals(2, 3, 4)).agrees();
        OneNode.of("Expand", some.reals(3, 1), Some.ints(2, 1, 4)).open().agrees();
        OneNode.of("Tile", some.reals(2, 3), Some.ints(2, 3)).open().agrees();
        OneNode.of("Trilu", some.reals(4, 4)).with("upper", 0).agrees();
        OneNode.of("Trilu", some.reals(2, 3, 4), Tensor.scalar(1L)).agrees();
        OneNode.of("DepthToSpace", some.reals(2, 8, 2, 3)).with("blocksize", 2).agrees();
        OneNode.of("DepthToSpace", some.reals(2, 8, 2, 3)).with("blocksize", 2, "mode", "CRD").agrees();
        OneNode.of("SpaceToDepth", some.reals(2, 2, 4, 6)).with("blocksize", 2).agrees();
        OneNode.of("ReverseSequence", some.reals(4, 3, 2), Some.ints(2, 4, 1)).agrees();
    }

    @Test
    void pieces() {
        OneNode.of("Concat", some.reals(2, 3), some.reals(2, 1), some.reals(2, 2)).with("axis", 1).agrees();
        OneNode.of("Concat", some.reals(2, 3), some.reals(1, 3)).with("axis", -2).agrees();
        OneNode.of("Split", some.reals(2, 6)).with("axis", 1, "num_outputs", 3).making(3).agrees();
        OneNode.of("Split", some.reals(6, 2), Some.ints(1, 5)).making(2).open().agrees();
        OneNode.of("Split", some.reals(6, 2)).in(11).making(2).agrees();
        Tensor x = some.reals(4, 5);
        OneNode.of("Slice", x, Some.ints(1), Some.ints(3), Some.ints(0)).agrees();
        OneNode.of("Slice", x, Some.ints(-3), Some.ints(Long.MAX_VALUE), Some.ints(-1)).agrees();
        OneNode.of("Slice", x, Some.ints(3, 0), Some.ints(Long.MIN_VALUE, 5), Some.ints(0, 1), Some.ints(-2, 2))
                .agrees();
        OneNode.of("Slice", x, Some.ints(1, 1), Some.ints(3, 4)).agrees();
        OneNode.of("Slice", x).in(9).with("starts", new long[]{1}, "ends", new long[]{3}, "axes", new long[]{1})
                .agrees();
        for (String mode : List.of("constant", "reflect", "edge")) {
            OneNode.of("Pad", x, Some.ints(1, 0, 2, 3)).with("mode", mode).agrees();
        }
        OneNode.of("Pad", x, Some.ints(1, 2, 3, 3)).in(19).with("mode", "wrap").agrees();
        OneNode.of("Pad", x, Some.ints(-1, 2, 1, -1), Tensor.scalar(0.5f)).agrees();
        OneNode.of("Pad", x, Some.ints(2, 1), null, Some.ints(1)).agrees();
        OneNode.of("Pad", x).in(10).with("pads", new long[]{1, 2, 0, 1}, "value", 0.5f).agrees();
    }

    @Test
    void picks() {
        Tensor x = some.reals(4, 3, 2);
        OneNode.of("Gather", x, some.wholes(-4, 4, 5)).open().agrees();
        OneNode.of("Gather", x, some.wholes(0, 3, 2, 2)).with("axis", 1).agrees();
        OneNode.of("Gather", x, Tensor.scalar(-1L)).with("axis", 2).agrees();
        OneNode.of("GatherElements", x, some.wholes(-3, 3, 4, 5, 2)).with("axis", 1).agrees();
        OneNode.of("TopK", x, Some.ints(2)).with("axis", 0).making(2).open().agrees();
        OneNode.of("TopK", x, Some.ints(1)).with("axis", 1, "largest", 0).making(2).agrees();
        OneNode.of("TopK", x).in(9).with("axis", 0, "k", 2).making(2).agrees();
        OneNode.of("ScatterElements", x, Tensor.of(new long[]{2, 0, 1, 2}, 1, 2, 2), some.reals(1, 2, 2)).agrees();
        OneNode.of("ScatterElements", x, Tensor.of(new long[]{2, 0, 2, 2}, 2, 2, 1), some.reals(2, 2, 1))
                .with("axis", 1, "reduction", "add").agrees();
    }
}

package org.orrery.network.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.network.onnx.Tensor;

class NumbersTest {
    private final Draw draw = new Draw(4);

    @ParameterizedTest
    @ValueSource(strings = {"Sum", "Mean", "Max", "Min", "Prod", "L1", "L2", "LogSum", "LogSumExp", "SumSquare"})
    void reductions(String name) {
        Tensor x = draw.uniform(0.1, 2, 2, 3, 4);
        int withInput = name.equals("Sum") ? 13 : 18;
        String operator = "Reduce" + name;
        OneNode.of(operator, 11).with("axes", 1, -1).reading(x).agrees();
        OneNode.of(operator, 11).with("axes", 0).whole("keepdims", 0).reading(x).agrees();
        OneNode.of(operator, 11).reading(x).agrees();
        OneNode.of(operator, 11).whole("keepdims", 0).reading(x).agrees();
        OneNode.of(operator, withInput).reading(x, Tensor.of(new long[]{-2}, 1)).agrees();
        OneNode.of(operator, withInput).reading(x).agrees();
        OneNode.of(operator, withInput).whole("keepdims", 0).reading(x, Tensor.of(new long[]{2, 0}, 2)).agrees();
        OneNode.of(operator, withInput).whole("noop_with_empty_axes", 1).reading(x, Tensor.of(new long[0], 0)).agrees();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sum", "Mean", "Max", "Min", "Prod"})
    void reductionsOfWholeNumbers(String name) {
        OneNode.of("Reduce" + name, 11).with("axes", 1).reading(draw.whole(-9, 9, 3, 4)).agrees();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ArgMax", "ArgMin"})
    void places(String operator) {
        Tensor ties = Tensor.of(new float[]{1, 3, 3, 0, 0, 2}, 2, 3);
        OneNode.of(operator, 13).whole("axis", 1).reading(ties).agrees();
        OneNode.of(operator, 12).whole("axis", 1).whole("select_last_index", 1).reading(ties).agrees();
        OneNode.of(operator, 11).whole("axis", -2).whole("keepdims", 0).reading(draw.reals(3, 4, 2)).agrees();
        OneNode.of(operator, 13).reading(draw.whole(0, 4, 3, 4)).agrees();
    }

    @Test
    void theLargest() {
        Tensor x = draw.reals(3, 6, 2);
        Tensor two = Tensor.of(new long[]{2}, 1);
        OneNode.of("TopK", 7).making(2).whole("k", 3).whole("axis", 1).reading(x).agrees();
        OneNode.of("TopK", 10).making(2).reading(x, two).agrees();
        OneNode.of("TopK", 11).making(2).whole("largest", 0).whole("axis", -2).reading(x, two).agrees();
        OneNode.of("TopK", 11).making(2).whole("axis", 0).reading(draw.whole(0, 3, 5, 2), two).agrees();
    }

    @Test
    void softmaxes() {
        Tensor x = draw.reals(2, 3, 4);
        for (String operator : new String[]{"Softmax", "LogSoftmax", "Hardmax"}) {
            OneNode.of(operator, 11).reading(x).agrees();
            OneNode.of(operator, 7).whole("axis", 2).reading(x).agrees();
            OneNode.of(operator, 11).whole("axis", -2).reading(x).agrees();
            OneNode.of(operator, 11).whole("axis", 0).reading(x).agrees();
            OneNode.of(operator, 13).reading(x).agrees();
            OneNode.of(operator, 13).whole("axis", 0).reading(x).agrees();
        }
        OneNode.of("Softmax", 13).reading(Tensor.of(new float[]{1000, 999, Float.NEGATIVE_INFINITY}, 3)).agrees();
    }

    @Test
    void products() {
        OneNode.of("MatMul", 13).reading(draw.reals(2, 3), draw.reals(3, 4)).agrees();
        OneNode.of("MatMul", 13).reading(draw.reals(3), draw.reals(3)).agrees();
        OneNode.of("MatMul", 13).reading(draw.reals(3), draw.reals(2, 3, 4)).agrees();
        OneNode.of("MatMul", 13).reading(draw.reals(2, 4, 3), draw.reals(3)).agrees();
        OneNode.of("MatMul", 9).reading(draw.reals(2, 1, 2, 3), draw.reals(5, 3, 2)).agrees();
        OneNode.of("MatMul", 13).reading(draw.whole(-9, 9, 2, 3), draw.whole(-9, 9, 3, 2)).agrees();
        OneNode.of("MatMul", 13).reading(draw.reals(2, 0), draw.reals(0, 3)).agrees();
        OneNode.of("Gemm", 13).reading(draw.reals(2, 3), draw.reals(3, 4), draw.reals(4)).agrees();
        OneNode.of("Gemm", 7).whole("transA", 1).whole("transB", 1).real("alpha", 0.5).real("beta", -2)
                .reading(draw.reals(3, 2), draw.reals(4, 3), draw.reals(2, 1)).agrees();
        OneNode.of("Gemm", 11).reading(draw.reals(2, 3), draw.reals(3, 4)).agrees();
        OneNode.of("Gemm", 13).reading(draw.reals(2, 3), draw.reals(3, 4), Tensor.scalar(2f)).agrees();
        OneNode.of("FusedMatMul", 1).in("com.microsoft").whole("transA", 1).real("alpha", 0.3)
                .reading(draw.reals(2, 3, 2), draw.reals(2, 3, 4)).agrees();
        OneNode.of("Det", 11).reading(draw.reals(2, 4, 4)).agrees();
        OneNode.of("Det", 11).reading(Tensor.of(new float[]{0, 2, 1, 3}, 2, 2)).agrees();
    }

    @Test
    void sumsOfProducts() {
        sum("ij,jk->ik", draw.reals(2, 3), draw.reals(3, 4));
        sum("ij,jk", draw.reals(2, 3), draw.reals(3, 4));
        sum("ba,ac", draw.reals(2, 3), draw.reals(3, 4));
        sum("ii->i", draw.reals(3, 3));
        sum("ii", draw.reals(3, 3));
        sum("...ii->...i", draw.reals(2, 3, 3));
        sum("bhqd, bhkd -> bhqk", draw.reals(2, 2, 3, 4), draw.reals(2, 2, 5, 4));
        sum("...ij,...jk->...ik", draw.reals(2, 1, 3, 4), draw.reals(1, 5, 4, 2));
        sum("i,j,k->kij", draw.reals(2), draw.reals(3), draw.reals(4));
        sum("ij->", draw.reals(2, 3));
        sum("ij->ji", draw.reals(2, 3));
        sum("ij,ij->", draw.reals(2, 3), draw.reals(2, 3));
    }

    private static void sum(String equation, Tensor... operands) {
        OneNode.of("Einsum", 12).text("equation", equation).reading(operands).agrees();
    }

    @Test
    void runningSumsAndLimits() {
        Tensor x = draw.reals(2, 3, 4);
        for (long reverse = 0; reverse < 2; reverse++) {
            for (long exclusive = 0; exclusive < 2; exclusive++) {
                OneNode.of("CumSum", 14).whole("reverse", reverse).whole("exclusive", exclusive)
                        .reading(x, Tensor.scalar(-2L)).agrees();
            }
        }
        OneNode.of("CumSum", 11).reading(draw.whole(-5, 5, 6), Tensor.scalar(0L)).agrees();
        OneNode.of("Clip", 7).real("min", -0.5).real("max", 0.25).reading(x).agrees();
        OneNode.of("Clip", 7).reading(x).agrees();
        OneNode.of("Clip", 11).reading(x, Tensor.scalar(-0.5f)).agrees();
        OneNode.of("Clip", 13).reading(x, null, Tensor.scalar(0.5f)).agrees();
        OneNode.of("Clip", 13).reading(x, Tensor.scalar(0.5f), Tensor.scalar(-0.5f)).agrees();
        OneNode.of("Clip", 12).reading(draw.whole(-9, 9, 7), Tensor.scalar(-2L), Tensor.scalar(3L)).agrees();
        OneNode.of("Clip", 13).reading(Tensor.of(new float[]{Float.NaN, 5}, 2), Tensor.scalar(0f), Tensor.scalar(1f))
                .agrees();
    }

    @Test
    void quantised() {
        Tensor x = draw.uniform(-10, 10, 2, 3, 4);
        Tensor zero = bytes(org.orrery.network.onnx.ElementType.UINT8, 100);
        OneNode.of("QuantizeLinear", 13).reading(x, Tensor.scalar(0.13f), zero).agrees();
        OneNode.of("QuantizeLinear", 10).reading(x, Tensor.scalar(0.01f), zero).agrees();
        Tensor three = Tensor.raw(org.orrery.network.onnx.ElementType.INT8, new long[]{3},
                java.nio.ByteBuffer.wrap(new byte[]{-4, 0, 7}));
        Tensor scale = draw.uniform(0.02, 0.3, 3);
        OneNode.of("QuantizeLinear", 13).reading(x, scale, three).agrees();
        OneNode.of("DequantizeLinear", 13).whole("axis", 0).reading(three, scale, three).agrees();
        OneNode.of("DequantizeLinear", 10).reading(three, Tensor.scalar(0.3f)).agrees();
        OneNode.of("DynamicQuantizeLinear", 11).making(3).reading(x).agrees();
    }

    @Test
    void productsOfQuantised() {
        org.orrery.network.onnx.ElementType small = org.orrery.network.onnx.ElementType.UINT8;
        Tensor a = some(small, 2, 3);
        Tensor b = some(small, 3, 4);
        OneNode.of("MatMulInteger", 10).reading(a, b, bytes(small, 7), bytes(small, 9)).agrees();
        OneNode.of("QLinearMatMul", 10).reading(a, Tensor.scalar(0.013f), bytes(small, 7), b, Tensor.scalar(0.021f),
                bytes(small, 9), Tensor.scalar(0.5f), bytes(small, 100)).agrees();
        Tensor x = some(small, 1, 2, 5, 5);
        Tensor w = some(small, 3, 2, 3, 3);
        OneNode.of("ConvInteger", 10).with("pads", 1, 1, 1, 1).reading(x, w, bytes(small, 7), bytes(small, 9)).agrees();
        OneNode.of("QLinearConv", 10).with("pads", 1, 1, 1, 1).reading(x, Tensor.scalar(0.013f), bytes(small, 7), w,
                Tensor.scalar(0.021f), bytes(small, 9), Tensor.scalar(0.9f), bytes(small, 100),
                Tensor.of(new int[]{5, -9, 2000}, 3))
                .agrees();
    }

    private Tensor some(org.orrery.network.onnx.ElementType type, long... shape) {
        return Wholes.tensor(type, draw.whole(0, 256, shape).longs(), shape);
    }

    @Test
    void differentOnes() {
        Tensor x = Tensor.of(new float[]{2, 1, 1, 3, 4, 3}, 6);
        OneNode.of("Unique", 11).making(4).reading(x).agrees();
        OneNode.of("Unique", 11).making(4).whole("sorted", 0).reading(x).agrees();
        OneNode.of("Unique", 11).making(4).whole("axis", 0).reading(Tensor.of(new long[]{1, 0, 0, 1, 1, 0, 0, 5}, 4, 2))
                .agrees();
        OneNode.of("Unique", 11).making(4).whole("axis", -1).reading(Tensor.of(new long[]{1, 0, 1, 1, 1, 1}, 2, 3))
                .agrees();
    }

    private static Tensor bytes(org.orrery.network.onnx.ElementType type, int value) {
        return Tensor.raw(type, new long[0], java.nio.ByteBuffer.wrap(new byte[]{(byte) value}));
    }

    @Test
    void overNothingASumIsZeroAndAMaximumMinusInfinity() {
        Tensor none = draw.reals(2, 0);
        assertThat(folded("ReduceSum", none)).containsExactly(0, 0);
        assertThat(folded("ReduceProd", none)).containsExactly(1, 1);
        assertThat(folded("ReduceMax", none)).containsOnly(Double.NEGATIVE_INFINITY);
        assertThat(folded("ReduceMin", none)).containsOnly(Double.POSITIVE_INFINITY);
        assertThat(folded("ReduceLogSumExp", none)).containsOnly(Double.NEGATIVE_INFINITY);
    }

    private static double[] folded(String operator, Tensor x) {
        return OneNode.of(operator, 18).reading(x, Tensor.of(new long[]{1}, 1)).evaluated().getFirst().doubles();
    }
}

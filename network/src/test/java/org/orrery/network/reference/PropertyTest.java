package org.orrery.network.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.Tensor;

/** Laws that hold whatever the numbers, to the last bits of float64. */
class PropertyTest {
    private static final double TIGHT = 1e-12;

    private static Tensor made(OneNode node) {
        return node.evaluated().getFirst();
    }

    private static double inner(Tensor a, Tensor b) {
        double[] x = a.doubles();
        double[] y = b.doubles();
        return IntStream.range(0, x.length).mapToDouble(i -> x[i] * y[i]).sum();
    }

    private static void same(Tensor a, Tensor b) {
        assertThat(a.shape()).isEqualTo(b.shape());
        double[] x = a.doubles();
        double[] y = b.doubles();
        for (int i = 0; i < x.length; i++) {
            assertThat(x[i]).isEqualTo(y[i], org.assertj.core.data.Offset.offset(TIGHT));
        }
    }

    private static Tensor plus(Tensor a, Tensor b, double factor) {
        double[] x = a.doubles();
        double[] y = b.doubles();
        return Tensor.of(IntStream.range(0, x.length).mapToDouble(i -> x[i] + factor * y[i]).toArray(), a.shape());
    }

    @RepeatedTest(20)
    void convolutionIsLinearAndItsTurnIsItsAdjoint(RepetitionInfo info) {
        Draw draw = new Draw(100 + info.getCurrentRepetition());
        int groups = draw.number(1, 3);
        long[] strides = {draw.number(1, 4), draw.number(1, 4)};
        long[] dilations = {draw.number(1, 3), draw.number(1, 3)};
        long[] pads = {draw.number(0, 3), draw.number(0, 3), draw.number(0, 3), draw.number(0, 3)};
        Tensor w = draw.reals(2L * groups, 3, draw.number(1, 4), draw.number(1, 3));
        Tensor x = draw.reals(2, 3L * groups, 9, 8);
        Tensor other = draw.reals(2, 3L * groups, 9, 8);
        Tensor y = made(conv("Conv", groups, strides, dilations, pads).reading(x, w));
        same(made(conv("Conv", groups, strides, dilations, pads).reading(plus(x, other, 0.7), w)),
                plus(y, made(conv("Conv", groups, strides, dilations, pads).reading(other, w)), 0.7));
        // <conv x, z> = <x, turned conv z>; what the strides leave over at the ends belongs to the output padding.
        Tensor z = draw.reals(y.shape());
        long[] rest = new long[2];
        for (int i = 0; i < 2; i++) {
            long reach = (w.shape()[i + 2] - 1) * dilations[i] + 1;
            rest[i] = x.shape()[i + 2] - ((y.shape()[i + 2] - 1) * strides[i] + reach - pads[i] - pads[i + 2]);
        }
        Tensor back = made(
                conv("ConvTranspose", groups, strides, dilations, pads).with("output_padding", rest).reading(z, w));
        assertThat(inner(y, z)).isEqualTo(inner(x, back), org.assertj.core.data.Offset.offset(1e-10));
    }

    private static OneNode conv(String operator, int groups, long[] strides, long[] dilations, long[] pads) {
        return OneNode.of(operator, 11).whole("group", groups).with("strides", strides).with("dilations", dilations)
                .with("pads", pads);
    }

    @RepeatedTest(10)
    void averagesAreConvolutionsOfOnes(RepetitionInfo info) {
        Draw draw = new Draw(200 + info.getCurrentRepetition());
        long[] kernel = {draw.number(1, 4), draw.number(1, 4)};
        long[] strides = {draw.number(1, 4), draw.number(1, 4)};
        Tensor x = draw.reals(2, 1, 7, 8);
        double[] ones = new double[(int) (kernel[0] * kernel[1])];
        Arrays.fill(ones, 1.0 / ones.length);
        same(made(OneNode.of("AveragePool", 11).with("kernel_shape", kernel).with("strides", strides).reading(x)),
                made(OneNode.of("Conv", 11).with("strides", strides).reading(x,
                        Tensor.of(ones, 1, 1, kernel[0], kernel[1]))));
    }

    @RepeatedTest(10)
    void stretchingFirstChangesNothing(RepetitionInfo info) {
        Draw draw = new Draw(300 + info.getCurrentRepetition());
        long[] a = {draw.number(0, 2) * 2 + 1, 1, 4};
        long[] b = {5, draw.number(0, 2) * 3 + 1};
        Tensor x = draw.reals(a);
        Tensor y = draw.reals(b[0], b[1] == 4 ? 4 : 1);
        Tensor shape = Tensor.of(new long[]{a[0], 5, 4}, 3);
        for (String operator : List.of("Add", "Sub", "Mul", "Div", "Max", "Min", "Less", "Equal")) {
            Tensor direct = made(OneNode.of(operator, 13).reading(x, y));
            Tensor wide = made(OneNode.of(operator, 13).reading(made(OneNode.of("Expand", 13).reading(x, shape)),
                    made(OneNode.of("Expand", 13).reading(y, shape))));
            assertThat(direct).isEqualTo(wide);
        }
    }

    @RepeatedTest(10)
    void movingThereAndBackIsTheIdentity(RepetitionInfo info) {
        Random random = new Random(info.getCurrentRepetition());
        Draw draw = new Draw(400 + info.getCurrentRepetition());
        Tensor x = made(OneNode.of("Identity", 13).reading(draw.reals(2, 3, 4, 1, 2)));
        List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4));
        Collections.shuffle(order, random);
        long[] there = order.stream().mapToLong(Integer::longValue).toArray();
        long[] back = new long[there.length];
        for (int i = 0; i < there.length; i++) {
            back[(int) there[i]] = i;
        }
        Tensor moved = made(OneNode.of("Transpose", 13).with("perm", there).reading(x));
        assertThat(made(OneNode.of("Transpose", 13).with("perm", back).reading(moved))).isEqualTo(x);

        List<Tensor> parts = OneNode.of("Split", 11).making(2).whole("axis", 2).with("split", 1, 3).reading(x)
                .evaluated();
        assertThat(made(OneNode.of("Concat", 13).whole("axis", 2).reading(parts.toArray(Tensor[]::new)))).isEqualTo(x);

        Tensor image = made(OneNode.of("Identity", 13).reading(draw.reals(1, 2, 4, 6)));
        Tensor deep = made(OneNode.of("SpaceToDepth", 13).whole("blocksize", 2).reading(image));
        assertThat(made(OneNode.of("DepthToSpace", 13).whole("blocksize", 2).reading(deep))).isEqualTo(image);

        Tensor padded = made(
                OneNode.of("Pad", 13).text("mode", "reflect").reading(image, Tensor.of(new long[]{0, 0, 1, 2, 0, 0, 3,
                        1}, 8)));
        assertThat(made(OneNode.of("Pad", 13).reading(padded, Tensor.of(new long[]{0, 0, -1, -2, 0, 0, -3, -1}, 8))))
                .isEqualTo(image);
    }

    @RepeatedTest(10)
    void softmaxIgnoresShiftsAndFollowsTheOrder(RepetitionInfo info) {
        Draw draw = new Draw(500 + info.getCurrentRepetition());
        Tensor x = draw.reals(3, 5);
        Tensor order = Tensor.of(new long[]{3, 0, 4, 1, 2}, 5);
        for (String operator : List.of("Softmax", "LogSoftmax")) {
            Tensor y = made(OneNode.of(operator, 13).reading(x));
            Tensor shifted = Tensor.of(Arrays.stream(x.doubles()).map(each -> each + 300).toArray(), 3, 5);
            same(made(OneNode.of(operator, 13).reading(shifted)), y);
            same(made(OneNode.of(operator, 13)
                    .reading(made(OneNode.of("Gather", 13).whole("axis", 1).reading(x, order)))),
                    made(OneNode.of("Gather", 13).whole("axis", 1).reading(y, order)));
        }
        same(made(OneNode.of("ReduceSum", 11).with("axes", 1).whole("keepdims", 0)
                .reading(made(OneNode.of("Softmax", 13).reading(x)))), Tensor.of(new double[]{1, 1, 1}, 3));
    }

    @RepeatedTest(10)
    void foldingOneAxisAfterTheOtherIsFoldingBoth(RepetitionInfo info) {
        Draw draw = new Draw(600 + info.getCurrentRepetition());
        Tensor x = draw.uniform(0.5, 1.5, 2, 3, 4);
        for (String operator : List.of("ReduceSum", "ReduceMean", "ReduceMax", "ReduceMin", "ReduceProd",
                "ReduceLogSumExp",
                "ReduceL1", "ReduceL2")) {
            same(made(OneNode.of(operator, 11).with("axes", 0)
                    .reading(made(OneNode.of(operator, 11).with("axes", 2).reading(x)))),
                    made(OneNode.of(operator, 11).with("axes", 0, 2).reading(x)));
        }
    }

    @RepeatedTest(10)
    void addingIntoPlacesIsTheAdjointOfPicking(RepetitionInfo info) {
        Draw draw = new Draw(700 + info.getCurrentRepetition());
        Tensor x = draw.reals(4, 5);
        Tensor at = draw.whole(-4, 4, 3, 5);
        Tensor z = draw.reals(3, 5);
        Tensor picked = made(OneNode.of("GatherElements", 13).reading(x, at));
        Tensor put = made(OneNode.of("ScatterElements", 16).text("reduction", "add")
                .reading(Tensor.of(new float[20], 4, 5), at, z));
        assertThat(inner(picked, z)).isEqualTo(inner(x, put), org.assertj.core.data.Offset.offset(TIGHT));
    }

    @RepeatedTest(6)
    void aReversedLayerReadsTheReversedSequence(RepetitionInfo info) {
        Draw draw = new Draw(800 + info.getCurrentRepetition());
        Tensor x = draw.reals(5, 2, 3);
        Tensor lengths = Tensor.of(new long[]{5, 5}, 2);
        Tensor mirrored = made(OneNode.of("ReverseSequence", 10).reading(x, lengths));
        Tensor w = draw.reals(1, 12, 3);
        Tensor recurrent = draw.reals(1, 12, 3);
        same(made(OneNode.of("LSTM", 14).whole("hidden_size", 3).text("direction", "reverse").reading(x, w, recurrent)),
                turned(made(OneNode.of("LSTM", 14).whole("hidden_size", 3).reading(mirrored, w, recurrent))));
    }

    private static Tensor turned(Tensor y) {
        return made(OneNode.of("Slice", 13).reading(y, Tensor.of(new long[]{-1}, 1),
                Tensor.of(new long[]{Long.MIN_VALUE}, 1),
                Tensor.of(new long[]{0}, 1), Tensor.of(new long[]{-1}, 1)));
    }

    @RepeatedTest(6)
    void attentionDoesNotCareForTheOrderOfKeys(RepetitionInfo info) {
        Draw draw = new Draw(900 + info.getCurrentRepetition());
        Tensor order = Tensor.of(new long[]{2, 0, 3, 1}, 4);
        Tensor q = draw.reals(1, 2, 3, 4);
        Tensor k = draw.reals(1, 2, 4, 4);
        Tensor v = draw.reals(1, 2, 4, 5);
        Tensor y = made(OneNode.of("Attention", 23).reading(q, k, v));
        same(y, made(OneNode.of("Attention", 23).reading(q,
                made(OneNode.of("Gather", 13).whole("axis", 2).reading(k, order)),
                made(OneNode.of("Gather", 13).whole("axis", 2).reading(v, order)))));
    }

    @RepeatedTest(6)
    void resizingKeepsWhatIsConstantOrStraight(RepetitionInfo info) {
        Draw draw = new Draw(1000 + info.getCurrentRepetition());
        double[] line = new double[8];
        Arrays.setAll(line, i -> 0.5 * i - 1);
        Tensor x = Tensor.of(line, 1, 1, 8);
        float scale = draw.number(2, 5);
        for (String mode : List.of("linear", "cubic")) {
            double[] y = made(
                    OneNode.of("Resize", 13).text("mode", mode).text("coordinate_transformation_mode", "asymmetric")
                            .real("cubic_coeff_a", -0.5)
                            .reading(x, null, Tensor.of(new float[]{1, 1, scale}, 3)))
                    .doubles();
            // Away from the ends a straight line stays one (Keys' kernel with a = -0.5 reproduces it).
            for (int i = (int) (2 * scale); i < 6 * scale; i++) {
                assertThat(y[i]).isEqualTo(0.5 * i / scale - 1, org.assertj.core.data.Offset.offset(TIGHT));
            }
        }
    }

    @RepeatedTest(6)
    void sumsOfProductsAreMatrixProducts(RepetitionInfo info) {
        Draw draw = new Draw(1100 + info.getCurrentRepetition());
        Tensor a = draw.reals(2, 3, 4);
        Tensor b = draw.reals(2, 4, 5);
        Tensor product = made(OneNode.of("MatMul", 13).reading(a, b));
        same(made(OneNode.of("Einsum", 12).with("equation", new Attribute.Text("bij,bjk->bik")).reading(a, b)),
                product);
        same(made(OneNode.of("Einsum", 12).with("equation", new Attribute.Text("...ij,...jk->...ik")).reading(a, b)),
                product);
    }
}

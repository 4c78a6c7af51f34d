package org.orrery.network.reference;

import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.network.onnx.Tensor;

/** The same node in each version of the operator set, from 7 to 24. */
class VersionsTest {
    private static final int NEWEST = 24;

    private final Draw draw = new Draw(77);

    private static void each(int from, IntFunction<OneNode> node) {
        for (int version = from; version <= NEWEST; version++) {
            node.apply(version).agrees();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Relu", "Elu", "Selu", "Sigmoid", "Softplus", "Softsign", "HardSigmoid", "LeakyRelu", "Exp",
            "Neg",
            "Floor", "Identity", "Flatten", "Transpose", "Shape", "GlobalAveragePool", "Sum", "Mean", "Max", "Dropout",
            "Softmax",
            "LogSoftmax", "Hardmax", "LpNormalization", "ReduceL2", "ReduceMean", "ReduceMax", "ArgMax"})
    void plainOnes(String operator) {
        Tensor x = draw.reals(1, 2, 4, 3);
        each(7, version -> OneNode.of(operator, version).reading(x));
    }

    @Test
    void poolsRoundedUp() {
        for (int size = 5; size < 9; size++) {
            for (long pad = 0; pad < 2; pad++) {
                Tensor x = draw.reals(1, 1, size, size + 1);
                for (String operator : List.of("MaxPool", "AveragePool")) {
                    for (long count = 0; count < 2; count++) {
                        long side = pad;
                        long padding = count;
                        each(count == 1 ? 19 : 10, version -> {
                            OneNode node = OneNode.of(operator, version).with("kernel_shape", 3, 2)
                                    .with("strides", 2, 3)
                                    .with("pads", side, side, side, side).whole("ceil_mode", 1).reading(x);
                            return operator.equals("MaxPool") ? node : node.whole("count_include_pad", padding);
                        });
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"VALID", "SAME_UPPER", "SAME_LOWER"})
    void poolsPaddedByRule(String auto) {
        Tensor x = draw.reals(1, 2, 7, 6);
        for (String operator : List.of("MaxPool", "AveragePool")) {
            each(10, version -> OneNode.of(operator, version).with("kernel_shape", 3, 2).with("strides", 2, 3)
                    .text("auto_pad", auto).whole("ceil_mode", 1).reading(x));
        }
        each(7, version -> OneNode.of("AveragePool", version).with("kernel_shape", 3, 2).with("strides", 2, 3)
                .text("auto_pad", auto).whole("count_include_pad", 1).reading(x));
    }

    @Test
    void convolutionsAndNormalisations() {
        Tensor x = draw.reals(1, 2, 7, 6);
        Tensor w = draw.reals(2, 2, 3, 2);
        each(7, version -> OneNode.of("Conv", version).with("strides", 2, 2).with("pads", 1, 1, 0, 1).reading(x, w));
        each(7, version -> OneNode.of("ConvTranspose", version).with("strides", 2, 2).with("pads", 1, 1, 0, 1)
                .reading(x, w));
        each(7, version -> OneNode.of("BatchNormalization", version).reading(x, draw.reals(2), draw.reals(2),
                draw.reals(2),
                draw.uniform(0.1, 2, 2)));
        each(21, version -> OneNode.of("GroupNormalization", version).whole("num_groups", 2)
                .reading(x, draw.reals(2), draw.reals(2)));
        each(23, version -> OneNode.of("Attention", version).whole("is_causal", 1)
                .reading(draw.reals(1, 2, 3, 4), draw.reals(1, 2, 5, 4), draw.reals(1, 2, 5, 4)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nearest", "linear", "cubic"})
    void resizing(String mode) {
        Tensor x = draw.reals(1, 2, 7, 6);
        for (String how : List.of("half_pixel", "pytorch_half_pixel", "align_corners", "asymmetric")) {
            for (float scale : new float[]{0.5f, 0.6f, 1.7f, 3}) {
                each(11, version -> OneNode.of("Resize", version).text("mode", mode)
                        .text("coordinate_transformation_mode", how)
                        .reading(x, Tensor.of(new float[0], 0), Tensor.of(new float[]{1, 1, scale, scale}, 4)));
            }
        }
    }
}

package org.orrery.network.gradient;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.network.onnx.Tensor;

class ElementwiseTest {
    private final Some some = new Some(1);

    @ParameterizedTest
    @ValueSource(strings = {"Neg", "Abs", "Exp", "Sin", "Cos", "Tan", "Atan", "Sinh", "Cosh", "Asinh", "Tanh",
            "Sigmoid",
            "Erf", "Reciprocal", "Identity", "Relu", "LeakyRelu", "Elu", "Selu", "Celu", "Softplus", "Softsign",
            "HardSigmoid", "HardSwish", "Mish", "ThresholdedRelu", "Shrink", "Softmax", "LogSoftmax", "Dropout"})
    void functionsOfOneNumber(String op) {
        OneNode.of(op, some.between(-1.4, 1.4, 3, 4)).agrees();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Log", "Sqrt", "Asin", "Acos", "Atanh"})
    void functionsOfPositiveNumbers(String op) {
        OneNode.of(op, some.between(0.2, 0.8, 3, 4)).agrees();
    }

    @Test
    void attributesOfActivations() {
        Tensor x = some.between(-3.9, 3.9, 2, 5);
        OneNode.of("Acosh", some.between(1.3, 3, 5)).agrees();
        OneNode.of("LeakyRelu", x).with("alpha", 0.3f).agrees();
        OneNode.of("Elu", x).with("alpha", 0.7f).agrees();
        OneNode.of("Selu", x).with("alpha", 1.5f, "gamma", 1.2f).agrees();
        OneNode.of("Celu", x).with("alpha", 2f).agrees();
        OneNode.of("HardSigmoid", x).with("alpha", 0.1f, "beta", 0.4f).agrees();
        OneNode.of("HardSwish", x).agrees();
        OneNode.of("ThresholdedRelu", x).with("alpha", 0.4f).agrees();
        OneNode.of("Shrink", x).with("lambd", 0.3f, "bias", 0.2f).agrees();
        OneNode.of("Gelu", x).in(20).agrees();
        OneNode.of("Gelu", x).in(20).with("approximate", "tanh").agrees();
        OneNode.of("PRelu", x, some.reals(5)).agrees();
    }

    @Test
    void bounds() {
        Tensor x = some.between(-3.9, 3.9, 2, 5);
        OneNode.of("Clip", x, Tensor.scalar(-0.5f), Tensor.scalar(0.6f)).agrees();
        OneNode.of("Clip", x, null, Tensor.scalar(0.6f)).agrees();
        OneNode.of("Clip", x).with("min", -0.4f).in(7).agrees();
        OneNode.of("Swish", x).in(24).with("alpha", 0.7f).agrees();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Add", "Sub", "Mul", "Div", "Max", "Min"})
    void broadcasting(String op) {
        List<long[]> shapes = List.of(new long[]{2, 3, 4}, new long[]{4}, new long[]{3, 1}, new long[]{1, 1, 4},
                new long[]{}, new long[]{2, 1, 4});
        for (long[] a : shapes) {
            for (long[] b : shapes) {
                OneNode.of(op, some.reals(a), some.between(0.5, 2, b)).agrees();
            }
        }
    }

    @Test
    void severalOperands() {
        OneNode.of("Sum", some.reals(2, 3), some.reals(3), some.reals(2, 1)).agrees();
        OneNode.of("Mean", some.reals(2, 3), some.reals(3), some.reals(2, 1)).agrees();
        OneNode.of("Max", some.reals(2, 3), some.reals(3), some.reals(2, 1)).agrees();
        OneNode.of("Min", some.reals(2, 3)).agrees();
        OneNode.of("Where", some.truth(2, 3), some.reals(3), some.reals(2, 1)).agrees();
        OneNode.of("Mod", Tensor.of(new float[]{3.2f, -4.1f, 2.5f}, 3), Tensor.of(new float[]{1.3f, 2, 0.7f}, 3))
                .with("fmod", 1).agrees();
        OneNode.of("Pow", some.between(0.5, 2, 2, 3), some.reals(3)).agrees();
        OneNode.of("Pow", some.reals(2, 3), Some.ints(3)).agrees();
        OneNode.of("Pow", some.reals(2, 3), Some.ints(2)).agrees();
        OneNode.of("CastLike", some.reals(2, 3), some.reals(1)).by(0).agrees();
    }
}

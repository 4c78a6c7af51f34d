package org.orrery.network.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.network.onnx.Tensor;

class ElementwiseTest {
    private static final float INF = Float.POSITIVE_INFINITY;
    private static final Tensor ODD = Tensor.of(
            new float[]{0, -0f, 1, -1, INF, -INF, Float.NaN, 0.5f, -2.5f, 1.5f, 88, -100}, 3,
            4);

    private final Draw draw = new Draw(1);

    @ParameterizedTest
    @ValueSource(strings = {"Ceil", "Floor", "Round", "Reciprocal", "Exp", "Atan", "Tanh", "Erf", "Abs", "Neg", "Sign",
            "Relu",
            "LeakyRelu", "ThresholdedRelu", "Sigmoid", "Softplus", "Softsign", "HardSigmoid", "Sin", "Cos", "Asinh",
            "Sqrt",
            "Log", "Cosh", "Sinh", "Acosh", "Atanh", "Asin", "Acos", "Tan"})
    void functionsOfOneNumber(String operator) {
        OneNode.of(operator, 13).reading(draw.reals(2, 3, 50)).agrees();
        OneNode.of(operator, 13).reading(draw.uniform(1, 4, 7)).agrees();
        OneNode.of(operator, 13).reading(draw.reals(0, 3)).agrees();
        OneNode.of(operator, 13).reading(draw.reals()).agrees();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ceil", "Floor", "Round", "Abs", "Neg", "Relu", "LeakyRelu", "Exp", "Sqrt", "Log",
            "Reciprocal",
            "IsNaN", "IsInf", "Softsign", "Elu", "Selu"})
    void whatIsNoOrdinaryNumber(String operator) {
        Tensor odd = operator.equals("Softsign") ? Tensor.of(new float[]{0, -0f, Float.NaN, 1e30f}, 4) : ODD;
        OneNode.of(operator, 13).reading(odd).within(1e-5).agrees();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Elu", "Selu", "Celu", "HardSwish", "Mish", "Gelu"})
    void activations(String operator) {
        OneNode.of(operator, operator.equals("Gelu") ? 20 : 18).reading(draw.reals(3, 40)).agrees();
    }

    @Test
    void activationsWithParameters() {
        Tensor x = draw.uniform(-4, 4, 2, 3, 20);
        OneNode.of("LeakyRelu", 16).real("alpha", 0.3).reading(x).agrees();
        OneNode.of("Elu", 6).real("alpha", 0.3).reading(x).agrees();
        OneNode.of("Celu", 12).real("alpha", 0.3).reading(x).agrees();
        OneNode.of("Selu", 6).real("alpha", 0.3).real("gamma", 2).reading(x).agrees();
        OneNode.of("HardSigmoid", 6).real("alpha", 0.3).real("beta", 0.7).reading(x).agrees();
        OneNode.of("ThresholdedRelu", 10).real("alpha", 0.3).reading(x).agrees();
        OneNode.of("Shrink", 9).real("lambd", 1.3).real("bias", 0.25).reading(x).agrees();
        OneNode.of("Shrink", 9).reading(x).agrees();
        OneNode.of("Gelu", 20).text("approximate", "tanh").reading(x).agrees();
        OneNode.of("Swish", 24).real("alpha", 0.8).reading(x).agrees();
        OneNode.of("PRelu", 16).reading(x, draw.reals(3, 1)).agrees();
        OneNode.of("PRelu", 7).reading(x, draw.reals(1)).agrees();
        OneNode.of("IsInf", 10).whole("detect_negative", 0).reading(ODD).agrees();
        OneNode.of("IsInf", 10).whole("detect_positive", 0).reading(ODD).agrees();
        OneNode.of("Gelu", 1).in("com.microsoft").reading(x).agrees();
        OneNode.of("FastGelu", 1).in("com.microsoft").reading(x, draw.reals(20)).agrees();
        OneNode.of("BiasGelu", 1).in("com.microsoft").reading(x, draw.reals(20)).agrees();
        OneNode.of("QuickGelu", 1).in("com.microsoft").real("alpha", 1.3).reading(x).agrees();
    }

    @Test
    void theErrorFunctionHasSixteenDigits() {
        // NIST Handbook, table 7.23 and Wolfram's digits.
        assertThat(Special.erf(0.5)).isEqualTo(0.5204998778130465, org.assertj.core.data.Offset.offset(2e-16));
        assertThat(Special.erf(1)).isEqualTo(0.8427007929497149, org.assertj.core.data.Offset.offset(2e-16));
        assertThat(Special.erf(2)).isEqualTo(0.9953222650189527, org.assertj.core.data.Offset.offset(2e-16));
        assertThat(Special.erf(3)).isEqualTo(0.9999779095030014, org.assertj.core.data.Offset.offset(2e-16));
        assertThat(Special.erf(-1)).isEqualTo(-Special.erf(1));
        // Both ways where they meet, and far out in the tail.
        assertThat(Special.erf(Math.nextDown(2.5))).isEqualTo(Special.erf(2.5),
                org.assertj.core.data.Offset.offset(1e-15));
        assertThat(Special.phi(-10)).isEqualTo(7.619853024160527e-24, org.assertj.core.data.Offset.offset(1e-37));
    }

    @Test
    void wholeNumbersStayWhole() {
        Tensor x = Tensor.of(new long[]{Long.MAX_VALUE, -3, 0, Long.MIN_VALUE + 1}, 4);
        for (String operator : List.of("Abs", "Neg", "Sign")) {
            OneNode.of(operator, 13).reading(x).agrees();
        }
        OneNode.of("Relu", 14).reading(Tensor.of(new int[]{-4, 5}, 2)).agrees();
        OneNode.of("BitwiseNot", 18).reading(Tensor.of(new int[]{-4, 5}, 2)).agrees();
        OneNode.of("Not", 1).reading(draw.truth(3, 2)).agrees();
    }
}

package org.orrery.network.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Tensor;

class ArithmeticTest {
    private final Draw draw = new Draw(2);

    @ParameterizedTest
    @ValueSource(strings = {"Add", "Sub", "Mul", "Div", "Max", "Min", "Equal", "Less", "Greater", "LessOrEqual",
            "GreaterOrEqual"})
    void pairsStretchOverEachOther(String operator) {
        long[][][] shapes = {{{2, 3, 4}, {2, 3, 4}}, {{2, 3, 4}, {4}}, {{3, 1}, {2, 1, 5}}, {{}, {2, 2}}, {{0, 3}, {1}},
                {{1, 0}, {4, 1}}, {{}, {}}};
        for (long[][] pair : shapes) {
            OneNode.of(operator, 13).reading(draw.reals(pair[0]), draw.reals(pair[1])).agrees();
            OneNode.of(operator, 13).reading(draw.whole(-5, 0, pair[0]), draw.whole(-5, 0, pair[1])).agrees();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Max", "Min", "Sum", "Mean"})
    void manyAtOnce(String operator) {
        OneNode.of(operator, 13).reading(draw.reals(2, 3)).agrees();
        OneNode.of(operator, 13).reading(draw.reals(2, 3), draw.reals(3), draw.reals(2, 1), draw.reals()).agrees();
        OneNode.of(operator, 8).reading(draw.reals(2, 3), draw.reals(1, 3)).agrees();
    }

    @ParameterizedTest
    @ValueSource(strings = {"And", "Or", "Xor", "Equal"})
    void logic(String operator) {
        OneNode.of(operator, 11).reading(draw.truth(3, 4), draw.truth(4)).agrees();
    }

    @Test
    void comparisonsWithNoNumberAreFalse() {
        Tensor x = Tensor.of(new float[]{Float.NaN, 0f, Float.NaN}, 3);
        Tensor y = Tensor.of(new float[]{1, -0f, Float.NaN}, 3);
        for (String operator : List.of("Equal", "Less", "Greater", "LessOrEqual", "GreaterOrEqual", "Max", "Min")) {
            OneNode.of(operator, 16).reading(x, y).agrees();
        }
    }

    @Test
    void wholeNumbersWrapAndAreCut() {
        Tensor a = Tensor.of(new int[]{Integer.MAX_VALUE, -7, 7, -7}, 4);
        Tensor b = Tensor.of(new int[]{2, 2, -2, -2}, 4);
        for (String operator : List.of("Add", "Mul", "Sub", "Div", "Mod")) {
            OneNode.of(operator, 13).reading(a, b).agrees();
        }
        OneNode.of("Mod", 13).whole("fmod", 1).reading(a, b).agrees();
        OneNode.of("Mod", 13).whole("fmod", 1).reading(draw.reals(5), draw.uniform(0.3, 1, 5)).agrees();
        OneNode.of("BitwiseAnd", 18).reading(a, b).agrees();
        OneNode.of("BitwiseOr", 18).reading(a, b).agrees();
        OneNode.of("BitwiseXor", 18).reading(a, b).agrees();
    }

    @Test
    void powers() {
        OneNode.of("Pow", 13).reading(draw.uniform(0.1, 3, 2, 4), draw.reals(4)).agrees();
        OneNode.of("Pow", 15).reading(draw.reals(2, 4), Tensor.of(new long[]{2, 3, 0, -1}, 4)).agrees();
        OneNode.of("Pow", 15).reading(Tensor.of(new long[]{3, -2, 7}, 3), Tensor.of(new long[]{4, 3, 0}, 3)).agrees();
        OneNode.of("Pow", 15).reading(Tensor.of(new int[]{3, 4, 7}, 3), draw.uniform(1, 3, 3)).agrees();
        OneNode.of("Pow", 7).reading(draw.uniform(0.1, 3, 2, 4), Tensor.scalar(2f)).agrees();
    }

    @Test
    void choice() {
        OneNode.of("Where", 9).reading(draw.truth(3, 1), draw.reals(2, 1, 4), draw.reals()).agrees();
        OneNode.of("Where", 16).reading(draw.truth(), draw.whole(0, 9, 2), draw.whole(0, 9, 3, 1)).agrees();
        Tensor texts = Tensor.of(List.of(ByteString.copyFromUtf8("a"), ByteString.copyFromUtf8("b")), 2);
        OneNode.of("Where", 9).reading(draw.truth(2), texts, texts).agrees();
    }

    @Test
    void casts() {
        Tensor x = Tensor.of(new float[]{-1.7f, 0, 0.4f, 2.6f, 100}, 5);
        for (ElementType to : List.of(ElementType.INT32, ElementType.INT64, ElementType.INT8, ElementType.BOOL,
                ElementType.DOUBLE, ElementType.FLOAT)) {
            OneNode.of("Cast", 13).whole("to", to.number()).reading(x).agrees();
            OneNode.of("Cast", 9).whole("to", to.number()).reading(draw.whole(-100, 300, 7)).agrees();
            OneNode.of("Cast", 13).whole("to", to.number()).reading(draw.truth(4)).agrees();
        }
        OneNode.of("CastLike", 15).reading(x, Tensor.of(new int[0], 0)).agrees();
        Tensor numbers = Tensor.of(List.of(ByteString.copyFromUtf8("12"), ByteString.copyFromUtf8("-3")), 2);
        OneNode.of("Cast", 13).whole("to", ElementType.INT64.number()).reading(numbers).agrees();
        OneNode.of("Cast", 13).whole("to", ElementType.FLOAT.number()).reading(numbers).agrees();
        OneNode.of("Cast", 13).whole("to", ElementType.STRING.number()).reading(draw.whole(-5, 5, 3)).agrees();
    }

    @Test
    void aCastBetweenRealTypesDoesNotRound() {
        double third = 1.0 / 3;
        assertThat(OneNode.of("Cast", 13).whole("to", ElementType.FLOAT16.number())
                .reading(Tensor.of(new double[]{third}, 1))
                .evaluated().getFirst().doubles()).containsExactly(third);
    }
}

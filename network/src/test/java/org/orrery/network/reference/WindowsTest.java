package org.orrery.network.reference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.network.onnx.Tensor;

class WindowsTest {
    private final Draw draw = new Draw(5);

    @ParameterizedTest
    @ValueSource(strings = {"NOTSET", "VALID", "SAME_UPPER", "SAME_LOWER"})
    void convolutionsAndTheirTurn(String auto) {
        Tensor x = draw.reals(2, 4, 7, 6);
        OneNode.of("Conv", 11).text("auto_pad", auto).reading(x, draw.reals(6, 4, 3, 2), draw.reals(6)).agrees();
        OneNode.of("Conv", 11).text("auto_pad", auto).with("strides", 2, 3).whole("group", 2)
                .reading(x, draw.reals(6, 2, 2, 3)).agrees();
        OneNode.of("ConvTranspose", 11).text("auto_pad", auto).reading(x, draw.reals(4, 3, 3, 2), draw.reals(3))
                .agrees();
        OneNode.of("ConvTranspose", 11).text("auto_pad", auto).with("strides", 2, 3).whole("group", 2)
                .reading(x, draw.reals(4, 3, 3, 4)).agrees();
    }

    @Test
    void convolutionsOfEachRank() {
        OneNode.of("Conv", 11).with("pads", 2, 1).with("dilations", 2).reading(draw.reals(2, 3, 9), draw.reals(4, 3, 3))
                .agrees();
        OneNode.of("Conv", 11).with("pads", 1, 0, 1, 0, 2, 1).with("strides", 1, 2, 1)
                .reading(draw.reals(1, 2, 4, 5, 3), draw.reals(3, 2, 2, 3, 2), draw.reals(3)).agrees();
        OneNode.of("Conv", 7).with("kernel_shape", 3, 3).with("pads", 1, 2, 0, 1).with("dilations", 2, 1)
                .whole("group", 4)
                .reading(draw.reals(2, 4, 6, 6), draw.reals(4, 1, 3, 3)).agrees();
        OneNode.of("Conv", 22).reading(draw.reals(1, 1, 3, 3), draw.reals(1, 1, 3, 3)).agrees();
    }

    @Test
    void turnedConvolutions() {
        Tensor x = draw.reals(1, 2, 4, 3);
        Tensor w = draw.reals(2, 3, 3, 3);
        OneNode.of("ConvTranspose", 11).with("strides", 2, 3).with("pads", 1, 0, 1, 2).with("output_padding", 1, 2)
                .reading(x, w).agrees();
        OneNode.of("ConvTranspose", 11).with("dilations", 2, 1).with("pads", 1, 1, 0, 0).reading(x, w).agrees();
        OneNode.of("ConvTranspose", 11).with("strides", 2, 2).with("output_shape", 8, 6).reading(x, w).agrees();
        OneNode.of("ConvTranspose", 11).with("strides", 2, 2).with("output_shape", 8, 6).text("auto_pad", "SAME_UPPER")
                .reading(x, w).agrees();
        OneNode.of("ConvTranspose", 11).with("strides", 2, 2).with("output_shape", 8, 6).text("auto_pad", "SAME_LOWER")
                .reading(x, w).agrees();
        OneNode.of("ConvTranspose", 11).with("strides", 3).reading(draw.reals(2, 2, 5), draw.reals(2, 1, 4)).agrees();
    }

    @ParameterizedTest
    @ValueSource(strings = {"MaxPool", "AveragePool", "LpPool"})
    void pools(String operator) {
        Tensor x = draw.reals(2, 3, 7, 6);
        for (int opset : new int[]{11, 22}) {
            OneNode.of(operator, opset).with("kernel_shape", 3, 2).reading(x).agrees();
            OneNode.of(operator, opset).with("kernel_shape", 3, 2).with("strides", 2, 2).with("pads", 1, 0, 1, 1)
                    .reading(x).agrees();
            for (String auto : new String[]{"VALID", "SAME_UPPER", "SAME_LOWER"}) {
                OneNode.of(operator, opset).with("kernel_shape", 3, 2).with("strides", 2, 3).text("auto_pad", auto)
                        .reading(x).agrees();
            }
        }
        OneNode.of(operator, 11).with("kernel_shape", 2).reading(draw.reals(1, 2, 5)).agrees();
        OneNode.of(operator, 11).with("kernel_shape", 2, 1, 3).reading(draw.reals(1, 2, 5, 2, 4)).agrees();
    }

    @Test
    void poolsRoundedUp() {
        for (int size = 5; size < 10; size++) {
            for (int pad = 0; pad < 2; pad++) {
                Tensor x = draw.reals(1, 1, size, size + 1);
                OneNode.of("MaxPool", 12).with("kernel_shape", 3, 2).with("strides", 2, 3)
                        .with("pads", pad, pad, pad, pad)
                        .whole("ceil_mode", 1).reading(x).agrees();
                for (long padding = 0; padding < 2; padding++) {
                    OneNode.of("AveragePool", 19).with("kernel_shape", 3, 2).with("strides", 2, 3)
                            .with("pads", pad, pad, pad, pad).whole("ceil_mode", 1).whole("count_include_pad", padding)
                            .reading(x).agrees();
                }
            }
        }
    }

    @Test
    void poolsInDetail() {
        Tensor x = draw.reals(2, 2, 6, 7);
        OneNode.of("MaxPool", 12).making(2).with("kernel_shape", 2, 3).with("strides", 2, 2).with("pads", 1, 1, 0, 1)
                .reading(x).agrees();
        OneNode.of("MaxPool", 12).making(2).with("kernel_shape", 2, 3).whole("storage_order", 1).reading(x).agrees();
        OneNode.of("MaxPool", 12).making(2).with("kernel_shape", 2, 2).with("dilations", 2, 3).reading(x).agrees();
        OneNode.of("MaxPool", 8).with("kernel_shape", 2, 2).reading(x).agrees();
        OneNode.of("AveragePool", 11).with("kernel_shape", 2, 3).with("pads", 1, 1, 0, 2).whole("count_include_pad", 1)
                .reading(x).agrees();
        OneNode.of("AveragePool", 7).with("kernel_shape", 2, 3).with("pads", 1, 1, 0, 2).reading(x).agrees();
        OneNode.of("AveragePool", 19).with("kernel_shape", 2, 2).with("dilations", 2, 3).with("pads", 1, 1, 0, 1)
                .reading(x).agrees();
        OneNode.of("LpPool", 11).with("kernel_shape", 2, 2).whole("p", 3).reading(x).agrees();
        for (String operator : new String[]{"GlobalAveragePool", "GlobalMaxPool", "GlobalLpPool"}) {
            OneNode.of(operator, 11).reading(x).agrees();
            OneNode.of(operator, 11).reading(draw.reals(1, 3, 4)).agrees();
        }
        OneNode.of("GlobalLpPool", 11).whole("p", 3).reading(x).agrees();
        OneNode.of("MaxUnpool", 11).with("kernel_shape", 2, 2).with("strides", 2, 2)
                .reading(draw.reals(1, 1, 2, 2), Tensor.of(new long[]{1, 3, 8, 15}, 1, 1, 2, 2)).agrees();
    }
}

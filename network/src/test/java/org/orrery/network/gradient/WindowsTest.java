package org.orrery.network.gradient;

import org.junit.jupiter.api.Test;
import org.orrery.network.onnx.Tensor;

class WindowsTest {
    private final Some some = new Some(3);

    @Test
    void convolutions() {
        conv(some.reals(2, 3, 7), some.reals(4, 3, 3)).agrees();
        conv(some.reals(2, 3, 7, 6), some.reals(4, 3, 3, 2)).with("pads", new long[]{1, 0, 2, 1}).agrees();
        conv(some.reals(2, 3, 8, 7), some.reals(4, 3, 3, 2)).with("strides", new long[]{2, 3}).agrees();
        conv(some.reals(2, 3, 9, 8), some.reals(4, 3, 3, 2)).with("strides", new long[]{3, 2}, "dilations",
                new long[]{2, 3}, "pads", new long[]{2, 1, 1, 2}).agrees();
        conv(some.reals(2, 4, 6, 5), some.reals(6, 2, 3, 3)).with("group", 2, "strides", new long[]{2, 1}).agrees();
        conv(some.reals(2, 3, 5, 5), some.reals(3, 1, 3, 3)).with("group", 3, "pads", new long[]{1, 1, 1, 1}).agrees();
        conv(some.reals(1, 2, 4, 5, 3), some.reals(2, 2, 2, 3, 2)).with("strides", new long[]{1, 2, 1}).agrees();
        OneNode.of("Conv", some.reals(2, 3, 7), some.reals(4, 3, 3)).agrees();
    }

    @Test
    void convolutionsThatPadThemselves() {
        for (String auto : new String[]{"SAME_UPPER", "SAME_LOWER", "VALID"}) {
            conv(some.reals(2, 3, 7, 6), some.reals(2, 3, 2, 3)).with("auto_pad", auto).agrees();
            conv(some.reals(2, 3, 7, 6), some.reals(2, 3, 4, 3)).with("auto_pad", auto, "strides", new long[]{2, 3})
                    .fixed().agrees();
        }
    }

    private OneNode conv(Tensor x, Tensor w) {
        long[] kernel = java.util.Arrays.copyOfRange(w.shape(), 2, w.rank());
        return OneNode.of("Conv", x, w, some.reals(w.shape()[0])).with("kernel_shape", kernel);
    }

    @Test
    void transposedConvolutions() {
        transposed(some.reals(2, 3, 5), some.reals(3, 4, 3)).agrees();
        transposed(some.reals(2, 3, 4, 3), some.reals(3, 2, 3, 2)).with("strides", new long[]{2, 3}, "pads",
                new long[]{1, 0, 0, 1}).agrees();
        transposed(some.reals(2, 4, 4, 3), some.reals(4, 1, 3, 2)).with("group", 2, "dilations", new long[]{2, 1})
                .agrees();
        transposed(some.reals(1, 2, 4, 3), some.reals(2, 2, 3, 3)).with("strides", new long[]{2, 2}, "output_padding",
                new long[]{1, 1}).agrees();
        transposed(some.reals(1, 2, 4, 3), some.reals(2, 2, 3, 3)).with("strides", new long[]{2, 2}, "output_shape",
                new long[]{8, 6}).fixed().agrees();
        transposed(some.reals(1, 2, 4, 3), some.reals(2, 2, 3, 3)).with("strides", new long[]{2, 2}, "auto_pad",
                "SAME_UPPER").fixed().agrees();
    }

    private OneNode transposed(Tensor x, Tensor w) {
        long[] kernel = java.util.Arrays.copyOfRange(w.shape(), 2, w.rank());
        return OneNode.of("ConvTranspose", x, w).with("kernel_shape", kernel);
    }

    @Test
    void maxPools() {
        pool("MaxPool", some.reals(2, 3, 7), 3).agrees();
        pool("MaxPool", some.reals(2, 3, 6, 7), 2, 3).with("strides", new long[]{2, 2}).agrees();
        pool("MaxPool", some.reals(2, 3, 6, 7), 3, 3).with("pads", new long[]{1, 1, 1, 1}).agrees();
        pool("MaxPool", some.reals(2, 3, 6, 7), 2, 2).with("dilations", new long[]{2, 3}).agrees();
        pool("MaxPool", some.reals(2, 3, 6, 7), 2, 2).with("strides", new long[]{2, 2}, "ceil_mode", 1).agrees();
        pool("MaxPool", some.reals(2, 3, 6, 7), 3, 2).with("strides", new long[]{2, 2}, "auto_pad", "SAME_LOWER")
                .agrees();
        pool("MaxPool", some.reals(1, 2, 4, 3, 5), 2, 2, 2).in(12).agrees();
        OneNode.of("GlobalMaxPool", some.reals(2, 3, 4, 5)).agrees();
    }

    @Test
    void averagePools() {
        pool("AveragePool", some.reals(2, 3, 7), 3).agrees();
        pool("AveragePool", some.reals(2, 3, 6, 7), 2, 3).with("strides", new long[]{2, 2}).agrees();
        for (int include = 0; include <= 1; include++) {
            pool("AveragePool", some.reals(2, 3, 6, 7), 3, 3).with("pads", new long[]{1, 0, 1, 1}, "strides",
                    new long[]{2, 1}, "count_include_pad", include).agrees();
            pool("AveragePool", some.reals(2, 3, 6, 8), 3, 3).with("strides", new long[]{2, 2}, "ceil_mode", 1,
                    "pads", new long[]{1, 0, 0, 0}, "count_include_pad", include).in(19).agrees();
        }
        pool("AveragePool", some.reals(2, 3, 6, 7), 2, 2).with("auto_pad", "SAME_UPPER").agrees();
        pool("AveragePool", some.reals(2, 3, 6, 7), 2, 2).in(19).with("dilations", new long[]{2, 1}).agrees();
        OneNode.of("GlobalAveragePool", some.reals(2, 3, 4, 5)).agrees();
    }

    private static OneNode pool(String op, Tensor x, long... kernel) {
        long[] ones = new long[kernel.length];
        java.util.Arrays.fill(ones, 1);
        return OneNode.of(op, x).with("kernel_shape", kernel, "strides", ones);
    }

}

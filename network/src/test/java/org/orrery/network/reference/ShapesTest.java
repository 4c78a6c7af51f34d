package org.orrery.network.reference;

import com.google.protobuf.ByteString;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Tensor;

class ShapesTest {
    private final Draw draw = new Draw(3);

    private static Tensor longs(long... values) {
        return Tensor.of(values, values.length);
    }

    @Test
    void reshaping() {
        Tensor x = draw.reals(2, 3, 4);
        OneNode.of("Reshape", 13).reading(x, longs(0, -1)).agrees();
        OneNode.of("Reshape", 5).reading(x, longs(4, 0, -1, 1)).agrees();
        OneNode.of("Reshape", 14).whole("allowzero", 1).reading(draw.reals(2, 0), longs(0, 7)).agrees();
        OneNode.of("Reshape", 14).reading(draw.reals(1), longs()).agrees();
        for (long axis : new long[]{0, 1, 3, -1, -3}) {
            OneNode.of("Flatten", 13).whole("axis", axis).reading(x).agrees();
        }
        OneNode.of("Flatten", 9).reading(draw.reals(0, 3)).agrees();
        Tensor thin = draw.reals(1, 3, 1, 2, 1);
        OneNode.of("Squeeze", 11).reading(thin).agrees();
        OneNode.of("Squeeze", 11).with("axes", 0, -1).reading(thin).agrees();
        OneNode.of("Squeeze", 13).reading(thin, longs(-3)).agrees();
        OneNode.of("Squeeze", 13).reading(thin).agrees();
        OneNode.of("Unsqueeze", 11).with("axes", 0, 4).reading(x).agrees();
        OneNode.of("Unsqueeze", 13).reading(x, longs(-1, 1)).agrees();
        OneNode.of("Unsqueeze", 13).reading(Tensor.scalar(2f), longs(0)).agrees();
        OneNode.of("Identity", 13).reading(x).agrees();
        OneNode.of("Shape", 13).reading(x).agrees();
        OneNode.of("Shape", 15).whole("start", -2).whole("end", 9).reading(x).agrees();
        OneNode.of("Shape", 15).whole("start", 2).whole("end", 1).reading(x).agrees();
        OneNode.of("Size", 13).reading(x).agrees();
        OneNode.of("Dropout", 13).making(2).reading(x).agrees();
        OneNode.of("Dropout", 7).real("ratio", 0.3).reading(x).agrees();
    }

    @Test
    void moving() {
        Tensor x = draw.reals(2, 3, 4);
        OneNode.of("Transpose", 13).reading(x).agrees();
        OneNode.of("Transpose", 13).with("perm", 1, 2, 0).reading(x).agrees();
        OneNode.of("Transpose", 13).reading(Tensor.scalar(3f)).agrees();
        OneNode.of("Transpose", 13).with("perm", 1, 0).reading(draw.reals(0, 3)).agrees();
        OneNode.of("Expand", 13).reading(draw.reals(3, 1), longs(2, 1, 4)).agrees();
        OneNode.of("Expand", 8).reading(draw.reals(3, 4), longs(1)).agrees();
        OneNode.of("Tile", 13).reading(x, longs(2, 1, 3)).agrees();
        OneNode.of("Tile", 13).reading(x, longs(0, 1, 3)).agrees();
        OneNode.of("DepthToSpace", 13).whole("blocksize", 2).reading(draw.reals(2, 8, 2, 3)).agrees();
        OneNode.of("DepthToSpace", 11).whole("blocksize", 2).text("mode", "CRD").reading(draw.reals(2, 8, 2, 3))
                .agrees();
        OneNode.of("SpaceToDepth", 13).whole("blocksize", 2).reading(draw.reals(2, 3, 4, 6)).agrees();
    }

    @Test
    void slices() {
        Tensor x = draw.reals(4, 5, 6);
        OneNode.of("Slice", 9).with("starts", 1, -2).with("ends", 3, 100).with("axes", 0, 2).reading(x).agrees();
        OneNode.of("Slice", 9).with("starts", 1, 0, 2).with("ends", -1, 2, 4).reading(x).agrees();
        OneNode.of("Slice", 13).reading(x, longs(3, -1), longs(-100, 0), longs(0, 2), longs(-1, -2)).agrees();
        OneNode.of("Slice", 13).reading(x, longs(100), longs(Long.MIN_VALUE), longs(-2), longs(-3)).agrees();
        OneNode.of("Slice", 10).reading(x, longs(3), longs(1)).agrees();
        OneNode.of("Slice", 13).reading(x, longs(0), longs(Long.MAX_VALUE), longs(1), longs(2)).agrees();
        OneNode.of("Slice", 13).reading(draw.reals(0, 3), longs(0), longs(2), longs(1)).agrees();
        int seen = 0;
        while (seen++ < 40) {
            long step = draw.number(0, 2) == 0 ? draw.number(1, 4) : -draw.number(1, 4);
            OneNode.of("Slice", 13)
                    .reading(x, longs(draw.number(-8, 8)), longs(draw.number(-8, 8)), longs(draw.number(-3, 3)),
                            longs(step))
                    .agrees();
        }
    }

    @Test
    void joiningAndSplitting() {
        OneNode.of("Concat", 13).whole("axis", 1).reading(draw.reals(2, 3, 2), draw.reals(2, 1, 2), draw.reals(2, 0, 2))
                .agrees();
        OneNode.of("Concat", 13).whole("axis", -1).reading(draw.whole(0, 9, 2), draw.whole(0, 9, 3)).agrees();
        Tensor texts = Tensor.of(List.of(ByteString.copyFromUtf8("a"), ByteString.copyFromUtf8("b")), 2);
        OneNode.of("Concat", 13).whole("axis", 0).reading(texts, texts).agrees();
        OneNode.of("Split", 11).making(3).whole("axis", 1).reading(draw.reals(2, 6)).agrees();
        OneNode.of("Split", 11).making(2).with("split", 2, 4).whole("axis", -1).reading(draw.reals(2, 6)).agrees();
        OneNode.of("Split", 13).making(3).reading(draw.reals(6, 2), longs(1, 0, 5)).agrees();
        OneNode.of("Split", 18).making(4).whole("num_outputs", 4).reading(draw.reals(10, 2)).agrees();
    }

    @ParameterizedTest
    @ValueSource(strings = {"constant", "edge", "reflect", "wrap"})
    void pads(String mode) {
        Tensor x = draw.reals(3, 4);
        int opset = mode.equals("wrap") ? 19 : 13;
        OneNode.of("Pad", opset).text("mode", mode).reading(x, longs(1, 2, 0, 3)).agrees();
        OneNode.of("Pad", opset).text("mode", mode).reading(x, longs(0, 0, 0, 0)).agrees();
        if (opset == 13) {
            OneNode.of("Pad", 7).text("mode", mode).with("pads", 1, 0, 2, 1).reading(x).agrees();
        }
        OneNode.of("Pad", 19).text("mode", mode).reading(x, longs(2, 1), null, longs(-1)).agrees();
    }

    @Test
    void padsWithAValueAndNegativePads() {
        Tensor x = draw.reals(3, 4);
        OneNode.of("Pad", 13).reading(x, longs(1, -1, -2, 3), Tensor.scalar(7f)).agrees();
        OneNode.of("Pad", 7).with("pads", 1, 0, 2, 1).real("value", -2).reading(x).agrees();
        OneNode.of("Pad", 13).reading(draw.whole(0, 5, 3), longs(1, 1), Tensor.scalar(9L)).agrees();
    }

    @Test
    void making() {
        OneNode.of("Range", 11).reading(Tensor.scalar(2L), Tensor.scalar(-9L), Tensor.scalar(-3L)).agrees();
        OneNode.of("Range", 11).reading(Tensor.scalar(0f), Tensor.scalar(1f), Tensor.scalar(0.3f)).agrees();
        OneNode.of("Range", 11).reading(Tensor.scalar(3f), Tensor.scalar(1f), Tensor.scalar(1f)).agrees();
        OneNode.of("ConstantOfShape", 9).reading(longs(2, 0, 1)).agrees();
        OneNode.of("ConstantOfShape", 9).with("value", new Attribute.OfTensor(longs(4))).reading(longs(2, 3)).agrees();
        OneNode.of("ConstantOfShape", 9).reading(longs()).agrees();
        OneNode.of("EyeLike", 9).whole("k", -1).reading(draw.reals(3, 4)).agrees();
        OneNode.of("EyeLike", 9).whole("dtype", ElementType.INT64.number()).reading(draw.reals(3, 4)).agrees();
        OneNode.of("OneHot", 11).reading(Tensor.of(new long[]{0, -1, 7, 2}, 2, 2), Tensor.scalar(3L), draw.reals(2))
                .agrees();
        OneNode.of("OneHot", 11).whole("axis", 0).reading(longs(0, 1), Tensor.scalar(3L), draw.whole(0, 9, 2)).agrees();
        for (long upper : new long[]{0, 1}) {
            OneNode.of("Trilu", 14).whole("upper", upper).reading(draw.reals(2, 3, 4)).agrees();
            OneNode.of("Trilu", 14).whole("upper", upper).reading(draw.reals(4, 3), Tensor.scalar(-2L)).agrees();
            OneNode.of("Trilu", 14).whole("upper", upper).reading(draw.whole(1, 9, 4, 3), Tensor.scalar(1L)).agrees();
        }
        OneNode.of("NonZero", 13).reading(Tensor.of(new float[]{1, 0, 0, 2, 3, 0}, 2, 3)).agrees();
        OneNode.of("NonZero", 13).reading(draw.truth(2, 2, 3)).agrees();
        OneNode.of("NonZero", 13).reading(draw.reals(0)).agrees();
        OneNode.of("Constant", 13).with("value_floats", new Attribute.Reals(new float[]{1, 2})).agrees();
        OneNode.of("Constant", 13).with("value_int", new Attribute.Whole(4)).agrees();
        OneNode.of("Constant", 9).with("value", new Attribute.OfTensor(draw.reals(2, 2))).agrees();
    }

    @Test
    void gathering() {
        Tensor x = draw.reals(3, 4, 5);
        OneNode.of("Gather", 13).reading(x, Tensor.of(new long[]{0, -1, 2, 1}, 2, 2)).agrees();
        OneNode.of("Gather", 11).whole("axis", -1).reading(x, Tensor.scalar(-5L)).agrees();
        OneNode.of("Gather", 13).whole("axis", 1).reading(x, longs()).agrees();
        OneNode.of("GatherElements", 13).whole("axis", 1).reading(x, draw.whole(-4, 4, 2, 6, 5)).agrees();
        OneNode.of("GatherND", 13).reading(x, Tensor.of(new long[]{0, 1, -1, 2}, 2, 2)).agrees();
        OneNode.of("GatherND", 13).whole("batch_dims", 1).reading(x, draw.whole(-4, 4, 3, 2, 1)).agrees();
        OneNode.of("GatherND", 12).whole("batch_dims", 2).reading(x, draw.whole(-5, 5, 3, 4, 1)).agrees();
        OneNode.of("Compress", 11).whole("axis", 1).reading(x, Tensor.of(new boolean[]{true, false, true}, 3)).agrees();
        OneNode.of("Compress", 9).reading(x, Tensor.of(new boolean[]{true, false, true}, 3)).agrees();
        OneNode.of("ReverseSequence", 10).whole("batch_axis", 0).whole("time_axis", 1).reading(x, longs(1, 4, 2))
                .agrees();
        OneNode.of("ReverseSequence", 10).reading(x, longs(3, 1, 2, 2)).agrees();
    }

    @Test
    void scattering() {
        Tensor x = draw.reals(3, 4);
        Tensor at = Tensor.of(new long[]{0, 2, -1, 1, 1, 0}, 2, 3);
        for (String how : List.of("none", "add", "mul", "max", "min")) {
            OneNode.of("ScatterElements", 18).text("reduction", how).reading(x, at, draw.reals(2, 3)).agrees();
            OneNode.of("ScatterND", 18).text("reduction", how)
                    .reading(x, Tensor.of(new long[]{2, 0}, 2, 1), draw.reals(2, 4)).agrees();
        }
        OneNode.of("ScatterElements", 16).text("reduction", "add").whole("axis", -1)
                .reading(draw.whole(0, 9, 3, 4), Tensor.of(new long[]{1, 1, -4, 1}, 2, 2), draw.whole(0, 9, 2, 2))
                .agrees();
        OneNode.of("ScatterElements", 11).whole("axis", 1)
                .reading(x, Tensor.of(new long[]{1, 3}, 1, 2), draw.reals(1, 2)).agrees();
        OneNode.of("ScatterND", 13).reading(x, Tensor.of(new long[]{2, 0, -3, -1}, 2, 2), draw.reals(2)).agrees();
    }
}

package org.orrery.network.reference;

import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Tensor;

/** Arrays made from shapes and numbers. */
final class Making {
    private Making() {}

    static void into(Table table) {
        table.one("Constant", Making::constant);
        table.one("ConstantOfShape", call -> {
            Array value = call.node().attribute("value") instanceof Attribute.OfTensor(Tensor tensor)
                    ? Array.of(tensor).as(1)
                    : Array.of(ElementType.FLOAT, new int[]{1}, 0);
            int[] shape = call.in(0).ints();
            return value.pick(shape, new int[Axes.size(shape)]);
        });
        table.one("Range", Making::range);
        table.one("EyeLike", call -> {
            int[] shape = call.in(0).shape();
            double[] values = new double[Axes.size(shape)];
            long k = call.whole("k", 0);
            for (int i = 0; i < values.length; i++) {
                values[i] = i % shape[1] - i / shape[1] == k ? 1 : 0;
            }
            return Array.of(call.element("dtype", call.in(0).type()), shape, values);
        });
        table.one("OneHot", Making::oneHot);
        table.one("Trilu", Making::triangle);
        table.one("NonZero", Making::nonZero);
    }

    private static Array constant(Call call) {
        for (Attribute attribute : call.node().attributes().values()) {
            Array array = constant(attribute);
            if (array != null) {
                return array;
            }
        }
        throw call.refusal("without a dense value");
    }

    private static @Nullable Array constant(Attribute attribute) {
        return switch (attribute) {
            case Attribute.OfTensor(Tensor tensor) -> Array.of(tensor);
            case Attribute.Real(float value) -> Array.of(ElementType.FLOAT, new int[0], value);
            case Attribute.Whole(long value) -> Array.whole(ElementType.INT64, new int[0], value);
            case Attribute.Text(ByteString bytes) -> Array.texts(new int[0], List.of(bytes));
            case Attribute.Texts(List<ByteString> values) -> Array.texts(new int[]{values.size()}, values);
            case Attribute.Wholes(long[] values) -> Array.whole(ElementType.INT64, new int[]{values.length}, values);
            case Attribute.Reals(float[] values) -> reals(values);
            case Attribute.Tensors _,Attribute.OfGraph _,Attribute.Graphs _,Attribute.Reference _,Attribute.Opaque _ ->
                null;
        };
    }

    static Array reals(float[] values) {
        double[] wide = new double[values.length];
        Arrays.setAll(wide, i -> values[i]);
        return Array.of(ElementType.FLOAT, new int[]{values.length}, wide);
    }

    private static Array range(Call call) {
        Array first = call.in(0);
        if (first.isReal()) {
            double start = first.real(0);
            double step = call.in(2).real(0);
            double count = Math.max(0, Math.ceil((call.in(1).real(0) - start) / step));
            double[] values = new double[Axes.size((int) Math.min(count, Integer.MAX_VALUE))];
            Arrays.setAll(values, i -> start + i * step);
            return Array.of(first.type(), new int[]{values.length}, values);
        }
        long start = first.wholes()[0];
        long step = call.in(2).wholes()[0];
        long count = Math.max(0, Math.ceilDiv(Math.subtractExact(call.in(1).wholes()[0], start), step));
        long[] values = new long[Axes.size((int) Math.min(count, Integer.MAX_VALUE))];
        Arrays.setAll(values, i -> start + i * step);
        return Array.whole(first.type(), new int[]{values.length}, values);
    }

    /** An index outside the depth, counted from either end, is off everywhere. */
    private static Array oneHot(Call call) {
        Array indices = call.in(0);
        int depth = (int) call.in(1).real(0);
        int axis = Axes.axis(call.whole("axis", -1), indices.rank() + 1);
        int[] shape = new int[indices.rank() + 1];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = i == axis ? depth : indices.length(i < axis ? i : i - 1);
        }
        int inner = Axes.product(shape, axis + 1, shape.length);
        int[] places = new int[Axes.size(shape)];
        for (int i = 0; i < indices.size(); i++) {
            long index = (long) indices.real(i);
            long on = index < 0 ? index + depth : index;
            if (on >= 0 && on < depth) {
                places[(int) ((i / inner * depth + on) * inner + i % inner)] = 1;
            }
        }
        return call.in(2).pick(shape, places);
    }

    private static Array triangle(Call call) {
        Array x = call.in(0);
        boolean upper = call.whole("upper", 1) != 0;
        long k = call.has(1) ? call.in(1).wholes()[0] : 0;
        int rows = x.length(x.rank() - 2);
        int columns = x.length(x.rank() - 1);
        int[] places = new int[x.size()];
        for (int i = 0; i < places.length; i++) {
            long beside = i % columns - (long) (i / columns % rows);
            places[i] = (upper ? beside >= k : beside <= k) ? i : x.size();
        }
        return Array.row(List.of(x, Array.whole(x.type(), new int[]{1}, 0))).pick(x.shape(), places);
    }

    private static Array nonZero(Call call) {
        Array x = call.in(0);
        int[] shape = x.rank() == 0 ? new int[]{1} : x.shape();
        int[] found = java.util.stream.IntStream.range(0, x.size()).filter(i -> x.real(i) != 0).toArray();
        int[] strides = Axes.strides(shape);
        long[] indices = new long[shape.length * found.length];
        for (int axis = 0; axis < shape.length; axis++) {
            for (int i = 0; i < found.length; i++) {
                indices[axis * found.length + i] = found[i] / strides[axis] % shape[axis];
            }
        }
        return Array.whole(ElementType.INT64, new int[]{shape.length, found.length}, indices);
    }
}

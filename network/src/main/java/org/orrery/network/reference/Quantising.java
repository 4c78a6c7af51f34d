package org.orrery.network.reference;

import java.util.Arrays;
import java.util.List;
import org.orrery.network.onnx.ElementType;

/** To and from whole numbers of eight to 32 bits; products and convolutions of such numbers. */
final class Quantising {
    private Quantising() {}

    static void into(Table table) {
        table.one("QuantizeLinear", Quantising::quantise);
        table.one("DequantizeLinear", Quantising::restore);
        table.many("DynamicQuantizeLinear", Quantising::fit);
        table.one("MatMulInteger",
                call -> Matrices
                        .product(shifted(call, 0, call.in(0).rank() - 2), shifted(call, 1, call.in(1).rank() - 1))
                        .typed(ElementType.INT32));
        table.one("ConvInteger", call -> {
            Array product = Convolution.convolve(new Call(call.node(), call.version(), call.inputs().subList(0, 2),
                    call.bodies()), shifted(call, 0, 1), shifted(call, 1, 0));
            return Array.of(ElementType.INT32, product.shape(), product.reals());
        });
    }

    /** One number a tensor, one along an axis, or one for each block of an axis. */
    private static Array stretched(Call call, Array small, Array x) {
        if (small.size() == 1) {
            return small.as(new int[0]).over(x.shape());
        }
        int axis = Axes.axis(call.whole("axis", 1), x.rank());
        int block = call.whole("block_size", 0);
        if (block == 0) {
            int[] shape = new int[x.rank()];
            Arrays.fill(shape, 1);
            shape[axis] = small.size();
            return small.as(shape).over(x.shape());
        }
        int inner = Axes.product(x.shape(), axis + 1, x.rank());
        int[] places = new int[x.size()];
        for (int i = 0; i < places.length; i++) {
            int row = i / inner;
            places[i] = (row / x.length(axis) * small.length(axis) + row % x.length(axis) / block) * inner + i % inner;
        }
        return small.pick(x.shape(), places);
    }

    private static Array quantise(Call call) {
        Array x = call.in(0);
        double[] scale = stretched(call, call.in(1), x).reals();
        ElementType declared = call.element("output_dtype", ElementType.UINT8);
        ElementType type = call.has(2) ? call.in(2).type() : declared;
        if (!type.isWhole() || type.bytes(1) > 2) {
            throw call.refusal("to " + type);
        }
        double[] zero = call.has(2) ? stretched(call, call.in(2), x).reals() : new double[x.size()];
        double low = Wholes.real(type, Wholes.largest(type, new long[0]));
        double high = Wholes.real(type, Wholes.smallest(type, new long[0]));
        double[] to = new double[x.size()];
        Arrays.setAll(to, i -> Math.clamp(Math.rint(ratio(x, i, scale[i])) + zero[i], low, high));
        return Array.of(type, x.shape(), to);
    }

    /** Rounded as float32 is, where the input is one: otherwise ties would fall to another side than in the runtime. */
    private static double ratio(Array x, int i, double scale) {
        return x.type() == ElementType.FLOAT ? (float) x.real(i) / (float) scale : x.real(i) / scale;
    }

    private static Array restore(Call call) {
        Array x = call.in(0);
        double[] scale = stretched(call, call.in(1), x).reals();
        double[] zero = call.has(2) ? stretched(call, call.in(2), x).reals() : new double[x.size()];
        double[] to = new double[x.size()];
        Arrays.setAll(to, i -> (x.real(i) - zero[i]) * scale[i]);
        return Array.of(call.in(1).type(), x.shape(), to);
    }

    private static List<Array> fit(Call call) {
        double[] x = call.in(0).reals();
        float high = (float) Math.max(0, Reductions.max(x));
        float low = (float) Math.min(0, Arrays.stream(x).min().orElse(0));
        float scale = high == low ? 1 : (high - low) / 255;
        double zero = Math.clamp(Math.rint(-low / scale), 0, 255);
        double[] to = new double[x.length];
        Arrays.setAll(to, i -> Math.clamp(Math.rint((float) x[i] / scale) + zero, 0, 255));
        return List.of(Array.of(ElementType.UINT8, call.in(0).shape(), to),
                Array.of(ElementType.FLOAT, new int[0], scale), Array.of(ElementType.UINT8, new int[0], zero));
    }

    /** Less its zero point, which is one number or one for each place along an axis. */
    private static Array shifted(Call call, int input, int axis) {
        Array wide = call.in(input).typed(ElementType.INT64);
        if (!call.has(input + 2)) {
            return wide;
        }
        Array zero = call.in(input + 2).typed(ElementType.INT64);
        int[] shape = new int[zero.size() > 1 && zero.rank() == 1 ? wide.rank() : 0];
        Arrays.fill(shape, 1);
        if (shape.length > 0) {
            shape[axis] = zero.size();
        }
        Array along = zero.size() == 1 || zero.rank() == 1 ? zero.as(shape) : zero;
        return Arithmetic.both(wide, along, (a, _) -> a, (a, b) -> a - b);
    }
}

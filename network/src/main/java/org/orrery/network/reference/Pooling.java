package org.orrery.network.reference;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.orrery.network.onnx.ElementType;

/**
 * Windows folded into one number each. Where an average counts padding, a window that rounding up has pushed beyond the
 * padding counts the part within it, as in PyTorch. ONNX Runtime 1.28 does so since version 19 only; before it counts all
 * of the kernel and its result differs from that of the network that was exported. (1.32 does so in all versions.)
 */
final class Pooling {
    private Pooling() {}

    static void into(Table table) {
        table.many("MaxPool", Pooling::max);
        table.one("AveragePool", Pooling::average);
        table.one("LpPool", call -> {
            double p = call.whole("p", 2);
            return pool(call, call.flag("ceil_mode"), (x, _) -> norm(x, p));
        });
        global(table, "GlobalAveragePool", _ -> Reductions::mean);
        global(table, "GlobalMaxPool", _ -> Reductions::max);
        global(table, "GlobalLpPool", call -> x -> norm(x, call.whole("p", 2)));
        table.one("MaxUnpool", Pooling::unpool);
    }

    static double norm(double[] x, double p) {
        return Math.pow(Arrays.stream(x).map(each -> Math.pow(Math.abs(each), p)).sum(), 1 / p);
    }

    /** Folds what a window sees of the input. */
    @FunctionalInterface
    private interface Fold {
        double of(double[] seen, Windows.Tap tap);
    }

    private static void global(Table table, String name,
            java.util.function.Function<Call, ToDoubleFunction<double[]>> fold) {
        table.one(name, call -> {
            int rank = Convolution.spatial(call.in(0)).length + 2;
            int[] axes = java.util.stream.IntStream.range(2, rank).toArray();
            return Reductions.over(call.in(0), fold.apply(call), true, axes);
        });
    }

    private static Array pool(Call call, boolean ceil, Fold fold) {
        Array x = call.in(0);
        Windows windows = Windows.of(call, Convolution.spatial(x), call.ints("kernel_shape"), ceil);
        Windows.Tap[] taps = windows.taps();
        int area = Axes.size(windows.input());
        double[] from = x.reals();
        int[] shape = Convolution.shape(x.length(0), x.length(1), windows.output());
        double[] to = new double[Axes.size(shape)];
        for (int i = 0; i < to.length; i++) {
            Windows.Tap tap = taps[i % taps.length];
            int start = i / taps.length * area;
            to[i] = fold.of(Arrays.stream(tap.input()).mapToDouble(place -> from[start + place]).toArray(), tap);
        }
        return Array.of(x.type(), shape, to);
    }

    private static Array average(Call call) {
        boolean padding = call.flag("count_include_pad");
        return pool(call, call.flag("ceil_mode"),
                (seen, tap) -> Arrays.stream(seen).sum() / (padding ? tap.inPadded() : seen.length));
    }

    private static List<Array> max(Call call) {
        Array x = call.in(0);
        Array pooled = pool(call, call.flag("ceil_mode"), (seen, _) -> Reductions.max(seen));
        if (!call.wants(1)) {
            return List.of(pooled);
        }
        Windows windows = Windows.of(call, Convolution.spatial(x), call.ints("kernel_shape"), call.flag("ceil_mode"));
        Windows.Tap[] taps = windows.taps();
        int[] order = call.flag("storage_order") ? columns(windows.input()) : Axes.all(Axes.size(windows.input()));
        long[] indices = new long[pooled.size()];
        for (int i = 0; i < indices.length; i++) {
            int[] places = taps[i % taps.length].input();
            int start = i / taps.length * order.length;
            int best = Ranking.largest(Arrays.stream(places).mapToDouble(place -> x.real(start + place)).toArray());
            indices[i] = start + order[places[best]];
        }
        return List.of(pooled, Array.whole(ElementType.INT64, pooled.shape(), indices));
    }

    /** The number of each place when the first axis runs fastest. */
    private static int[] columns(int[] shape) {
        int[] strides = new int[shape.length];
        int stride = 1;
        for (int i = 0; i < shape.length; i++) {
            strides[i] = stride;
            stride *= shape[i];
        }
        return Axes.places(shape, strides, 0);
    }

    private static Array unpool(Call call) {
        Array x = call.in(0);
        int rank = x.rank() - 2;
        int[] kernel = call.ints("kernel_shape");
        int[] ones = new int[rank];
        Arrays.fill(ones, 1);
        int[] strides = call.ints("strides", ones);
        int[] pads = call.ints("pads", new int[2 * rank]);
        int[] natural = x.shape().clone();
        for (int i = 0; i < rank; i++) {
            natural[i + 2] = (x.length(i + 2) - 1) * strides[i] - pads[i] - pads[rank + i] + kernel[i];
        }
        int[] shape = call.has(2) ? call.in(2).ints() : natural;
        double[] to = new double[Axes.size(shape)];
        int[] strideOf = Axes.strides(shape);
        for (int i = 0; i < x.size(); i++) {
            // Indices number the places of the natural shape, which may lie inside a larger one.
            int index = Gathering.index(call.in(1).wholes()[i], Axes.size(natural));
            int place = 0;
            for (int axis = natural.length - 1; axis >= 0; axis--) {
                place += index % natural[axis] * strideOf[axis];
                index /= natural[axis];
            }
            to[place] = x.real(i);
        }
        return Array.of(x.type(), shape, to);
    }
}

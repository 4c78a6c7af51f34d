package org.orrery.network.gradient;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;
import org.orrery.network.onnx.Attribute;

/** Pools. */
final class Pools {
    private Pools() {}

    static void list(Map<String, Treatment> table) {
        table.put("MaxPool", new Treatment.Smooth((at, to) -> at.give(0, maxPool(at, to))));
        table.put("AveragePool", new Treatment.Smooth((at, to) -> at.give(0, averagePool(at, to))));
        table.put("GlobalAveragePool", new Treatment.Smooth((at, to) -> at.give(0, Form.expand(to,
                to.div(at.dy(), Reductions.count(to, at.in(0), at.y())), at.in(0)))));
        table.put("GlobalMaxPool", new Treatment.Smooth((at, to) -> at.give(0, globalMaxPool(at, to))));
    }

    /** To the place that the operator itself reports, counted through the whole tensor. */
    private static String maxPool(Site at, Emit to) {
        if (at.node().whole("storage_order", 0) != 0) {
            throw at.refusal("it counts places column by column");
        }
        String places = to.op("Reshape", at.also(1, to), to.ints(-1));
        String size = to.op("Reshape", to.op("Size", at.in(0)), to.ints(1));
        String flat = Scatter.add(to, to.op("Expand", to.scalar(at.y(), 0), size), places,
                to.op("Reshape", at.dy(), to.ints(-1)), 0);
        return Form.reshape(to, flat, at.in(0));
    }

    private static String globalMaxPool(Site at, Emit to) {
        String x = at.in(0);
        String rows = to.op("Reshape", x, to.ints(0, 0, -1));
        String places = to.op("ArgMax", Attributes.of("axis", 2, "keepdims", 1), rows);
        String zeros = to.op("Expand", to.scalar(x, 0), to.op("Shape", rows));
        String scattered = Scatter.add(to, zeros, places, to.op("Reshape", at.dy(), to.ints(0, 0, -1)), 2);
        return Form.reshape(to, scattered, x);
    }

    /** A transposed convolution with ones, one channel at a time, after each mean was divided by its number. */
    private static String averagePool(Site at, Emit to) {
        long[] kernel = at.node().wholes("kernel_shape");
        if (kernel == null) {
            throw at.refusal("it has no kernel_shape");
        }
        String x = at.in(0);
        Window window = Window.of(at, to, x, kernel);
        boolean inside = Arrays.stream(window.pads()).allMatch(pad -> pad == 0);
        boolean over = at.node().whole("ceil_mode", 0) == 1;
        long[] ones = LongStream.concat(LongStream.of(1, 1), Arrays.stream(kernel)).toArray();
        double cells = LongStream.of(kernel).reduce(1, (a, b) -> a * b);
        String taps = filled(to, at.y(), ones);
        if (!over && (inside || at.node().whole("count_include_pad", 0) == 1)) {
            return spread(at, to, window, to.times(at.dy(), at.y(), 1 / cells), taps);
        }
        // What the operator makes of ones is the number of cells over its divisor: dividing by the number gives 1/divisor.
        String means = to.op("AveragePool", at.node().attributes(), Form.full(to, 1, x));
        String counts = counts(at, to, window, taps, over);
        return spread(at, to, window, to.mul(at.dy(), to.div(means, counts)), taps);
    }

    static String filled(Emit to, String like, long[] shape) {
        double[] ones = new double[Math.toIntExact(LongStream.of(shape).reduce(1, (a, b) -> a * b))];
        Arrays.fill(ones, 1);
        return to.constant(to.types().element(like) + " ones" + Arrays.toString(shape),
                Reals.of(to.types().element(like), ones, shape));
    }

    /** How many cells of the input each window holds, for the first channel of the first example. */
    private static String counts(Site at, Emit to, Window window, String taps, boolean over) {
        String space = to.op("Shape", Attributes.of("start", 2), at.in(0));
        String ones = to.op("Expand", to.scalar(at.y(), 1),
                to.op("Concat", Attributes.of("axis", 0), to.ints(1, 1), space));
        long[] pads = window.pads();
        for (int i = 0; over && i < window.axes(); i++) {
            pads[window.axes() + i] += window.strides()[i] - 1;
        }
        Map<String, Attribute> attributes = window.attributes(1);
        attributes.put("pads", new Attribute.Wholes(pads));
        String counted = to.op("Conv", attributes, ones, taps);
        return over ? window.cropped(to, counted, at.y()) : counted;
    }

    private static String spread(Site at, Emit to, Window window, String scaled, String taps) {
        String x = at.in(0);
        String yShape = to.op("Shape", Attributes.of("start", 2), at.y());
        String rows = to.op("Reshape", scaled, to.op("Concat", Attributes.of("axis", 0), to.ints(-1, 1), yShape));
        String wide = window.transposed(to, rows, taps, x, at.y(), 1);
        return Form.reshape(to, wide, x);
    }
}

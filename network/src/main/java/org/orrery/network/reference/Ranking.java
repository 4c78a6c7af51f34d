package org.orrery.network.reference;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.orrery.network.onnx.ElementType;

/** Which element is the largest, or the k largest; equal ones in their order. */
final class Ranking {
    private Ranking() {}

    static void into(Table table) {
        table.one("ArgMax", call -> best(call, true));
        table.one("ArgMin", call -> best(call, false));
        table.many("TopK", Ranking::top);
    }

    private static Comparator<Integer> order(Array x, int start, int stride, boolean largest) {
        Comparator<Integer> rising = x.isReal()
                ? Comparator.comparingDouble(i -> x.real(start + i * stride) + 0.0)
                : (a, b) -> Wholes.compare(x.type(), x.wholes()[start + a * stride], x.wholes()[start + b * stride]);
        return largest ? rising.reversed() : rising;
    }

    private static Array best(Call call, boolean largest) {
        Array x = call.in(0);
        int axis = Axes.axis(call.whole("axis", 0), x.rank());
        boolean last = call.flag("select_last_index");
        int[] shape = Axes.with(x.shape(), axis, 1);
        int[] strides = Axes.strides(x.shape());
        int[] starts = Axes.places(shape, strides, 0);
        long[] best = new long[starts.length];
        for (int i = 0; i < starts.length; i++) {
            Comparator<Integer> order = order(x, starts[i], strides[axis], largest);
            int found = 0;
            for (int k = 1; k < x.length(axis); k++) {
                int sign = order.compare(k, found);
                found = sign < 0 || sign == 0 && last ? k : found;
            }
            best[i] = found;
        }
        Array whole = Array.whole(ElementType.INT64, shape, best);
        return call.whole("keepdims", 1) != 0 ? whole : whole.as(Shaping.dropped(shape, axis));
    }

    private static List<Array> top(Call call) {
        Array x = call.in(0);
        int k = call.version() < 10 ? call.whole("k", 0) : call.in(1).ints()[0];
        int axis = Axes.axis(call.whole("axis", -1), x.rank());
        if (k < 0 || k > x.length(axis)) {
            throw new IllegalArgumentException("there are no " + k + " largest of " + x.length(axis));
        }
        boolean largest = call.whole("largest", 1) != 0;
        int[] shape = Axes.with(x.shape(), axis, k);
        int[] strides = Axes.strides(x.shape());
        int[] outStrides = Axes.strides(shape);
        int[] starts = Axes.places(Axes.with(x.shape(), axis, 1), strides, 0);
        int[] outStarts = Axes.places(Axes.with(x.shape(), axis, 1), outStrides, 0);
        int[] places = new int[Axes.size(shape)];
        long[] indices = new long[places.length];
        for (int i = 0; i < starts.length; i++) {
            int start = starts[i];
            int[] ranked = IntStream.range(0, x.length(axis)).boxed().sorted(order(x, start, strides[axis], largest))
                    .mapToInt(Integer::intValue).toArray();
            for (int j = 0; j < k; j++) {
                int to = outStarts[i] + j * outStrides[axis];
                places[to] = start + ranked[j] * strides[axis];
                indices[to] = ranked[j];
            }
        }
        return List.of(x.pick(shape, places), Array.whole(ElementType.INT64, shape, indices));
    }

    /** Which of the numbers is the largest; the first of equal ones. */
    static int largest(double[] values) {
        return IntStream.range(0, values.length).reduce((a, b) -> values[b] > values[a] ? b : a)
                .orElseThrow(() -> new IllegalArgumentException(Arrays.toString(values) + " has no largest"));
    }
}

package org.orrery.network.reference;

import java.util.stream.IntStream;

/** Elements picked by indices; negative ones count from the end, others outside are an error. */
final class Gathering {
    private Gathering() {}

    static void into(Table table) {
        table.one("Gather",
                call -> gather(call.in(0), call.in(1), Axes.axis(call.whole("axis", 0), call.in(0).rank())));
        table.one("GatherElements", Gathering::elements);
        table.one("GatherND", Gathering::blocks);
    }

    static int index(long index, int length) {
        if (index < -length || index >= length) {
            throw new IllegalArgumentException("the index " + index + " is outside an axis of length " + length);
        }
        return (int) (index < 0 ? index + length : index);
    }

    static Array gather(Array x, Array indices, int axis) {
        int[] shape = IntStream.concat(IntStream.concat(IntStream.of(x.shape()).limit(axis),
                IntStream.of(indices.shape())), IntStream.of(x.shape()).skip(axis + 1)).toArray();
        int inner = Axes.product(x.shape(), axis + 1, x.rank());
        int length = x.length(axis);
        long[] chosen = indices.wholes();
        int[] places = new int[Axes.size(shape)];
        for (int i = 0; i < places.length; i++) {
            int row = i / inner;
            int index = index(chosen[row % chosen.length], length);
            places[i] = (row / chosen.length * length + index) * inner + i % inner;
        }
        return x.pick(shape, places);
    }

    private static Array elements(Call call) {
        Array x = call.in(0);
        Array indices = call.in(1);
        return x.pick(indices.shape(), targets(x.shape(), indices, Axes.axis(call.whole("axis", 0), x.rank())));
    }

    /** Place of each index's element: the index replaces the coordinate on one axis. */
    static int[] targets(int[] shape, Array indices, int axis) {
        int[] strides = Axes.strides(shape);
        if (indices.rank() != shape.length) {
            throw new IllegalArgumentException("indices need as many axes as the data");
        }
        for (int i = 0; i < shape.length; i++) {
            if (i != axis && indices.length(i) > shape[i]) {
                throw new IllegalArgumentException("indices reach beyond the data on axis " + i);
            }
        }
        int[] targets = Axes.places(indices.shape(), Axes.with(strides, axis, 0), 0);
        for (int i = 0; i < targets.length; i++) {
            targets[i] += index(indices.wholes()[i], shape[axis]) * strides[axis];
        }
        return targets;
    }

    private static Array blocks(Call call) {
        Array x = call.in(0);
        Array indices = call.in(1);
        int batch = call.whole("batch_dims", 0);
        int width = indices.length(indices.rank() - 1);
        int[] shape = IntStream.concat(IntStream.of(indices.shape()).limit(indices.rank() - 1L),
                IntStream.of(x.shape()).skip(batch + width)).toArray();
        int inner = Axes.product(x.shape(), batch + width, x.rank());
        int[] starts = starts(x.shape(), indices, batch);
        int[] places = new int[Axes.size(shape)];
        for (int i = 0; i < places.length; i++) {
            places[i] = starts[i / inner] + i % inner;
        }
        return x.pick(shape, places);
    }

    /** Where the block of each tuple of indices begins. */
    static int[] starts(int[] shape, Array indices, int batch) {
        int width = indices.length(indices.rank() - 1);
        int[] strides = Axes.strides(shape);
        int batches = Axes.product(shape, 0, batch);
        int tuples = Axes.product(indices.shape(), 0, indices.rank() - 1);
        int[] starts = new int[tuples];
        for (int i = 0; i < tuples; i++) {
            int start = batches == 0 ? 0 : i / (tuples / batches) * Axes.product(shape, batch, shape.length);
            for (int k = 0; k < width; k++) {
                start += index(indices.wholes()[i * width + k], shape[batch + k]) * strides[batch + k];
            }
            starts[i] = start;
        }
        return starts;
    }
}

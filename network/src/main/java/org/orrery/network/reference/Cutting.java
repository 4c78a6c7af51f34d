package org.orrery.network.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Parts of arrays taken out and put together. */
final class Cutting {
    private Cutting() {}

    static void into(Table table) {
        table.one("Slice", Cutting::slice);
        table.many("Split", Cutting::split);
        table.one("Concat", call -> concat(call.all(), call.whole("axis", 1)));
        table.one("Compress", Cutting::compress);
        table.one("ReverseSequence", Cutting::reverse);
    }

    private static Array slice(Call call) {
        Array x = call.in(0);
        long[] starts = required(call.wholes("starts", 1, 10));
        long[] ends = required(call.wholes("ends", 2, 10));
        long[] axes = call.wholes("axes", 3, 10);
        long[] steps = call.version() >= 10 && call.has(4) ? call.in(4).wholes() : null;
        int[] over = axes == null ? Axes.all(starts.length) : Axes.axes(axes, x.rank());
        int[] shape = x.shape().clone();
        int[] strides = Axes.strides(x.shape());
        int place = 0;
        for (int i = 0; i < over.length; i++) {
            int axis = over[i];
            long step = steps == null ? 1 : steps[i];
            int length = x.length(axis);
            // The standard clamps the start to the first element even when stepping backwards, unlike numpy.
            long start = bound(starts[i], length, 0, step > 0 ? length : length - 1);
            long end = bound(ends[i], length, step > 0 ? 0 : -1, step > 0 ? length : length - 1);
            long count = step > 0 ? Math.ceilDiv(end - start, step) : Math.ceilDiv(start - end, -step);
            shape[axis] = (int) Math.max(0, count);
            place += shape[axis] == 0 ? 0 : (int) start * strides[axis];
            strides[axis] = shape[axis] < 2 ? 0 : (int) (strides[axis] * step);
        }
        return x.pick(shape, Axes.places(shape, strides, place));
    }

    private static long[] required(long @Nullable [] values) {
        if (values == null) {
            throw new IllegalArgumentException("starts or ends are missing");
        }
        return values;
    }

    private static long bound(long index, int length, int least, int most) {
        return Math.max(least, Math.min(most, index < 0 ? index + length : index));
    }

    /** A stretch of one axis. */
    static Array part(Array x, int axis, int start, int length) {
        int[] shape = Axes.with(x.shape(), axis, length);
        int[] strides = Axes.strides(x.shape());
        return x.pick(shape, Axes.places(shape, strides, start * strides[axis]));
    }

    private static List<Array> split(Call call) {
        Array x = call.in(0);
        int axis = Axes.axis(call.whole("axis", 0), x.rank());
        long[] given = call.wholes("split", 1, 13);
        int parts = call.whole("num_outputs", call.node().outputs().size());
        int length = x.length(axis);
        int chunk = Math.ceilDiv(length, parts);
        List<Array> cut = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < (given == null ? parts : given.length); i++) {
            int next = given == null ? Math.clamp(length - start, 0, chunk) : Math.toIntExact(given[i]);
            cut.add(part(x, axis, start, next));
            start += next;
        }
        if (start != length) {
            throw new IllegalArgumentException("parts of " + start + " together do not make up " + length);
        }
        return cut;
    }

    static Array concat(List<Array> parts, int along) {
        int[] first = parts.getFirst().shape();
        int axis = Axes.axis(along, first.length);
        int length = 0;
        for (Array part : parts) {
            if (!Arrays.equals(Axes.with(part.shape(), axis, 0), Axes.with(first, axis, 0))) {
                throw new IllegalArgumentException("they differ elsewhere than along axis " + axis);
            }
            length += part.length(axis);
        }
        int[] shape = Axes.with(first, axis, length);
        int[] places = new int[Axes.size(shape)];
        int inner = Axes.product(shape, axis + 1, shape.length);
        int outer = Axes.product(shape, 0, axis);
        int from = 0;
        int column = 0;
        for (Array part : parts) {
            int block = part.length(axis) * inner;
            for (int o = 0; o < outer; o++) {
                for (int i = 0; i < block; i++) {
                    places[o * length * inner + column + i] = from + o * block + i;
                }
            }
            column += block;
            from += part.size();
        }
        return Array.row(parts).pick(shape, places);
    }

    private static Array compress(Call call) {
        Array x = call.node().attribute("axis") == null ? call.in(0).as(call.in(0).size()) : call.in(0);
        int axis = Axes.axis(call.whole("axis", 0), x.rank());
        long[] mask = call.in(1).wholes();
        int[] kept = IntStream.range(0, Math.min(mask.length, x.length(axis))).filter(i -> mask[i] != 0).toArray();
        return Gathering.gather(x, Array.whole(kept), axis);
    }

    private static Array reverse(Call call) {
        Array x = call.in(0);
        int[] lengths = call.in(1).ints();
        int time = call.whole("time_axis", 0);
        int batch = call.whole("batch_axis", 1);
        int[] strides = Axes.strides(x.shape());
        int[] places = Axes.places(x.shape(), strides, 0);
        int[] index = new int[x.rank()];
        for (int i = 0; i < places.length; i++, Axes.next(index, x.shape())) {
            int length = lengths[index[batch]];
            places[i] += index[time] < length ? (length - 1 - 2 * index[time]) * strides[time] : 0;
        }
        return x.pick(x.shape(), places);
    }
}

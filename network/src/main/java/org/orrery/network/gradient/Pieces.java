package org.orrery.network.gradient;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.orrery.network.onnx.Tensor;

/** Operators that put tensors together or take parts of them. */
final class Pieces {
    private Pieces() {}

    static void list(Map<String, Treatment> table) {
        table.put("Concat", new Treatment.Smooth(Pieces::concat));
        table.put("Split", new Treatment.Smooth(Pieces::split));
        table.put("Slice", new Treatment.Smooth((at, to) -> at.give(0, slice(at, to))));
        table.put("Pad", new Treatment.Smooth(Pieces::pad));
    }

    private static void concat(Site at, Emit to) {
        int axis = (int) at.node().whole("axis", 0);
        long[] lengths = new long[at.inputs()];
        boolean known = true;
        for (int i = 0; i < lengths.length; i++) {
            int rank = to.types().rank(at.in(i));
            lengths[i] = rank < 0 ? -1 : to.types().length(at.in(i), axis < 0 ? axis + rank : axis);
            known &= lengths[i] >= 0;
        }
        String sizes = known ? to.ints(lengths) : sizes(at, to, axis);
        List<String> parts = to.ops("Split", lengths.length, Attributes.of("axis", axis), at.dy(), sizes);
        for (int i = 0; i < lengths.length; i++) {
            if (at.wants(i)) {
                at.give(i, parts.get(i));
            }
        }
    }

    private static String sizes(Site at, Emit to, int axis) {
        String[] each = new String[at.inputs()];
        for (int i = 0; i < each.length; i++) {
            each[i] = to.op("Gather", to.op("Shape", at.in(i)), to.ints(axis));
        }
        return to.op("Concat", Attributes.of("axis", 0), each);
    }

    private static void split(Site at, Emit to) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < at.node().outputs().size(); i++) {
            String found = at.dy(i);
            String out = at.also(i, to);
            if (found == null && !to.types().knows(out)) {
                throw at.refusal("one of its outputs has no name");
            }
            parts.add(found != null ? found : Form.full(to, 0, out));
        }
        at.give(0, to.op("Concat", Attributes.of("axis", at.node().whole("axis", 0)), parts.toArray(String[]::new)));
    }

    /** Zeros around where all is known, else each element to its place. */
    private static String slice(Site at, Emit to) {
        String x = at.in(0);
        int rank = to.types().rank(x);
        Tensor starts = to.constant(at.in(1));
        Tensor given = at.has(3) ? to.constant(at.in(3)) : null;
        if (rank < 0 || starts == null && !at.has(3) || at.has(3) && given == null) {
            throw at.refusal("its axes are not known before a run");
        }
        long[] axes = given != null
                ? LongStream.of(given.longs()).map(axis -> axis < 0 ? axis + rank : axis).toArray()
                : LongStream.range(0, starts == null ? 0 : starts.size()).toArray();
        long[] pads = pads(at, to, axes);
        if (pads != null) {
            return padded(to, at.dy(), pads, x);
        }
        String g = at.dy();
        for (int i = 0; i < axes.length; i++) {
            int axis = (int) axes[i];
            String range = to.op("Range", to.whole(0), to.op("Squeeze", Form.length(to, x, axis)), to.whole(1));
            String step = at.has(4) ? pick(to, at.in(4), i) : to.ints(1);
            String places = to.op("Slice", range, pick(to, at.in(1), i), pick(to, at.in(2), i), to.ints(0), step);
            g = Scatter.along(to, g, rank, axis, places, Form.length(to, x, axis), x);
        }
        return g;
    }

    private static String pick(Emit to, String list, int place) {
        Tensor known = to.constant(list);
        return known != null ? to.ints(known.longs()[place]) : to.op("Slice", list, to.ints(place), to.ints(place + 1));
    }

    /** With axes as an input: without them the runtime would merge it into a convolution that reads it as weights, and fail. */
    private static String padded(Emit to, String g, long[] pads, String like) {
        int rank = pads.length / 2;
        long[] axes = LongStream.range(0, rank).filter(axis -> pads[(int) axis] != 0 || pads[(int) axis + rank] != 0)
                .toArray();
        long[] own = LongStream.concat(LongStream.of(axes).map(axis -> pads[(int) axis]),
                LongStream.of(axes).map(axis -> pads[(int) axis + rank])).toArray();
        return axes.length == 0
                ? g
                : to.op("Pad", Attributes.of("mode", "constant"), g, to.ints(own), to.scalar(like, 0), to.ints(axes));
    }

    /** What was cut away before and behind on each axis, null where only a run can tell or elements were left out. */
    private static long @org.jspecify.annotations.Nullable [] pads(Site at, Emit to, long[] axes) {
        Tensor starts = to.constant(at.in(1));
        Tensor ends = to.constant(at.in(2));
        Tensor steps = at.has(4) ? to.constant(at.in(4)) : null;
        if (starts == null || ends == null || at.has(4)
                && (steps == null || LongStream.of(steps.longs()).anyMatch(step -> step != 1))) {
            return null;
        }
        int rank = to.types().rank(at.in(0));
        long[] pads = new long[2 * rank];
        for (int i = 0; i < axes.length; i++) {
            int axis = (int) axes[i];
            long length = to.types().length(at.in(0), axis);
            if (length < 0) {
                return null;
            }
            long start = clamp(starts.longs()[i], length);
            pads[axis] = start;
            pads[rank + axis] = length - Math.max(start, clamp(ends.longs()[i], length));
        }
        return pads;
    }

    private static long clamp(long place, long length) {
        return Math.clamp(place < 0 ? place + length : place, 0, length);
    }

    private static void pad(Site at, Emit to) {
        String mode = at.node().text("mode", "constant");
        String g = mode.equals("constant") ? unpadded(at, to) : folded(at, to, mode);
        if (at.wants(0)) {
            at.give(0, g);
        }
        if (at.wants(2)) {
            String all = to.op("ReduceSum", Attributes.of("keepdims", 0), at.dy());
            String inside = to.op("ReduceSum", Attributes.of("keepdims", 0), g);
            at.give(2, Form.reshape(to, to.sub(all, inside), at.in(2)));
        }
    }

    private static String unpadded(Site at, Emit to) {
        Tensor known = to.constant(at.in(1));
        String pads = known != null
                ? to.ints(LongStream.of(known.longs()).map(pad -> -pad).toArray())
                : to.neg(at.in(1));
        String axes = at.has(3)
                ? at.in(3)
                : known != null
                        ? to.ints(LongStream.range(0, known.size() / 2).toArray())
                        : to.op("Range", to.whole(0), rank(to, at.dy()), to.whole(1));
        return to.op("Pad", Attributes.of("mode", "constant"), at.dy(), pads, to.scalar(at.y(), 0), axes);
    }

    private static String rank(Emit to, String edge) {
        return to.op("Squeeze", to.op("Shape", to.op("Shape", edge)));
    }

    /** Where each element came from is found by padding its own places; cotangents of copies add up there. */
    private static String folded(Site at, Emit to, String mode) {
        String x = at.in(0);
        int rank = to.types().rank(x);
        Tensor given = at.has(3) ? to.constant(at.in(3)) : null;
        if (rank < 0 || at.has(3) && given == null) {
            throw at.refusal("its axes are not known before a run");
        }
        long[] axes = given == null
                ? LongStream.range(0, rank).toArray()
                : LongStream.of(given.longs()).map(axis -> axis < 0 ? axis + rank : axis).toArray();
        Tensor known = to.constant(at.in(1));
        String g = at.dy();
        for (int i = 0; i < axes.length; i++) {
            if (known != null && known.longs()[i] == 0 && known.longs()[i + axes.length] == 0) {
                continue;
            }
            int axis = (int) axes[i];
            String range = to.op("Range", to.whole(0), to.op("Squeeze", Form.length(to, x, axis)), to.whole(1));
            String pads = to.op("Gather", at.in(1), to.ints(i, i + axes.length));
            String places = to.op("Pad", Attributes.of("mode", mode), range, pads);
            g = Scatter.along(to, g, rank, axis, places, Form.length(to, x, axis), x);
        }
        return g;
    }
}

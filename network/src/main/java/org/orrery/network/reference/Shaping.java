package org.orrery.network.reference;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.orrery.network.onnx.ElementType;

/** The same elements on other axes, or repeated along them. */
final class Shaping {
    private Shaping() {}

    static void into(Table table) {
        table.one("Identity", call -> call.in(0));
        table.one("Reshape", Shaping::reshape);
        table.one("Flatten", call -> {
            int[] shape = call.in(0).shape();
            int axis = call.whole("axis", 1);
            int cut = axis == shape.length ? axis : Axes.axis(axis, shape.length);
            return call.in(0).as(Axes.product(shape, 0, cut), Axes.product(shape, cut, shape.length));
        });
        table.one("Squeeze", Shaping::squeeze);
        table.one("Unsqueeze", Shaping::unsqueeze);
        table.one("Shape", call -> {
            int[] shape = call.in(0).shape();
            int start = bound(call.whole("start", 0), shape.length);
            int end = Math.max(start, bound(call.whole("end", shape.length), shape.length));
            return Array.whole(Arrays.copyOfRange(shape, start, end));
        });
        table.one("Size", call -> Array.whole(ElementType.INT64, new int[0], call.in(0).size()));
        table.one("Expand", call -> call.in(0).over(Axes.broadcast(call.in(0).shape(), call.in(1).ints())));
        table.one("Tile", Shaping::tile);
        table.one("Transpose", call -> {
            int rank = call.in(0).rank();
            return transpose(call.in(0), call.ints("perm", IntStream.range(0, rank).map(i -> rank - 1 - i).toArray()));
        });
        table.one("DepthToSpace", Shaping::depthToSpace);
        table.one("SpaceToDepth", call -> {
            int[] s = call.in(0).shape();
            int b = call.whole("blocksize", 1);
            int[] order = call.text("mode", "DCR").equals("CRD")
                    ? new int[]{0, 1, 3, 5, 2, 4}
                    : new int[]{0, 3, 5, 1, 2, 4};
            Array blocks = transpose(call.in(0).as(s[0], s[1], s[2] / b, b, s[3] / b, b), order);
            return blocks.as(s[0], s[1] * b * b, s[2] / b, s[3] / b);
        });
        table.many("Dropout", Shaping::dropout);
    }

    private static int bound(int index, int rank) {
        return Math.clamp(index < 0 ? index + (long) rank : index, 0, rank);
    }

    private static Array reshape(Call call) {
        Array x = call.in(0);
        int[] shape = call.in(1).ints();
        int open = -1;
        long known = 1;
        for (int i = 0; i < shape.length; i++) {
            if (shape[i] == 0 && !call.flag("allowzero")) {
                shape[i] = x.length(i);
            }
            if (shape[i] == -1) {
                open = i;
            } else {
                known = Math.multiplyExact(known, (long) shape[i]);
            }
        }
        if (open >= 0) {
            shape[open] = known == 0 ? 0 : Math.toIntExact(x.size() / known);
        }
        return x.as(shape);
    }

    private static Array squeeze(Call call) {
        int[] shape = call.in(0).shape();
        long[] axes = call.wholes("axes", 1, 13);
        int[] dropped = axes == null
                ? IntStream.range(0, shape.length).filter(i -> shape[i] == 1).toArray()
                : Axes.axes(axes, shape.length);
        for (int axis : dropped) {
            if (shape[axis] != 1) {
                throw new IllegalArgumentException("the axis " + axis + " is not of length 1");
            }
        }
        return call.in(0).as(dropped(shape, dropped));
    }

    static int[] dropped(int[] shape, int... axes) {
        return IntStream.range(0, shape.length).filter(i -> Arrays.stream(axes).noneMatch(axis -> axis == i))
                .map(i -> shape[i]).toArray();
    }

    private static Array unsqueeze(Call call) {
        long[] axes = call.wholes("axes", 1, 13);
        if (axes == null) {
            throw new IllegalArgumentException("its axes are missing");
        }
        int[] shape = new int[call.in(0).rank() + axes.length];
        for (int axis : Axes.axes(axes, shape.length)) {
            shape[axis] = 1;
        }
        int next = 0;
        for (int i = 0; i < shape.length; i++) {
            shape[i] = shape[i] == 1 ? 1 : call.in(0).length(next++);
        }
        return call.in(0).as(shape);
    }

    private static Array tile(Call call) {
        Array x = call.in(0);
        int[] repeats = call.in(1).ints();
        int[] strides = Axes.strides(x.shape());
        int[] blocks = new int[2 * x.rank()];
        int[] steps = new int[2 * x.rank()];
        int[] shape = new int[x.rank()];
        for (int i = 0; i < x.rank(); i++) {
            blocks[2 * i] = repeats[i];
            blocks[2 * i + 1] = x.length(i);
            steps[2 * i + 1] = strides[i];
            shape[i] = Math.multiplyExact(repeats[i], x.length(i));
        }
        return x.pick(shape, Axes.places(blocks, steps, 0));
    }

    static Array transpose(Array x, int... order) {
        if (!Arrays.equals(Arrays.stream(order).sorted().toArray(), Axes.all(x.rank()))) {
            throw new IllegalArgumentException(Arrays.toString(order) + " is no order of " + x.rank() + " axes");
        }
        int[] shape = Reductions.at(x.shape(), order);
        return x.pick(shape, Axes.places(shape, Reductions.at(Axes.strides(x.shape()), order), 0));
    }

    private static Array depthToSpace(Call call) {
        int[] s = call.in(0).shape();
        int b = call.whole("blocksize", 1);
        int depth = s[1] / (b * b);
        Array blocks = call.text("mode", "DCR").equals("CRD")
                ? transpose(call.in(0).as(s[0], depth, b, b, s[2], s[3]), 0, 1, 4, 2, 5, 3)
                : transpose(call.in(0).as(s[0], b, b, depth, s[2], s[3]), 0, 3, 4, 1, 5, 2);
        return blocks.as(s[0], depth, s[2] * b, s[3] * b);
    }

    private static List<Array> dropout(Call call) {
        if (call.has(2) && call.in(2).wholes()[0] != 0) {
            throw call.refusal("in training");
        }
        long[] kept = new long[call.in(0).size()];
        Arrays.fill(kept, 1);
        ElementType type = call.version() < 10 ? call.in(0).type() : ElementType.BOOL;
        return List.of(call.in(0), Array.whole(type, call.in(0).shape(), kept));
    }
}

package org.orrery.network.reference;

import java.util.Arrays;
import java.util.List;
import org.orrery.network.onnx.ElementType;

/** Pads the sides of axes; a negative pad cuts them. */
final class Padding {
    private Padding() {}

    static void into(Table table) {
        table.one("Pad", Padding::pad);
    }

    private static Array pad(Call call) {
        Array x = call.in(0);
        long[] given = call.wholes("pads", 1, 11);
        String mode = call.text("mode", "constant");
        int[] axes = call.version() >= 18 && call.has(3)
                ? Axes.axes(call.in(3).wholes(), x.rank())
                : Axes.all(x.rank());
        if (given == null || given.length != 2 * axes.length) {
            throw new IllegalArgumentException("it needs two pads for each axis");
        }
        int[] before = new int[x.rank()];
        int[] shape = x.shape().clone();
        for (int i = 0; i < axes.length; i++) {
            before[axes[i]] = Math.toIntExact(given[i]);
            shape[axes[i]] = Math.toIntExact(shape[axes[i]] + given[i] + given[axes.length + i]);
        }
        if (!mode.equals("constant") && Arrays.stream(given).anyMatch(pad -> pad < 0)) {
            throw call.refusal("with negative pads and mode = " + mode);
        }
        int[] strides = Axes.strides(x.shape());
        int[] places = new int[Axes.size(shape)];
        int[] index = new int[x.rank()];
        for (int i = 0; i < places.length; i++, Axes.next(index, shape)) {
            int place = 0;
            for (int axis = 0; axis < x.rank() && place >= 0; axis++) {
                int at = source(call, mode, index[axis] - before[axis], x.length(axis));
                place = at < 0 ? -1 : place + at * strides[axis];
            }
            places[i] = place < 0 ? x.size() : place;
        }
        return Array.row(List.of(x.as(x.size()), filler(call, x))).pick(shape, places);
    }

    private static int source(Call call, String mode, int index, int length) {
        if (index >= 0 && index < length) {
            return index;
        }
        if (length == 0 && !mode.equals("constant")) {
            throw new IllegalArgumentException("nothing can be repeated of an empty axis");
        }
        return switch (mode) {
            case "constant" -> -1;
            case "edge" -> Math.clamp(index, 0, length - 1);
            case "wrap" -> Math.floorMod(index, length);
            case "reflect" -> {
                int around = length == 1 ? 0 : Math.floorMod(index, 2 * length - 2);
                yield around < length ? around : 2 * length - 2 - around;
            }
            default -> throw call.refusal("with mode = " + mode);
        };
    }

    private static Array filler(Call call, Array x) {
        if (call.version() < 11) {
            return Array.of(x.type(), new int[]{1}, call.real("value", 0));
        }
        if (call.has(2)) {
            return call.in(2).as(1);
        }
        return x.type() == ElementType.STRING
                ? Array.texts(new int[]{1}, List.of(com.google.protobuf.ByteString.EMPTY))
                : Array.whole(x.type(), new int[]{1}, 0);
    }
}

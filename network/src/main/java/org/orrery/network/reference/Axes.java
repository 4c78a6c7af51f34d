package org.orrery.network.reference;

import java.util.Arrays;
import org.orrery.core.Refusal;

/** Arithmetic of shapes: sizes, strides, broadcasting, and the places of elements in row order. */
final class Axes {
    /** A bound on the elements of one tensor, so that a hostile shape ends in a message. */
    private static final int MOST = 1 << 27;

    private Axes() {}

    static int size(int... shape) {
        long product = 1;
        boolean empty = false;
        for (int length : shape) {
            if (length < 0) {
                throw new IllegalArgumentException("a shape " + Arrays.toString(shape) + " cannot be");
            }
            empty |= length == 0;
            product = Math.min(product * Math.max(1, length), MOST + 1L);
        }
        if (empty) {
            return 0;
        }
        if (product > MOST) {
            throw new Refusal("A tensor of shape " + Arrays.toString(shape) + " is too large for the slow evaluator.",
                    "Evaluate a smaller batch.");
        }
        return (int) product;
    }

    static int[] strides(int[] shape) {
        int[] strides = new int[shape.length];
        int stride = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= shape[i];
        }
        return strides;
    }

    /** Where the elements of a shape lie, in row order, when a step along axis i is {@code strides[i]} places. */
    static int[] places(int[] shape, int[] strides, int start) {
        int[] places = new int[size(shape)];
        int[] index = new int[shape.length];
        int place = start;
        for (int i = 0; i < places.length; i++) {
            places[i] = place;
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                place += strides[axis];
                if (++index[axis] < shape[axis]) {
                    break;
                }
                place -= strides[axis] * shape[axis];
                index[axis] = 0;
            }
        }
        return places;
    }

    /** Steps an index on in row order. */
    static void next(int[] index, int[] shape) {
        for (int axis = shape.length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--) {
            index[axis] = 0;
        }
    }

    /** The shape that both fit by stretching axes of length 1; missing leading axes count as such. */
    static int[] broadcast(int[] a, int[] b) {
        int[] shape = new int[Math.max(a.length, b.length)];
        for (int i = 1; i <= shape.length; i++) {
            int left = i <= a.length ? a[a.length - i] : 1;
            int right = i <= b.length ? b[b.length - i] : 1;
            if (left != right && left != 1 && right != 1) {
                throw new IllegalArgumentException(
                        "shapes " + Arrays.toString(a) + " and " + Arrays.toString(b) + " do not go together");
            }
            shape[shape.length - i] = left == 1 ? right : left;
        }
        return shape;
    }

    /** Where each element of the larger shape comes from when the smaller is stretched over it. */
    static int[] spread(int[] from, int[] to) {
        int[] own = strides(from);
        int[] strides = new int[to.length];
        int missing = to.length - from.length;
        if (missing < 0) {
            throw new IllegalArgumentException(Arrays.toString(from) + " does not stretch to " + Arrays.toString(to));
        }
        for (int i = 0; i < from.length; i++) {
            if (from[i] != 1 && from[i] != to[missing + i]) {
                throw new IllegalArgumentException(
                        Arrays.toString(from) + " does not stretch to " + Arrays.toString(to));
            }
            strides[missing + i] = from[i] == 1 ? 0 : own[i];
        }
        return places(to, strides, 0);
    }

    /** An axis counted from the front; negative ones are counted from the end. */
    static int axis(long axis, int rank) {
        if (axis < -rank || axis >= rank) {
            throw new IllegalArgumentException("there is no axis " + axis + " among " + rank);
        }
        return (int) (axis < 0 ? axis + rank : axis);
    }

    static int[] axes(long[] axes, int rank) {
        int[] normal = new int[axes.length];
        boolean[] seen = new boolean[rank];
        for (int i = 0; i < axes.length; i++) {
            normal[i] = axis(axes[i], rank);
            if (seen[normal[i]]) {
                throw new IllegalArgumentException("the axis " + axes[i] + " stands there twice");
            }
            seen[normal[i]] = true;
        }
        return normal;
    }

    static int[] all(int rank) {
        int[] axes = new int[rank];
        Arrays.setAll(axes, i -> i);
        return axes;
    }

    static int[] with(int[] shape, int axis, int length) {
        int[] other = shape.clone();
        other[axis] = length;
        return other;
    }

    /** The lengths of axes {@code from} to before {@code to} multiplied. */
    static int product(int[] shape, int from, int to) {
        return size(Arrays.copyOfRange(shape, from, to));
    }
}

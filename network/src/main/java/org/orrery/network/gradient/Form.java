package org.orrery.network.gradient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.Tensor;

/** Brings cotangents into the shapes of edges: by constants where shapes are known, else by what a run finds. */
final class Form {
    private Form() {}

    /** The shape of an edge as a tensor. */
    static String shape(Emit to, String edge) {
        long[] known = to.types().shape(edge);
        return known != null ? to.ints(known) : to.once("Shape", edge);
    }

    /** The length of one axis as a tensor of one element. */
    static String length(Emit to, String edge, int axis) {
        long known = to.types().rank(edge) < 0 ? -1 : to.types().length(edge, axis);
        return known >= 0
                ? to.ints(known)
                : to.op("Shape", Attributes.of("start", axis, "end", axis + 1), edge);
    }

    /** The same elements in the shape of another edge. */
    static String reshape(Emit to, String edge, String like) {
        List<Dim> dims = to.types().dims(like);
        if (dims != null) {
            long[] lengths = dims.stream().mapToLong(dim -> dim instanceof Dim.Known(long length) ? length : -1)
                    .toArray();
            // One unknown length may be left to the operator, unless there are no elements to find it from.
            if (LongStream.of(lengths).filter(length -> length < 0).count() <= 1
                    && LongStream.of(lengths).noneMatch(length -> length == 0)) {
                return reshape(to, edge, lengths);
            }
        }
        return to.op("Reshape", Attributes.of("allowzero", 1), edge, shape(to, like));
    }

    /** The same elements on axes of known lengths, one of which may be -1. */
    static String reshape(Emit to, String edge, long... lengths) {
        return to.op("Reshape", edge, to.ints(lengths));
    }

    /** Repeats along axes of length 1 until it has the shape of another edge. */
    static String expand(Emit to, String edge, String like) {
        String wide = to.op("Expand", edge, shape(to, like));
        to.types().alike(wide, like);
        return wide;
    }

    /** A number everywhere, in type and shape of an edge. */
    static String full(Emit to, double value, String like) {
        return expand(to, to.scalar(like, value), like);
    }

    /**
     * Sums what broadcasting repeated.
     *
     * @param g in the shape of {@code y}
     * @param x an operand
     * @param y what came out of x and the others
     */
    static String unbroadcast(Emit to, String g, String x, String y, List<String> operands) {
        if (operands.size() == 1) {
            return g;
        }
        List<Dim> own = to.types().dims(x);
        int rank = to.types().rank(y);
        if (own == null || rank < 0 || own.size() > rank) {
            return dynamic(to, g, x);
        }
        int before = rank - own.size();
        List<Long> ones = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            Boolean repeated = repeated(to, x, i - own.size(), operands);
            if (repeated == null) {
                return dynamic(to, g, x);
            }
            if (repeated) {
                ones.add((long) before + i);
            }
        }
        return fold(to, g, before, ones);
    }

    /** Whether an axis, counted from the end, was repeated; null where only a run can tell. */
    private static @Nullable Boolean repeated(Emit to, String x, int fromEnd, List<String> operands) {
        List<Dim> own = to.types().dims(x);
        Dim dim = own == null ? new Dim.Free() : own.get(own.size() + fromEnd);
        boolean may = false;
        for (String operand : operands) {
            List<Dim> dims = to.types().dims(operand);
            if (dims == null) {
                return dim instanceof Dim.Known(long length) && length != 1 ? Boolean.FALSE : null;
            }
            if (operand.equals(x) || dims.size() < -fromEnd) {
                continue;
            }
            Dim other = dims.get(dims.size() + fromEnd);
            may |= !(other.equals(new Dim.Known(1)) || other.equals(dim) && !(other instanceof Dim.Free));
        }
        if (!may) {
            return false;
        }
        return dim instanceof Dim.Known(long length) ? length == 1 : null;
    }

    /** The same for a product of matrices, whose last two axes are not repeated. */
    static String unbatch(Emit to, String g, String x, String a, String b) {
        List<Dim> left = to.types().dims(a);
        List<Dim> right = to.types().dims(b);
        List<Dim> own = to.types().dims(x);
        if (left == null || right == null || own == null) {
            return dynamic(to, g, x);
        }
        List<Dim> other = x.equals(a) ? right : left;
        int rank = Math.max(left.size(), right.size());
        List<Long> ones = new ArrayList<>();
        for (int fromEnd = 3; fromEnd <= own.size(); fromEnd++) {
            Dim mine = own.get(own.size() - fromEnd);
            Dim its = fromEnd <= other.size() ? other.get(other.size() - fromEnd) : new Dim.Known(1);
            boolean never = its.equals(new Dim.Known(1)) || its.equals(mine) && !(its instanceof Dim.Free)
                    || mine instanceof Dim.Known(long length) && length != 1;
            if (!never && !mine.equals(new Dim.Known(1))) {
                return dynamic(to, g, x);
            }
            if (!never) {
                ones.add((long) rank - fromEnd);
            }
        }
        return fold(to, g, rank - own.size(), ones);
    }

    /** Sums over leading axes, which go, and others, which stay with length 1. */
    private static String fold(Emit to, String g, int before, List<Long> ones) {
        long[] axes = LongStream.concat(LongStream.range(0, before), ones.stream().mapToLong(axis -> axis)).toArray();
        if (ones.isEmpty()) {
            return to.sum(g, false, axes);
        }
        String kept = to.sum(g, true, axes);
        return before == 0 ? kept : to.op("Squeeze", kept, to.ints(LongStream.range(0, before).toArray()));
    }

    /** {@link #dynamic} but where the shape is the same for certain. */
    static String dynamicUnlessSame(Emit to, String g, String x, boolean same) {
        long[] known = to.types().shape(x);
        boolean ones = known == null || LongStream.of(known).anyMatch(length -> length == 1);
        return same || !ones ? g : dynamic(to, g, x);
    }

    /** Finds the axes in a run: those where the lengths differ once x has as many axes. */
    static String dynamic(Emit to, String g, String x) {
        String shape = shape(to, x);
        String wide = to.op("Shape", g);
        String missing = to.sub(to.op("Shape", wide), to.op("Shape", shape));
        String ones = to.op("ConstantOfShape", Attributes.of("value", Tensor.of(new long[]{1}, 1)), missing);
        String padded = to.op("Concat", Attributes.of("axis", 0), ones, shape);
        String differs = to.op("Not", to.op("Equal", padded, wide));
        String axes = to.op("Reshape", to.op("NonZero", differs), to.ints(-1));
        String summed = to.op("ReduceSum", Attributes.of("keepdims", 1, "noop_with_empty_axes", 1), g, axes);
        return to.op("Reshape", Attributes.of("allowzero", 1), summed, shape);
    }

    /** Axes as an attribute or a constant input gives them, counted from the front. */
    static long[] axes(long[] given, int rank) {
        return Arrays.stream(given).map(axis -> axis < 0 ? axis + rank : axis).sorted().toArray();
    }
}

package org.orrery.network.gradient;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.Tensor;

/** Operators that fold axes away. */
final class Reductions {
    private Reductions() {}

    static void list(Map<String, Treatment> table) {
        put(table, "ReduceSum", (at, to) -> spread(at, to, at.dy()));
        put(table, "ReduceMean", (at, to) -> spread(at, to, share(at, to, at.in(0), at.y())));
        put(table, "ReduceSumSquare", (at, to) -> to.mul(open(at, to, at.dy()), to.add(at.in(0), at.in(0))));
        put(table, "ReduceL1", (at, to) -> to.mul(open(at, to, at.dy()), to.op("Sign", at.in(0))));
        put(table, "ReduceL2", (at, to) -> {
            // At the origin the derivative is taken as 0.
            String zero = to.op("Equal", at.y(), to.scalar(at.y(), 0));
            String safe = to.op("Where", zero, to.scalar(at.y(), 1), at.y());
            String ratio = to.op("Where", zero, to.scalar(at.y(), 0), to.div(at.dy(), safe));
            return to.mul(open(at, to, ratio), at.in(0));
        });
        put(table, "ReduceLogSum", (at, to) -> spread(at, to, to.mul(at.dy(), to.op("Exp", to.neg(at.y())))));
        put(table, "ReduceLogSumExp", (at, to) -> to.mul(open(at, to, at.dy()),
                to.op("Exp", to.sub(at.in(0), open(at, to, at.y())))));
        put(table, "ReduceMax", Reductions::extreme);
        put(table, "ReduceMin", Reductions::extreme);
        put(table, "ReduceProd", Reductions::product);
        table.put("CumSum", new Treatment.Smooth((at, to) -> at.give(0, to.op("CumSum", Attributes.of("exclusive",
                at.node().whole("exclusive", 0), "reverse", 1 - at.node().whole("reverse", 0)), at.dy(), at.in(1)))));
    }

    /** What dx is. */
    @FunctionalInterface
    private interface Part {
        String of(Site at, Emit to);
    }

    private static void put(Map<String, Treatment> table, String op, Part part) {
        table.put(op, new Treatment.Smooth((at, to) -> at.give(0,
                nothing(at) ? nothing(op, at, to) : part.of(at, to))));
    }

    /** Whether there is nothing to fold, since no axes mean none. */
    private static boolean nothing(Site at) {
        return at.node().whole("noop_with_empty_axes", 0) == 1 && !at.has(1);
    }

    private static String nothing(String op, Site at, Emit to) {
        if (!op.equals("ReduceSum") && !op.equals("ReduceMean")) {
            throw at.refusal("it folds no axes");
        }
        return at.dy();
    }

    private static String share(Site at, Emit to, String x, String y) {
        return to.div(at.dy(), count(to, x, y));
    }

    /** How many elements of x go into one of y, in their type. */
    static String count(Emit to, String x, String y) {
        long[] wide = to.types().shape(x);
        long[] narrow = to.types().shape(y);
        long known = known(to, x, y);
        if (wide != null && narrow != null && size(narrow) != 0) {
            return to.scalar(x, (double) size(wide) / size(narrow));
        }
        if (known > 0) {
            return to.scalar(x, known);
        }
        String ratio = to.div(to.op("Size", x), to.op("Max", to.op("Size", y), to.whole(1)));
        return to.op("Cast", Attributes.of("to", to.types().element(x).number()), ratio);
    }

    /** The number where the lengths that are not known are the same on both sides. */
    private static long known(Emit to, String x, String y) {
        var wide = to.types().dims(x);
        var narrow = to.types().dims(y);
        if (wide == null || narrow == null) {
            return -1;
        }
        var unknown = wide.stream().filter(dim -> !(dim instanceof Dim.Known)).toList();
        var left = narrow.stream().filter(dim -> !(dim instanceof Dim.Known)).toList();
        boolean named = unknown.stream().allMatch(dim -> dim instanceof Dim.Named);
        if (!named || !unknown.equals(left)) {
            return -1;
        }
        long over = product(narrow);
        return over == 0 ? -1 : product(wide) / over;
    }

    private static long product(List<Dim> dims) {
        return dims.stream()
                .mapToLong(dim -> dim instanceof Dim.Known(long length) ? length : 1)
                .reduce(1, (a, b) -> a * b);
    }

    private static long size(long[] shape) {
        return LongStream.of(shape).reduce(1, (a, b) -> a * b);
    }

    /** With the folded axes there again, of length 1. */
    private static String open(Site at, Emit to, String g) {
        if (at.node().whole("keepdims", 1) == 1) {
            return g;
        }
        long @Nullable [] axes = axes(at, to);
        if (axes != null) {
            return to.op("Unsqueeze", g, to.ints(axes));
        }
        if (at.has(1)) {
            return to.op("Unsqueeze", g, at.in(1));
        }
        throw at.refusal("the number of axes of its input is not known before a run");
    }

    /** The folded axes, null where they are not known before a run. */
    private static long @Nullable [] axes(Site at, Emit to) {
        int rank = to.types().rank(at.in(0));
        Tensor given = at.has(1) ? to.constant(at.in(1)) : null;
        if (rank < 0 || at.has(1) && given == null) {
            return null;
        }
        return given == null || given.size() == 0
                ? LongStream.range(0, rank).toArray()
                : Form.axes(given.longs(), rank);
    }

    private static String spread(Site at, Emit to, String g) {
        return Form.expand(to, open(at, to, g), at.in(0));
    }

    /** Equal shares among equals. */
    private static String extreme(Site at, Emit to) {
        String x = at.in(0);
        String hits = to.op("Cast", Attributes.of("to", to.types().element(x).number()),
                to.op("Equal", x, open(at, to, at.y())));
        String[] fold = at.has(1) ? new String[]{hits, at.in(1)} : new String[]{hits};
        String number = to.op("ReduceSum", Attributes.of("keepdims", 1), fold);
        return to.mul(hits, to.div(open(at, to, at.dy()), number));
    }

    /**
     * The product of all others, taken as such: y/x would fail at zeros. Costs: the square of the number of elements that are
     * folded into one.
     */
    private static String product(Site at, Emit to) {
        String x = at.in(0);
        int rank = to.types().rank(x);
        long[] axes = axes(at, to);
        if (axes == null) {
            throw at.refusal("its axes are not known before a run");
        }
        // Folded axes last, taken together: [..., n].
        LongStream kept = LongStream.range(0, rank).filter(axis -> LongStream.of(axes).noneMatch(each -> each == axis));
        long[] order = LongStream.concat(kept, LongStream.of(axes)).toArray();
        String turned = to.transpose(x, order);
        String shape = to.op("Shape", turned);
        String front = to.op("Slice", shape, to.ints(0), to.ints(rank - axes.length));
        String flat = to.op("Reshape", Attributes.of("allowzero", 0), turned,
                to.op("Concat", Attributes.of("axis", 0), front, to.ints(-1)));
        String n = to.op("Shape", Attributes.of("start", -1), flat);
        String range = to.op("Range", to.whole(0), to.op("Squeeze", n), to.whole(1));
        String own = to.op("Equal", range, to.op("Unsqueeze", range, to.ints(1)));
        String others = to.op("Where", own, to.scalar(x, 1), to.op("Unsqueeze", flat, to.ints(-2)));
        String products = to.op("ReduceProd", Attributes.of("keepdims", 0), others, to.ints(-1));
        long[] back = new long[rank];
        for (int i = 0; i < rank; i++) {
            back[(int) order[i]] = i;
        }
        return to.mul(open(at, to, at.dy()), to.transpose(to.op("Reshape", products, shape), back));
    }
}

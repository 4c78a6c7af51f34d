package org.orrery.network.gradient;

import java.util.Map;

/** Operators that take elements by their places, or put them there. */
final class Picks {
    private Picks() {}

    static void list(Map<String, Treatment> table) {
        table.put("Gather", new Treatment.Smooth((at, to) -> at.give(0, gather(at, to))));
        table.put("GatherElements", new Treatment.Smooth((at, to) -> at.give(0, Scatter.add(to,
                Form.full(to, 0, at.in(0)), at.in(1), at.dy(), at.node().whole("axis", 0)))));
        table.put("TopK", new Treatment.Smooth((at, to) -> at.give(0, Scatter.add(to,
                Form.full(to, 0, at.in(0)), at.out(1), at.dy(), at.node().whole("axis", -1)))));
        table.put("GatherND", new Treatment.Smooth((at, to) -> at.give(0,
                new Blocks(at, to, at.in(0), at.y(), (int) at.node().whole("batch_dims", 0))
                        .put(Form.full(to, 0, at.in(0)), at.dy(), "add"))));
        table.put("OneHot", new Treatment.Smooth(Picks::oneHot));
        table.put("MaxUnpool", new Treatment.Smooth((at, to) -> at.give(0, unpool(at, to))));
        table.put("Compress", new Treatment.Smooth((at, to) -> at.give(0, compress(at, to))));
    }

    /** As [before, picked, behind], into [before, length, behind]. */
    private static String gather(Site at, Emit to) {
        String x = at.in(0);
        int rank = to.types().rank(x);
        if (rank < 0) {
            throw at.refusal("the number of axes of its input is not known before a run");
        }
        int axis = (int) at.node().whole("axis", 0);
        axis = axis < 0 ? axis + rank : axis;
        if (to.types().rank(at.in(1)) == 1) {
            return Scatter.along(to, at.dy(), rank, axis, at.in(1), Form.length(to, x, axis), x);
        }
        String flat = to.op("Reshape", at.in(1), to.ints(-1));
        String shape = Form.shape(to, x);
        String[] parts = {axis == 0 ? "" : to.op("Slice", shape, to.ints(0), to.ints(axis)), to.op("Shape", flat),
                axis == rank - 1 ? "" : to.op("Slice", shape, to.ints(axis + 1L), to.ints(rank))};
        String[] there = java.util.Arrays.stream(parts).filter(part -> !part.isEmpty()).toArray(String[]::new);
        String target = there.length == 1 ? there[0] : to.op("Concat", Attributes.of("axis", 0), there);
        String slices = to.op("Reshape", Attributes.of("allowzero", 1), at.dy(), target);
        return Scatter.along(to, slices, rank, axis, flat, Form.length(to, x, axis), x);
    }

    /** By the two values, for where it is cold and where it is hot; the places themselves are whole. */
    private static void oneHot(Site at, Emit to) {
        at.zero(0);
        at.zero(1);
        if (at.wants(2)) {
            String bits = to.constant(to.types().element(at.y()) + " bits",
                    Reals.of(to.types().element(at.y()), new double[]{0, 1}, 2));
            String hits = to.op("OneHot", Attributes.of("axis", at.node().whole("axis", -1)), at.in(0), at.in(1), bits);
            String hot = to.op("ReduceSum", Attributes.of("keepdims", 0), to.mul(at.dy(), hits));
            String all = to.op("ReduceSum", Attributes.of("keepdims", 0), at.dy());
            at.give(2, to.op("Concat", Attributes.of("axis", 0), to.op("Unsqueeze", to.sub(all, hot), to.ints(0)),
                    to.op("Unsqueeze", hot, to.ints(0))));
        }
    }

    private static String unpool(Site at, Emit to) {
        if (at.has(2)) {
            throw at.refusal("with an output_shape its places are counted otherwise");
        }
        String picked = to.op("GatherElements", to.op("Reshape", at.dy(), to.ints(-1)),
                to.op("Reshape", at.in(1), to.ints(-1)));
        return Form.reshape(to, picked, at.in(0));
    }

    private static String compress(Site at, Emit to) {
        String x = at.in(0);
        int rank = to.types().rank(x);
        String places = to.op("Reshape", to.op("NonZero", at.in(1)), to.ints(-1));
        if (at.node().attribute("axis") == null) {
            String size = to.op("Reshape", to.op("Size", x), to.ints(1));
            return Form.reshape(to, Scatter.along(to, at.dy(), 1, 0, places, size, x), x);
        }
        if (rank < 0) {
            throw at.refusal("the number of axes of its input is not known before a run");
        }
        int axis = (int) at.node().whole("axis", 0);
        axis = axis < 0 ? axis + rank : axis;
        return Scatter.along(to, at.dy(), rank, axis, places, Form.length(to, x, axis), x);
    }
}

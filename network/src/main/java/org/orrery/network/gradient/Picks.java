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
        table.put("GatherND", new Treatment.Smooth((at, to) -> at.give(0, gatherNd(at, to))));
        table.put("ScatterND", new Treatment.Smooth(Picks::scatterNd));
        table.put("Compress", new Treatment.Smooth((at, to) -> at.give(0, compress(at, to))));
        table.put("ScatterElements", new Treatment.Smooth(Picks::scatterElements));
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

    private static void scatterElements(Site at, Emit to) {
        long axis = at.node().whole("axis", 0);
        String indices = at.in(1);
        switch (at.node().text("reduction", "none")) {
            case "none" -> {
                if (at.wants(0)) {
                    at.give(0, to.op("ScatterElements", Attributes.of("axis", axis), at.dy(), indices,
                            Form.full(to, 0, at.in(2))));
                }
            }
            case "add" -> {
                if (at.wants(0)) {
                    at.give(0, at.dy());
                }
            }
            default -> throw at.refusal("its reduction '" + at.node().text("reduction", "") + "' is not supported");
        }
        if (at.wants(2)) {
            at.give(2, to.op("GatherElements", Attributes.of("axis", axis), at.dy(), indices));
        }
    }

    /** With places counted through the indexed axes, so that the sum goes along one axis, one update after the other. */
    private static String gatherNd(Site at, Emit to) {
        if (at.node().whole("batch_dims", 0) != 0) {
            throw at.refusal("its batch_dims are not supported");
        }
        String x = at.in(0);
        int ranks = to.types().rank(at.in(1));
        long depth = ranks < 1 ? -1 : to.types().length(at.in(1), ranks - 1);
        if (depth < 1) {
            throw at.refusal("the length of its indices is not known before a run");
        }
        String shape = Form.shape(to, x);
        String indexed = to.op("Slice", shape, to.ints(0), to.ints(depth));
        String rest = to.op("Slice", shape, to.ints(depth), to.ints(Long.MAX_VALUE));
        String width = to.op("ReduceProd", Attributes.of("keepdims", 1), rest, to.ints(0));
        String rows = to.op("ReduceProd", Attributes.of("keepdims", 1), indexed, to.ints(0));
        // Python's way with negative places: from the end.
        String places = to.op("Mod", at.in(1), indexed);
        String flat = to.ints(0);
        for (int i = 0; i < depth; i++) {
            String length = to.op("Slice", indexed, to.ints(i), to.ints(i + 1L));
            String place = to.op("Gather", Attributes.of("axis", -1), places, to.whole(i));
            flat = to.add(to.mul(flat, length), place);
        }
        flat = to.op("Reshape", flat, to.ints(-1));
        String slices = to.op("Reshape", at.dy(),
                to.op("Concat", Attributes.of("axis", 0), to.op("Shape", flat), width));
        return Form.reshape(to, Scatter.along(to, slices, 2, 0, flat, rows, x), x);
    }

    private static void scatterNd(Site at, Emit to) {
        String reduction = at.node().text("reduction", "none");
        if (!reduction.equals("none") && !reduction.equals("add")) {
            throw at.refusal("its reduction '" + reduction + "' is not supported");
        }
        if (at.wants(0)) {
            at.give(0, reduction.equals("add")
                    ? at.dy()
                    : to.op("ScatterND", at.dy(), at.in(1), Form.full(to, 0, at.in(2))));
        }
        if (at.wants(2)) {
            String picked = to.op("GatherND", at.dy(), at.in(1));
            to.types().alike(picked, at.in(2));
            at.give(2, picked);
        }
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

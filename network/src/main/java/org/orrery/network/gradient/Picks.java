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
}

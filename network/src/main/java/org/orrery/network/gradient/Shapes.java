package org.orrery.network.gradient;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.network.onnx.Tensor;

/** Operators that lay the same elements out otherwise, or repeat or drop them. */
final class Shapes {
    private Shapes() {}

    static void list(Map<String, Treatment> table) {
        for (String op : List.of("Reshape", "Flatten", "Squeeze", "Unsqueeze")) {
            put(table, op, (at, to) -> Form.reshape(to, at.dy(), at.in(0)));
        }
        put(table, "Transpose", Shapes::transpose);
        put(table, "Expand", (at, to) -> Form.unbroadcast(to, at.dy(), at.in(0), at.y(),
                List.of(at.in(0), at.y())));
        put(table, "Tile", Shapes::tile);
        put(table, "Trilu", (at, to) -> at.has(1)
                ? to.op("Trilu", at.node().attributes(), at.dy(), at.in(1))
                : to.op("Trilu", at.node().attributes(), at.dy()));
        put(table, "DepthToSpace", (at, to) -> depthToSpace(at, to));
        put(table, "SpaceToDepth", (at, to) -> to.op("DepthToSpace",
                Attributes.of("blocksize", at.node().whole("blocksize", 1), "mode", "DCR"), at.dy()));
        put(table, "ReverseSequence", (at, to) -> to.op("ReverseSequence", at.node().attributes(), at.dy(), at.in(1)));
        table.put("Dropout", new Treatment.Smooth(Shapes::dropout));
    }

    /** What dx is. */
    @FunctionalInterface
    private interface Part {
        String of(Site at, Emit to);
    }

    private static void put(Map<String, Treatment> table, String op, Part part) {
        table.put(op, new Treatment.Smooth((at, to) -> at.give(0, part.of(at, to))));
    }

    private static String transpose(Site at, Emit to) {
        long[] order = at.node().wholes("perm");
        if (order == null) {
            return to.op("Transpose", at.dy());
        }
        long[] back = new long[order.length];
        for (int i = 0; i < order.length; i++) {
            back[(int) order[i]] = i;
        }
        return to.transpose(at.dy(), back);
    }

    /** Each axis becomes two, of repeats and of elements; the sum over the repeats. */
    private static String tile(Site at, Emit to) {
        int rank = to.types().rank(at.in(0));
        if (rank < 0) {
            throw at.refusal("the number of axes of its input is not known before a run");
        }
        if (rank == 0) {
            return at.dy();
        }
        long[] repeats = new long[rank];
        for (int i = 0; i < rank; i++) {
            repeats[i] = 2L * i;
        }
        String pairs = to.op("Concat", Attributes.of("axis", 1), to.op("Unsqueeze", at.in(1), to.ints(1)),
                to.op("Unsqueeze", Form.shape(to, at.in(0)), to.ints(1)));
        String shape = to.op("Reshape", pairs, to.ints(-1));
        return to.sum(to.op("Reshape", Attributes.of("allowzero", 1), at.dy(), shape), false, repeats);
    }

    private static String depthToSpace(Site at, Emit to) {
        long block = at.node().whole("blocksize", 1);
        String deep = to.op("SpaceToDepth", Attributes.of("blocksize", block), at.dy());
        if (at.node().text("mode", "DCR").equals("DCR")) {
            return deep;
        }
        // In CRD the channel is the slow part of the depth: [b, b, C] turns into [C, b, b].
        String shape = to.op("Shape", deep);
        String first = to.op("Slice", shape, to.ints(0), to.ints(1));
        String last = to.op("Slice", shape, to.ints(2), to.ints(4));
        String split = to.op("Reshape", deep,
                to.op("Concat", Attributes.of("axis", 0), first, to.ints(block, block, -1), last));
        return Form.reshape(to, to.transpose(split, 0, 3, 1, 2, 4, 5), at.in(0));
    }

    private static void dropout(Site at, Emit to) {
        at.zero(1);
        if (!at.has(2)) {
            at.give(0, at.dy());
            return;
        }
        @Nullable
        Tensor training = to.constant(at.in(2));
        if (training != null && training.longs()[0] == 0) {
            at.give(0, at.dy());
            return;
        }
        String like = at.y();
        String kept = to.op("Cast", Attributes.of("to", to.types().element(like).number()), at.also(1, to));
        String ratio = at.has(1)
                ? to.op("Cast", Attributes.of("to", to.types().element(like).number()), at.in(1))
                : to.scalar(like, 0.5);
        String scaled = to.div(to.mul(at.dy(), kept), to.sub(to.scalar(like, 1), ratio));
        at.give(0, to.op("Where", at.in(2), scaled, at.dy()));
    }
}

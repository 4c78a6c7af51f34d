package org.orrery.network.gradient;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.orrery.network.onnx.Tensor;

/** Products of matrices. */
final class Products {
    private Products() {}

    static void list(Map<String, Treatment> table) {
        table.put("MatMul", new Treatment.Smooth(Products::matMul));
        table.put("Gemm", new Treatment.Smooth(Products::gemm));
    }

    private static void matMul(Site at, Emit to) {
        String a = at.in(0);
        String b = at.in(1);
        int left = to.types().rank(a);
        int right = to.types().rank(b);
        if (left < 1 || right < 1) {
            throw at.refusal("the number of axes of its inputs is not known before a run");
        }
        if (left == 1 || right == 1) {
            vectors(at, to, left, right);
            return;
        }
        if (at.wants(0)) {
            at.give(0, batch(to, to.op("MatMul", at.dy(), turned(to, b, right)), a, at));
        }
        if (at.wants(1)) {
            at.give(1,
                    right == 2 && left > 2
                            ? flat(at, to)
                            : batch(to, to.op("MatMul", turned(to, a, left), at.dy()), b,
                                    at));
        }
    }

    /** One matrix for all: one product of tall matrices in place of a sum over many. */
    private static String flat(Site at, Emit to) {
        String rows = Form.length(to, at.in(0), to.types().rank(at.in(0)) - 1);
        String columns = Form.length(to, at.in(1), 1);
        return to.op("MatMul", turned(to, tall(to, at.in(0), rows), 2), tall(to, at.dy(), columns));
    }

    private static String tall(Emit to, String edge, String width) {
        Tensor known = to.constant(width);
        String shape = known == null
                ? to.op("Concat", Attributes.of("axis", 0), to.ints(-1), width)
                : to.ints(-1, known.longs()[0]);
        return to.op("Reshape", edge, shape);
    }

    private static String turned(Emit to, String edge, int rank) {
        long[] order = LongStream.range(0, rank).toArray();
        order[rank - 1] = rank - 2L;
        order[rank - 2] = rank - 1L;
        return to.transpose(edge, order);
    }

    /** Sums over axes of the batch that were repeated. */
    private static String batch(Emit to, String g, String x, Site at) {
        return Form.unbatch(to, g, x, at.in(0), at.in(1));
    }

    /** A vector is a row on the left and a column on the right, whose axis goes again. */
    private static void vectors(Site at, Emit to, int left, int right) {
        String a = at.in(0);
        String b = at.in(1);
        String g = at.dy();
        if (left == 1 && right == 1) {
            give(at, 0, to, () -> to.mul(g, b));
            give(at, 1, to, () -> to.mul(g, a));
        } else if (right == 1) {
            String column = to.op("Unsqueeze", g, to.ints(-1));
            give(at, 0, to, () -> to.mul(column, b));
            give(at, 1, to, () -> to.sum(to.mul(column, a), false, LongStream.range(0, left - 1).toArray()));
        } else {
            String row = to.op("Unsqueeze", g, to.ints(-2));
            String column = to.op("Unsqueeze", a, to.ints(-1));
            give(at, 0, to, () -> {
                long[] summed = LongStream.range(0, right).filter(axis -> axis != right - 2).toArray();
                return to.sum(to.mul(row, b), false, summed);
            });
            give(at, 1, to, () -> to.mul(column, row));
        }
    }

    private static void give(Site at, int place, Emit to, java.util.function.Supplier<String> part) {
        if (at.wants(place)) {
            at.give(place, part.get());
        }
    }

    private static void gemm(Site at, Emit to) {
        float alpha = at.node().real("alpha", 1);
        long turnedA = at.node().whole("transA", 0);
        long turnedB = at.node().whole("transB", 0);
        if (at.wants(0)) {
            at.give(0, turnedA == 0
                    ? gemm(to, at.dy(), at.in(1), alpha, 0, 1 - turnedB)
                    : gemm(to, at.in(1), at.dy(), alpha, turnedB, 1));
        }
        if (at.wants(1)) {
            at.give(1, turnedB == 0
                    ? gemm(to, at.in(0), at.dy(), alpha, 1 - turnedA, 0)
                    : gemm(to, at.dy(), at.in(0), alpha, 1, turnedA));
        }
        if (at.wants(2)) {
            String summed = Form.unbroadcast(to, at.dy(), at.in(2), at.y(), List.of(at.in(2), at.y()));
            at.give(2, to.times(summed, at.y(), at.node().real("beta", 1)));
        }
    }

    private static String gemm(Emit to, String a, String b, float alpha, long turnedA, long turnedB) {
        return to.op("Gemm", Attributes.of("alpha", alpha, "transA", turnedA, "transB", turnedB), a, b);
    }
}

package org.orrery.network.gradient;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Normalisations. With xh the normalised input and g the cotangent of it, dx = (g - mean(g) - xh mean(g xh)) / deviation (Ioffe
 * and Szegedy 2015, Batch normalization, section 3).
 */
final class Normalisations {
    private Normalisations() {}

    static void list(Map<String, Treatment> table) {
        table.put("BatchNormalization", new Treatment.Smooth(Normalisations::batch));
        table.put("LayerNormalization", new Treatment.Smooth((at, to) -> layer(at, to, true)));
        table.put("RMSNormalization", new Treatment.Smooth((at, to) -> layer(at, to, false)));
        table.put("InstanceNormalization", new Treatment.Smooth((at, to) -> {
            long[] axes = LongStream.range(2, rank(at, to)).toArray();
            channels(at, to, axes);
        }));
        table.put("GroupNormalization", new Treatment.Smooth(Normalisations::group));
        table.put("LpNormalization", new Treatment.Smooth((at, to) -> at.give(0, lp(at, to))));
        table.put("MeanVarianceNormalization", new Treatment.Smooth((at, to) -> {
            long[] axes = at.node().wholes("axes");
            Unit unit = unit(to, at.in(0), to.ints(axes == null ? new long[]{0, 2, 3} : axes), 1e-18, true);
            at.give(0, back(to, unit, at.dy()));
        }));
        table.put("LRN", new Treatment.Smooth((at, to) -> at.give(0, local(at, to))));
    }

    /**
     * An input brought to mean 0 and variance 1.
     *
     * @param inverse one over the deviation
     */
    private record Unit(String normal, String inverse, String axes, boolean centred) {}

    private static int rank(Site at, Emit to) {
        int rank = to.types().rank(at.in(0));
        if (rank < 0) {
            throw at.refusal("the number of axes of its input is not known before a run");
        }
        return rank;
    }

    private static Unit unit(Emit to, String x, String axes, double epsilon, boolean centred, String like) {
        String from = centred ? to.sub(x, to.mean(x, axes)) : x;
        String spread = to.add(to.mean(to.mul(from, from), axes), to.scalar(like, epsilon));
        String inverse = to.reciprocal(to.op("Sqrt", spread));
        return new Unit(to.mul(from, inverse), inverse, axes, centred);
    }

    private static Unit unit(Emit to, String x, String axes, double epsilon, boolean centred) {
        return unit(to, x, axes, epsilon, centred, x);
    }

    private static String back(Emit to, Unit unit, String g) {
        String along = to.mul(unit.normal(), to.mean(to.mul(g, unit.normal()), unit.axes()));
        String centred = unit.centred() ? to.sub(g, to.mean(g, unit.axes())) : g;
        return to.mul(unit.inverse(), to.sub(centred, along));
    }

    private static void layer(Site at, Emit to, boolean centred) {
        int rank = rank(at, to);
        long axis = at.node().whole("axis", -1);
        long[] axes = LongStream.range(axis < 0 ? axis + rank : axis, rank).toArray();
        Unit unit = unit(to, at.in(0), to.ints(axes), at.node().real("epsilon", 1e-5f), centred);
        if (at.wants(0)) {
            at.give(0, back(to, unit, to.mul(at.dy(), at.in(1))));
        }
        if (at.wants(1)) {
            at.give(1, Form.unbroadcast(to, to.mul(at.dy(), unit.normal()), at.in(1), at.y(),
                    List.of(at.in(0), at.in(1))));
        }
        if (at.wants(2)) {
            at.give(2, Form.unbroadcast(to, at.dy(), at.in(2), at.y(), List.of(at.in(0), at.in(2))));
        }
    }

    /** A number a channel, along axis 1 of the input. */
    private static String open(Emit to, String channels, int rank) {
        return rank <= 2 ? channels : to.op("Unsqueeze", channels, to.ints(LongStream.range(1, rank - 1L).toArray()));
    }

    private static String perChannel(Emit to, String g, int rank) {
        return to.sum(g, false, LongStream.range(0, rank).filter(axis -> axis != 1).toArray());
    }

    /** Over the given axes, with scale and bias a channel. */
    private static void channels(Site at, Emit to, long[] axes) {
        int rank = rank(at, to);
        Unit unit = unit(to, at.in(0), to.ints(axes), at.node().real("epsilon", 1e-5f), true);
        if (at.wants(0)) {
            at.give(0, back(to, unit, to.mul(at.dy(), open(to, at.in(1), rank))));
        }
        if (at.wants(1)) {
            at.give(1, perChannel(to, to.mul(at.dy(), unit.normal()), rank));
        }
        if (at.wants(2)) {
            at.give(2, perChannel(to, at.dy(), rank));
        }
    }

    private static void batch(Site at, Emit to) {
        int rank = rank(at, to);
        if (at.node().whole("training_mode", 0) == 1) {
            channels(at, to, LongStream.range(0, rank).filter(axis -> axis != 1).toArray());
            at.zero(3);
            at.zero(4);
            return;
        }
        String scale = at.in(1);
        String spread = to.add(at.in(4), to.scalar(at.in(4), at.node().real("epsilon", 1e-5f)));
        String inverse = to.reciprocal(to.op("Sqrt", spread));
        String factor = to.mul(scale, inverse);
        if (at.wants(0)) {
            at.give(0, to.mul(at.dy(), open(to, factor, rank)));
        }
        if (at.wants(1) || at.wants(4)) {
            String centred = to.sub(at.in(0), open(to, at.in(3), rank));
            String moved = perChannel(to, to.mul(at.dy(), centred), rank);
            at.give(1, to.mul(moved, inverse));
            if (at.wants(4)) {
                at.give(4, to.times(to.mul(to.mul(moved, factor), to.mul(inverse, inverse)), at.in(4), -0.5));
            }
        }
        if (at.wants(2) || at.wants(3)) {
            String total = perChannel(to, at.dy(), rank);
            at.give(2, total);
            if (at.wants(3)) {
                at.give(3, to.neg(to.mul(total, factor)));
            }
        }
    }

    private static void group(Site at, Emit to) {
        int rank = rank(at, to);
        long groups = at.node().whole("num_groups", 1);
        long scales = to.types().rank(at.in(1)) == 1 ? to.types().length(at.in(1), 0) : -1;
        if (scales < 0) {
            throw at.refusal("the length of its scale is not known before a run");
        }
        // Up to set 20 scale and bias are given for groups, later for channels.
        boolean each = scales != groups;
        String rows = Form.reshape(to, at.in(0), 0, groups, -1);
        Unit unit = unit(to, rows, to.ints(2), at.node().real("epsilon", 1e-5f), true, at.in(0));
        String dy = Form.reshape(to, at.dy(), 0, groups, -1);
        if (at.wants(0)) {
            String g = each
                    ? Form.reshape(to, to.mul(at.dy(), open(to, at.in(1), rank)), 0, groups, -1)
                    : to.mul(dy, to.op("Unsqueeze", at.in(1), to.ints(1)));
            at.give(0, Form.reshape(to, back(to, unit, g), at.in(0)));
        }
        if (at.wants(1)) {
            at.give(1, each
                    ? perChannel(to, to.mul(at.dy(), Form.reshape(to, unit.normal(), at.in(0))), rank)
                    : to.sum(to.mul(dy, unit.normal()), false, 0, 2));
        }
        if (at.wants(2)) {
            at.give(2, each ? perChannel(to, at.dy(), rank) : to.sum(dy, false, 0, 2));
        }
    }

    private static String lp(Site at, Emit to) {
        long axis = at.node().whole("axis", -1);
        boolean square = at.node().whole("p", 2) == 2;
        String norm = to.op(square ? "ReduceL2" : "ReduceL1", Attributes.of("keepdims", 1), at.in(0), to.ints(axis));
        String along = to.sum(to.mul(at.dy(), at.y()), true, axis);
        String slope = to.mul(square ? at.y() : to.op("Sign", at.in(0)), along);
        return to.div(to.sub(at.dy(), slope), norm);
    }

    /** y = x s^-beta with s = bias + alpha mean of squares of channels near by. */
    private static String local(Site at, Emit to) {
        String x = at.in(0);
        long size = at.node().whole("size", 1);
        double alpha = at.node().real("alpha", 1e-4f);
        double beta = at.node().real("beta", 0.75f);
        long before = (size - 1) / 2;
        String squares = near(to, to.mul(x, x), size, before, x);
        String s = to.add(to.times(squares, x, alpha), to.scalar(x, at.node().real("bias", 1)));
        String pulled = near(to, to.div(to.mul(at.dy(), at.y()), s), size, size - 1 - before, x);
        String own = to.mul(at.dy(), to.op("Pow", s, to.scalar(x, -beta)));
        return to.sub(own, to.mul(to.times(x, x, 2 * alpha * beta), pulled));
    }

    /** Sums over channels near by, divided by their number even at the ends. */
    private static String near(Emit to, String edge, long size, long before, String like) {
        String rows = to.op("Reshape", to.op("Unsqueeze", edge, to.ints(1)), to.ints(0, 0, 0, -1));
        String means = to.op("AveragePool", Attributes.of("kernel_shape", new long[]{size, 1}, "pads",
                new long[]{before, 0, size - 1 - before, 0}, "count_include_pad", 1), rows);
        to.types().ranked(rows, like, 4);
        to.types().ranked(means, like, 4);
        return Form.reshape(to, means, like);
    }
}

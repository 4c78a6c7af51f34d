package org.orrery.network.reference;

import java.util.List;

/** Elements put, added, multiplied or compared into places, one after the other in row order. */
final class Scattering {
    private Scattering() {}

    static void into(Table table) {
        table.one("Scatter", Scattering::elements);
        table.one("ScatterElements", Scattering::elements);
        table.one("ScatterND", Scattering::blocks);
    }

    private static Array elements(Call call) {
        Array x = call.in(0);
        if (!java.util.Arrays.equals(call.in(1).shape(), call.in(2).shape())) {
            throw new IllegalArgumentException("indices and updates differ in shape");
        }
        int axis = Axes.axis(call.whole("axis", 0), x.rank());
        return put(call, x, Gathering.targets(x.shape(), call.in(1), axis), call.in(2));
    }

    private static Array blocks(Call call) {
        Array x = call.in(0);
        int width = call.in(1).length(call.in(1).rank() - 1);
        int inner = Axes.product(x.shape(), width, x.rank());
        int[] starts = Gathering.starts(x.shape(), call.in(1), 0);
        int[] targets = new int[starts.length * inner];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = starts[i / inner] + i % inner;
        }
        return put(call, x, targets, call.in(2));
    }

    private static Array put(Call call, Array x, int[] targets, Array updates) {
        String how = call.text("reduction", "none");
        if (updates.size() != targets.length) {
            throw new IllegalArgumentException("there are " + updates.size() + " updates for " + targets.length);
        }
        if (how.equals("none")) {
            int[] places = Axes.places(x.shape(), Axes.strides(x.shape()), 0);
            for (int i = 0; i < targets.length; i++) {
                places[targets[i]] = x.size() + i;
            }
            return Array.row(List.of(x, updates)).pick(x.shape(), places);
        }
        if (x.isReal()) {
            double[] values = x.reals().clone();
            for (int i = 0; i < targets.length; i++) {
                double old = values[targets[i]];
                double update = updates.real(i);
                values[targets[i]] = switch (how) {
                    case "add" -> old + update;
                    case "mul" -> old * update;
                    case "max" -> Math.max(old, update);
                    case "min" -> Math.min(old, update);
                    default -> throw call.refusal("with reduction = " + how);
                };
            }
            return Array.of(x.type(), x.shape(), values);
        }
        long[] values = x.wholes().clone();
        for (int i = 0; i < targets.length; i++) {
            long old = values[targets[i]];
            long update = updates.wholes()[i];
            int sign = Wholes.compare(x.type(), old, update);
            values[targets[i]] = switch (how) {
                case "add" -> old + update;
                case "mul" -> old * update;
                case "max" -> sign > 0 ? old : update;
                case "min" -> sign < 0 ? old : update;
                default -> throw call.refusal("with reduction = " + how);
            };
        }
        return Array.whole(x.type(), x.shape(), values);
    }
}

package org.orrery.network.reference;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * Softmax and its kin: before version 13 over all axes from the given one on (1 by default), since then along that axis
 * alone (the last by default).
 */
final class Softmaxes {
    private Softmaxes() {}

    static void into(Table table) {
        table.one("Softmax", call -> over(call, Softmaxes::softmax));
        table.one("LogSoftmax", call -> over(call, x -> {
            double all = Reductions.logSumExp(x);
            return Arrays.stream(x).map(each -> each - all).toArray();
        }));
        table.one("Hardmax", call -> over(call, x -> {
            double[] hard = new double[x.length];
            hard[Ranking.largest(x)] = 1;
            return hard;
        }));
    }

    static double[] softmax(double[] x) {
        double max = Reductions.max(x);
        double[] exp = Arrays.stream(x).map(each -> Math.exp(each - max)).toArray();
        double sum = Arrays.stream(exp).sum();
        return Arrays.stream(exp).map(each -> each / sum).toArray();
    }

    private static Array over(Call call, UnaryOperator<double[]> f) {
        Array x = call.in(0);
        if (call.version() >= 13) {
            return along(x, call.whole("axis", -1), f);
        }
        int axis = call.whole("axis", 1);
        int cut = axis == x.rank() ? axis : Axes.axis(axis, x.rank());
        int[] flat = {Axes.product(x.shape(), 0, cut), Axes.product(x.shape(), cut, x.rank())};
        return along(x.as(flat), 1, f).as(x.shape());
    }

    /** Applies a function to each line of numbers along an axis. */
    static Array along(Array x, int given, UnaryOperator<double[]> f) {
        int axis = Axes.axis(given, x.rank());
        int length = x.length(axis);
        int inner = Axes.product(x.shape(), axis + 1, x.rank());
        double[] from = x.reals();
        double[] to = new double[from.length];
        for (int line = 0; length > 0 && line < from.length / length; line++) {
            int start = line / inner * length * inner + line % inner;
            double[] values = new double[length];
            Arrays.setAll(values, i -> from[start + i * inner]);
            double[] made = f.apply(values);
            for (int i = 0; i < length; i++) {
                to[start + i * inner] = made[i];
            }
        }
        return Array.of(x.type(), x.shape(), to);
    }
}

package org.orrery.network.reference;

import java.util.function.DoubleBinaryOperator;

/** Running sums and products, and limits. */
final class Accumulating {
    private Accumulating() {}

    static void into(Table table) {
        table.one("CumSum", call -> run(call, 0, Double::sum));
        table.one("CumProd", call -> run(call, 1, (a, b) -> a * b));
        table.one("Clip", Accumulating::clip);
    }

    private static Array run(Call call, double start, DoubleBinaryOperator f) {
        int axis = Axes.axis(call.in(1).wholes()[0], call.in(0).rank());
        boolean exclusive = call.flag("exclusive");
        boolean reverse = call.flag("reverse");
        return Softmaxes.along(call.in(0), axis, x -> {
            double[] to = new double[x.length];
            double sum = start;
            for (int i = 0; i < x.length; i++) {
                int at = reverse ? x.length - 1 - i : i;
                double next = f.applyAsDouble(sum, x[at]);
                to[at] = exclusive ? sum : next;
                sum = next;
            }
            return to;
        });
    }

    private static Array clip(Call call) {
        Array x = call.in(0);
        if (call.version() < 11) {
            double low = call.real("min", -Float.MAX_VALUE);
            double high = call.real("max", Float.MAX_VALUE);
            return x.map(each -> Math.min(high, Math.max(low, each)));
        }
        Array floored = call.has(1) ? Arithmetic.both(x, call.in(1), Math::max, (a, b) -> larger(x, a, b)) : x;
        return call.has(2)
                ? Arithmetic.both(floored, call.in(2), Math::min, (a, b) -> larger(x, a, b) == a ? b : a)
                : floored;
    }

    private static long larger(Array x, long a, long b) {
        return Wholes.compare(x.type(), a, b) > 0 ? a : b;
    }
}

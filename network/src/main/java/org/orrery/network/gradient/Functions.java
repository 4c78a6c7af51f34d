package org.orrery.network.gradient;

import java.util.Map;

/** Functions of one number: dx = dy f'(x). */
final class Functions {
    private Functions() {}

    /** The factor f', from the edges of x and y. */
    @FunctionalInterface
    private interface Slope {
        String of(Emit to, String x, String y);
    }

    static void list(Map<String, Treatment> table) {
        put(table, "Exp", (_, _, y) -> y);
        put(table, "Sin", (to, x, _) -> to.op("Cos", x));
        put(table, "Cos", (to, x, _) -> to.neg(to.op("Sin", x)));
        put(table, "Tan", (to, _, y) -> to.add(to.mul(y, y), to.scalar(y, 1)));
        put(table, "Asin", (to, x, _) -> root(to, 1, -1, x, true));
        put(table, "Acos", (to, x, _) -> to.neg(root(to, 1, -1, x, true)));
        put(table, "Atan", (to, x, _) -> to.reciprocal(to.add(to.mul(x, x), to.scalar(x, 1))));
        put(table, "Sinh", (to, x, _) -> to.op("Cosh", x));
        put(table, "Cosh", (to, x, _) -> to.op("Sinh", x));
        put(table, "Asinh", (to, x, _) -> root(to, 1, 1, x, true));
        put(table, "Acosh", (to, x, _) -> root(to, -1, 1, x, true));
        put(table, "Atanh", (to, x, _) -> to.reciprocal(to.sub(to.scalar(x, 1), to.mul(x, x))));
        put(table, "Tanh", (to, _, y) -> to.sub(to.scalar(y, 1), to.mul(y, y)));
        put(table, "Sigmoid", (to, _, y) -> to.mul(y, to.sub(to.scalar(y, 1), y)));
        put(table, "Erf", (to, x, _) -> to.mul(to.scalar(x, 2 / Math.sqrt(Math.PI)),
                to.op("Exp", to.neg(to.mul(x, x)))));
        put(table, "Abs", (to, x, _) -> to.op("Sign", x));
        put(table, "Reciprocal", (to, _, y) -> to.neg(to.mul(y, y)));
        over(table, "Log", (_, x, _) -> x);
        over(table, "Sqrt", (to, _, y) -> to.add(y, y));
        table.put("Neg", new Treatment.Smooth((at, to) -> at.give(0, to.neg(at.dy()))));
        Rule same = (at, to) -> at.give(0, at.dy());
        table.put("Identity", new Treatment.Smooth(same));
        Rule cast = (at, to) -> at.give(0, to.op("Cast",
                Attributes.of("to", to.types().element(at.in(0)).number()), at.dy()));
        table.put("Cast", new Treatment.Smooth(cast));
        table.put("CastLike", new Treatment.Smooth((at, to) -> {
            cast.pull(at, to);
            at.zero(1);
        }));
    }

    /** 1 / sqrt(a + b x x). */
    private static String root(Emit to, double a, double b, String x, boolean inverse) {
        String square = to.times(to.mul(x, x), x, b);
        String root = to.op("Sqrt", to.add(square, to.scalar(x, a)));
        return inverse ? to.reciprocal(root) : root;
    }

    private static void put(Map<String, Treatment> table, String op, Slope slope) {
        table.put(op, new Treatment.Smooth((at, to) -> at.give(0, to.mul(at.dy(), slope.of(to, at.in(0), at.y())))));
    }

    /** dx = dy / f. */
    private static void over(Map<String, Treatment> table, String op, Slope divisor) {
        table.put(op, new Treatment.Smooth((at, to) -> at.give(0, to.div(at.dy(), divisor.of(to, at.in(0), at.y())))));
    }
}

package org.orrery.equation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Expressions of awkward shape that every pass must survive. */
final class Shapes {
    private Shapes() {}

    /** The sum of c_i * x_(i mod 10) with 100,000 terms. */
    static Expr longSum() {
        return sum(100_000);
    }

    static Expr sum(int length) {
        List<Expr> terms = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            terms.add(Expr.call(Operator.MUL, Expr.num(i + 0.5), Expr.sym("x" + i % 10)));
        }
        return Expr.call(Operator.ADD, terms);
    }

    static Layout longSumLayout() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            names.add("x" + i);
        }
        return new Layout(names, List.of());
    }

    /** ((x - y) - y) - ... of the given depth. */
    static Expr deep(int depth) {
        Expr deep = Expr.sym("x");
        Expr y = Expr.sym("y");
        for (int i = 0; i < depth; i++) {
            deep = Expr.call(Operator.SUB, deep, y);
        }
        return deep;
    }

    /** x doubled 200 times by adding the same object to itself: 2^200 terms if written out. */
    static Expr doubled() {
        Expr value = Expr.sym("x");
        for (int i = 0; i < 200; i++) {
            value = Expr.call(Operator.ADD, value, value);
        }
        return value;
    }

    static double value(Expr expression, Map<String, Double> values) {
        List<String> names = List.copyOf(values.keySet());
        double[] y = names.stream().mapToDouble(values::get).toArray();
        return Interpreter.evaluate(expression, 0, y, new double[0], new Layout(names, List.of()));
    }
}

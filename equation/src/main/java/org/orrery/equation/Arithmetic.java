package org.orrery.equation;

import java.util.ArrayList;
import java.util.List;

import org.orrery.equation.Expr.Call;
import org.orrery.equation.Expr.Num;

/** Builds sums, products and powers in their simplest form, looking one level deep. */
final class Arithmetic {
    private static final Layout NOTHING = new Layout(List.of(), List.of());
    private static final double[] NONE = {};

    private Arithmetic() {}

    static boolean foldable(Operator operator, List<Expr> arguments) {
        return operator != Operator.RATE_OF && operator != Operator.DELAY
                && arguments.stream().allMatch(Num.class::isInstance);
    }

    static Expr fold(Operator operator, List<Expr> arguments) {
        return Expr.num(Interpreter.evaluate(Expr.call(operator, arguments), 0, NONE, NONE, NOTHING));
    }

    private static boolean is(Expr expression, double value) {
        return expression instanceof Num(double number) && number == value;
    }

    private static boolean isNegation(Expr expression) {
        return expression instanceof Call call && call.operator() == Operator.NEG;
    }

    private static Expr inner(Expr expression) {
        return ((Call) expression).argument(0);
    }

    static Expr sum(List<Expr> terms) {
        List<Expr> kept = new ArrayList<>(terms.size());
        double constant = 0;
        for (Expr term : terms) {
            if (term instanceof Num(double value)) {
                constant += value;
            } else {
                kept.add(term);
            }
        }
        if (kept.isEmpty() || constant != 0) {
            kept.add(Expr.num(constant));
        }
        return switch (kept.size()) {
            case 1 -> kept.getFirst();
            case 2 -> pair(kept.getFirst(), kept.getLast());
            default -> Expr.call(Operator.ADD, kept);
        };
    }

    private static Expr pair(Expr a, Expr b) {
        if (isNegation(b)) {
            return Expr.call(Operator.SUB, a, inner(b));
        }
        if (isNegation(a)) {
            return Expr.call(Operator.SUB, b, inner(a));
        }
        return b instanceof Num(double value) && value < 0
                ? Expr.call(Operator.SUB, a, Expr.num(-value))
                : Expr.call(Operator.ADD, a, b);
    }

    static Expr product(List<Expr> factors) {
        List<Expr> kept = new ArrayList<>(factors.size() + 1);
        double constant = 1;
        for (Expr factor : factors) {
            if (factor instanceof Num(double value)) {
                constant *= value;
            } else if (isNegation(factor)) {
                constant = -constant;
                kept.add(inner(factor));
            } else {
                kept.add(factor);
            }
        }
        if (kept.isEmpty()) {
            return Expr.num(constant);
        }
        if (Math.abs(constant) != 1) {
            kept.addFirst(Expr.num(constant));
        }
        Expr product = kept.size() == 1 ? kept.getFirst() : Expr.call(Operator.MUL, kept);
        return constant == -1 ? negation(product) : product;
    }

    static Expr difference(Expr a, Expr b) {
        if (is(b, 0)) {
            return a;
        }
        if (is(a, 0)) {
            return negation(b);
        }
        return isNegation(b) ? pair(a, inner(b)) : Expr.call(Operator.SUB, a, b);
    }

    static Expr ratio(Expr a, Expr b) {
        return is(b, 1) ? a : is(b, -1) ? negation(a) : Expr.call(Operator.DIV, a, b);
    }

    static Expr power(Expr base, Expr exponent) {
        return is(exponent, 0) ? Expr.ONE : is(exponent, 1) ? base : Expr.call(Operator.POW, base, exponent);
    }

    static Expr negation(Expr a) {
        if (a instanceof Num(double value)) {
            return Expr.num(-value);
        }
        return isNegation(a) ? inner(a) : Expr.call(Operator.NEG, a);
    }
}

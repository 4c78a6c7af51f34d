package org.orrery.equation;

import java.util.ArrayList;
import java.util.List;

import org.orrery.equation.Expr.Call;
import org.orrery.equation.Expr.Num;

/** Builds logical expressions and choices in their simplest form, looking one level deep. */
final class Logic {
    private Logic() {}

    static Expr all(List<Expr> conditions) {
        return joined(Operator.AND, conditions, true);
    }

    static Expr any(List<Expr> conditions) {
        return joined(Operator.OR, conditions, false);
    }

    private static Expr joined(Operator operator, List<Expr> conditions, boolean neutral) {
        List<Expr> kept = new ArrayList<>();
        for (Expr condition : conditions) {
            if (!(condition instanceof Num(double value))) {
                kept.add(condition);
            } else if ((value != 0) != neutral) {
                return neutral ? Expr.ZERO : Expr.ONE;
            }
        }
        if (kept.isEmpty()) {
            return neutral ? Expr.ONE : Expr.ZERO;
        }
        return kept.size() == 1 && isLogical(kept.getFirst()) ? kept.getFirst() : Expr.call(operator, kept);
    }

    static Expr not(Expr condition) {
        return condition instanceof Call call && call.operator() == Operator.NOT && isLogical(call.argument(0))
                ? call.argument(0)
                : Expr.call(Operator.NOT, condition);
    }

    private static boolean isLogical(Expr expression) {
        return expression instanceof Call call && call.operator().isLogical();
    }

    /** Without branches that are never taken; a branch that is always taken ends the list. */
    static Expr choice(List<Expr> arguments) {
        List<Expr> kept = new ArrayList<>();
        int pairs = arguments.size() / 2;
        Expr otherwise = arguments.size() % 2 == 1 ? arguments.getLast() : Expr.num(Double.NaN);
        boolean always = false;
        for (int i = 0; i < pairs && !always; i++) {
            Expr value = arguments.get(2 * i);
            Expr condition = arguments.get(2 * i + 1);
            if (!(condition instanceof Num(double truth))) {
                kept.add(value);
                kept.add(condition);
            } else if (truth != 0) {
                otherwise = value;
                always = true;
            }
        }
        for (int last = kept.size() - 2; last >= 0 && alike(kept.get(last), otherwise); last -= 2) {
            kept.removeLast();
            kept.removeLast();
        }
        if (kept.isEmpty()) {
            return otherwise;
        }
        if (always || arguments.size() % 2 == 1) {
            kept.add(otherwise);
        }
        return Expr.call(Operator.PIECEWISE, kept);
    }

    private static boolean alike(Expr a, Expr b) {
        return a == b || a instanceof Num(double x) && b instanceof Num(double y) && x == y;
    }
}

package org.orrery.equation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.orrery.equation.Expr.Num;

/**
 * The functions of SBML by name, in the words of MathML and in those of infix formulas, lowered to the list of
 * operators. Inverse functions of a reciprocal follow libSBML: arccot x is arctan(1/x).
 */
final class Builtins {
    /** Number of particles in a mole, as SBML Level 3 fixes it (CODATA 2006). */
    static final double AVOGADRO = 6.02214179e23;

    /** Makes the expression for a call. */
    @FunctionalInterface
    private interface Meaning {
        Expr of(List<Expr> arguments);
    }

    private static final Map<String, Meaning> MEANINGS = new HashMap<>();

    static {
        plain();
        trigonometry();
        powers();
        truth();
    }

    private Builtins() {}

    /**
     * The expression for a call.
     *
     * @return null if there is no such function
     * @throws IllegalArgumentException for a wrong number of arguments, with a message for people
     */
    static @Nullable Expr call(String name, List<Expr> arguments) {
        Meaning meaning = MEANINGS.get(name);
        if (meaning == null) {
            return null;
        }
        try {
            return meaning.of(arguments);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("`" + name + "` does not take " + arguments.size()
                    + (arguments.size() == 1 ? " argument" : " arguments"), wrong);
        }
    }

    private static void operator(Operator operator, String... names) {
        for (String name : names) {
            MEANINGS.put(name, arguments -> Expr.call(operator, arguments));
        }
    }

    private static void plain() {
        operator(Operator.ADD, "plus");
        operator(Operator.MUL, "times");
        operator(Operator.DIV, "divide");
        operator(Operator.EXP, "exp");
        operator(Operator.LN, "ln");
        operator(Operator.LOG10, "log10");
        operator(Operator.ABS, "abs");
        operator(Operator.SIGN, "sign", "signum");
        operator(Operator.FLOOR, "floor");
        operator(Operator.CEIL, "ceil", "ceiling");
        operator(Operator.FACTORIAL, "factorial");
        operator(Operator.MIN, "min");
        operator(Operator.MAX, "max");
        operator(Operator.QUOTIENT, "quotient");
        operator(Operator.REM, "rem");
        operator(Operator.RATE_OF, "rateOf");
        operator(Operator.DELAY, "delay");
        operator(Operator.PIECEWISE, "piecewise");
        MEANINGS.put("minus", a -> Expr.call(a.size() == 1 ? Operator.NEG : Operator.SUB, a));
    }

    private static void trigonometry() {
        ratio(Operator.SIN, Operator.ASIN, "sin", "csc");
        ratio(Operator.COS, Operator.ACOS, "cos", "sec");
        ratio(Operator.TAN, Operator.ATAN, "tan", "cot");
        ratio(Operator.SINH, Operator.ASINH, "sinh", "csch");
        ratio(Operator.COSH, Operator.ACOSH, "cosh", "sech");
        ratio(Operator.TANH, Operator.ATANH, "tanh", "coth");
    }

    private static void ratio(Operator function, Operator inverse, String name, String reciprocal) {
        operator(function, name);
        operator(inverse, "arc" + name, "a" + name);
        MEANINGS.put(reciprocal, a -> Expr.call(Operator.DIV, Expr.ONE, Expr.call(function, a)));
        for (String prefix : List.of("arc", "a")) {
            MEANINGS.put(prefix + reciprocal, a -> {
                need(a, 1);
                return Expr.call(inverse, Expr.call(Operator.DIV, Expr.ONE, a.getFirst()));
            });
        }
    }

    private static void powers() {
        operator(Operator.POW, "pow", "power");
        operator(Operator.SQRT, "sqrt");
        MEANINGS.put("sqr", a -> {
            need(a, 1);
            return Expr.call(Operator.POW, a.getFirst(), Expr.num(2));
        });
        MEANINGS.put("root", a -> a.size() == 1 ? Expr.call(Operator.SQRT, a) : root(a));
        MEANINGS.put("log", a -> a.size() == 1 ? Expr.call(Operator.LOG10, a) : logarithm(a));
    }

    private static Expr root(List<Expr> a) {
        need(a, 2);
        Expr degree = a.getFirst();
        if (degree instanceof Num(double n)) {
            return n == 2
                    ? Expr.call(Operator.SQRT, a.getLast())
                    : Expr.call(Operator.POW, a.getLast(), Expr.num(1 / n));
        }
        return Expr.call(Operator.POW, a.getLast(), Expr.call(Operator.DIV, Expr.ONE, degree));
    }

    private static Expr logarithm(List<Expr> a) {
        need(a, 2);
        if (a.getFirst() instanceof Num(double base) && (base == 10 || base == Math.E)) {
            return Expr.call(base == 10 ? Operator.LOG10 : Operator.LN, a.getLast());
        }
        return Expr.call(Operator.DIV, Expr.call(Operator.LN, a.getLast()), Expr.call(Operator.LN, a.getFirst()));
    }

    private static void truth() {
        operator(Operator.AND, "and");
        operator(Operator.OR, "or");
        operator(Operator.XOR, "xor");
        operator(Operator.NOT, "not");
        operator(Operator.NE, "neq");
        chain(Operator.LT, "lt");
        chain(Operator.LE, "leq");
        chain(Operator.GT, "gt");
        chain(Operator.GE, "geq");
        chain(Operator.EQ, "eq");
        MEANINGS.put("implies", a -> {
            need(a, 2);
            return Expr.call(Operator.OR, Expr.call(Operator.NOT, a.getFirst()), a.getLast());
        });
    }

    /** Of more than two arguments: the relation holds between all neighbours. */
    private static void chain(Operator relation, String name) {
        MEANINGS.put(name, a -> {
            if (a.size() <= 2) {
                return Expr.call(relation, a);
            }
            List<Expr> pairs = new ArrayList<>();
            for (int i = 1; i < a.size(); i++) {
                pairs.add(Expr.call(relation, a.get(i - 1), a.get(i)));
            }
            return Expr.call(Operator.AND, pairs);
        });
    }

    private static void need(List<Expr> arguments, int count) {
        if (arguments.size() != count) {
            throw new IllegalArgumentException("needs " + count);
        }
    }
}

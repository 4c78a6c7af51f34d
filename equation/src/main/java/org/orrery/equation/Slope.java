package org.orrery.equation;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.orrery.core.Refusal;
import org.orrery.equation.Expr.Call;
import org.orrery.equation.Expr.Num;

/**
 * The derivative of an operator by one of its arguments, as a ratio. Zero is null.
 *
 * @param factor above the line
 * @param divisor below the line
 */
record Slope(Expr factor, Expr divisor) {
    private static final Slope ONE = new Slope(Expr.ONE, Expr.ONE);
    private static final Slope MINUS_ONE = new Slope(Expr.num(-1), Expr.ONE);

    /** The slope times the derivative of the argument. */
    Expr times(Expr derivative) {
        Expr product = Arithmetic.product(List.of(factor, derivative));
        return Arithmetic.ratio(product, divisor);
    }

    /**
     * For operators of a fixed number of arguments.
     *
     * @throws Refusal for a factorial, a rate of change and a delay
     */
    static @Nullable Slope of(Call call, int index) {
        Expr u = call.argument(0);
        return switch (call.operator()) {
            case SUB -> index == 0 ? ONE : MINUS_ONE;
            case NEG -> MINUS_ONE;
            case DIV -> index == 0
                    ? new Slope(Expr.ONE, call.argument(1))
                    : new Slope(Expr.call(Operator.NEG, call), call.argument(1));
            case POW -> index == 0 ? byBase(call) : byExponent(call);
            case SQRT -> new Slope(Expr.num(0.5), call);
            case EXP -> factor(call);
            case LN -> new Slope(Expr.ONE, u);
            case LOG10 -> new Slope(Expr.num(1 / Math.log(10)), u);
            case ABS -> factor(Expr.call(Operator.SIGN, u));
            case SIN -> factor(Expr.call(Operator.COS, u));
            case COS -> factor(Expr.call(Operator.NEG, Expr.call(Operator.SIN, u)));
            case TAN -> factor(Expr.call(Operator.ADD, square(call), Expr.ONE));
            case ASIN -> new Slope(Expr.ONE, Expr.call(Operator.SQRT, oneMinus(square(u))));
            case ACOS -> new Slope(Expr.num(-1), Expr.call(Operator.SQRT, oneMinus(square(u))));
            case ATAN -> new Slope(Expr.ONE, Expr.call(Operator.ADD, square(u), Expr.ONE));
            case SINH -> factor(Expr.call(Operator.COSH, u));
            case COSH -> factor(Expr.call(Operator.SINH, u));
            case TANH -> factor(oneMinus(square(call)));
            case ASINH -> new Slope(Expr.ONE,
                    Expr.call(Operator.SQRT, Expr.call(Operator.ADD, square(u), Expr.ONE)));
            case ACOSH -> new Slope(Expr.ONE, Expr.call(Operator.MUL,
                    Expr.call(Operator.SQRT, Expr.call(Operator.SUB, u, Expr.ONE)),
                    Expr.call(Operator.SQRT, Expr.call(Operator.ADD, u, Expr.ONE))));
            case ATANH -> new Slope(Expr.ONE, oneMinus(square(u)));
            case REM -> index == 0
                    ? ONE
                    : factor(Expr.call(Operator.NEG, Expr.call(Operator.QUOTIENT, u, call.argument(1))));
            case SIGN, FLOOR, CEIL, QUOTIENT, LT, LE, GT, GE, EQ, NE, AND, OR, XOR, NOT -> null;
            case FACTORIAL -> throw new Refusal("a factorial has no derivative: it is known at whole numbers only",
                    "A factorial of constants, or a gamma function written out.");
            case RATE_OF, DELAY -> throw refusal(call.operator());
            case ADD, MUL, MIN, MAX, PIECEWISE ->
                throw new IllegalArgumentException(call.operator() + " takes any number of arguments");
        };
    }

    static Refusal refusal(Operator operator) {
        return new Refusal((operator == Operator.DELAY ? "a delayed value" : "a rate of change")
                + " cannot be differentiated as it stands", "Replace it by an expression first.");
    }

    private static Slope factor(Expr factor) {
        return new Slope(factor, Expr.ONE);
    }

    private static Expr square(Expr u) {
        return Expr.call(Operator.POW, u, Expr.num(2));
    }

    private static Expr oneMinus(Expr u) {
        return Expr.call(Operator.SUB, Expr.ONE, u);
    }

    /** n u^(n-1). Where n is a symbol, it may be 0 while u is 0: then 0, not 0 times infinity. */
    private static @Nullable Slope byBase(Call call) {
        Expr u = call.argument(0);
        Expr n = call.argument(1);
        if (n instanceof Num(double value)) {
            return value == 0
                    ? null
                    : factor(Arithmetic.product(
                            List.of(Expr.num(value), Arithmetic.power(u, Expr.num(value - 1)))));
        }
        Expr slope = Expr.call(Operator.MUL, n, Expr.call(Operator.POW, u, Expr.call(Operator.SUB, n, Expr.ONE)));
        return factor(Expr.call(Operator.PIECEWISE, Expr.ZERO, Expr.call(Operator.EQ, n, Expr.ZERO), slope));
    }

    /** u^n ln u, and its limit 0 where u is 0. */
    private static Slope byExponent(Call call) {
        Expr u = call.argument(0);
        if (u instanceof Num(double value) && value > 0) {
            return factor(Expr.call(Operator.MUL, Expr.num(Math.log(value)), call));
        }
        return factor(Expr.call(Operator.PIECEWISE, Expr.ZERO, Expr.call(Operator.EQ, u, Expr.ZERO),
                Expr.call(Operator.MUL, call, Expr.call(Operator.LN, u))));
    }
}

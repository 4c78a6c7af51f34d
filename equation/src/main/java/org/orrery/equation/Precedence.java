package org.orrery.equation;

import org.jspecify.annotations.Nullable;

/** The signs of the infix language, how tightly they bind, and the words that are not symbols. */
final class Precedence {
    static final int LOOSEST = 2;
    static final int LOGIC = 2;
    static final int RELATION = 3;
    static final int SUM = 4;
    static final int PRODUCT = 5;
    static final int SIGN = 6;
    static final int POWER = 7;
    static final int ATOM = 8;

    private Precedence() {}

    static @Nullable Operator operator(String sign) {
        return switch (sign) {
            case "+" -> Operator.ADD;
            case "-" -> Operator.SUB;
            case "*" -> Operator.MUL;
            case "/" -> Operator.DIV;
            case "%" -> Operator.REM;
            case "^" -> Operator.POW;
            case "<" -> Operator.LT;
            case "<=" -> Operator.LE;
            case ">" -> Operator.GT;
            case ">=" -> Operator.GE;
            case "==" -> Operator.EQ;
            case "!=" -> Operator.NE;
            case "&&" -> Operator.AND;
            case "||" -> Operator.OR;
            default -> null;
        };
    }

    /** Of an operator that is written between its arguments; the others are written as calls. */
    static int of(Operator operator) {
        return switch (operator) {
            case AND, OR -> LOGIC;
            case LT, LE, GT, GE, EQ, NE -> RELATION;
            case ADD, SUB -> SUM;
            case MUL, DIV, REM -> PRODUCT;
            case NEG, NOT -> SIGN;
            case POW -> POWER;
            default -> ATOM;
        };
    }

    /** Whether a row of such operators is one call. */
    static boolean chains(Operator operator) {
        return switch (operator) {
            case ADD, MUL, AND, OR -> true;
            default -> false;
        };
    }

    /** The meaning of a word that is not a symbol, or null. */
    static @Nullable Expr constant(String name) {
        return switch (name) {
            case "time" -> Expr.TIME;
            case "pi" -> Expr.num(Math.PI);
            case "exponentiale" -> Expr.num(Math.E);
            case "avogadro" -> Expr.num(Builtins.AVOGADRO);
            case "infinity", "inf", "Infinity", "INF" -> Expr.num(Double.POSITIVE_INFINITY);
            case "nan", "notanumber", "NaN" -> Expr.num(Double.NaN);
            case "true" -> Expr.ONE;
            case "false" -> Expr.ZERO;
            default -> null;
        };
    }
}

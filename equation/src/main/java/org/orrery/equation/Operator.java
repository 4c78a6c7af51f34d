package org.orrery.equation;

/**
 * What can be applied to expressions. Everything that the readers meet beyond this list is expressed by it when it is
 * read (sec x is 1/cos x, an n-th root is a power). {@code MAX} arguments means any number.
 */
public enum Operator {
    ADD(0, Operator.MANY), MUL(0, Operator.MANY), SUB(2, 2), DIV(2, 2), POW(2, 2), NEG(1, 1),

    SQRT(1, 1), EXP(1, 1), LN(1, 1), LOG10(1, 1), ABS(1, 1), SIGN(1, 1), FLOOR(1, 1), CEIL(1, 1), FACTORIAL(1, 1),

    SIN(1, 1), COS(1, 1), TAN(1, 1), ASIN(1, 1), ACOS(1, 1), ATAN(1, 1), SINH(1, 1), COSH(1, 1), TANH(1, 1), ASINH(1,
            1), ACOSH(1, 1), ATANH(1, 1),

    MIN(1, Operator.MANY), MAX(1, Operator.MANY),
    /** Integer division, rounded toward zero. */
    QUOTIENT(2, 2),
    /** What the integer division leaves. */
    REM(2, 2),

    LT(2, 2), LE(2, 2), GT(2, 2), GE(2, 2), EQ(2, 2), NE(2, 2),

    AND(0, Operator.MANY), OR(0, Operator.MANY), XOR(0, Operator.MANY), NOT(1, 1),

    /** value, condition, value, condition, ..., otherwise. Without an otherwise and no true condition: NaN. */
    PIECEWISE(1, Operator.MANY),

    /** The rate of change of a symbol; lowered before anything is computed. */
    RATE_OF(1, 1),
    /** The value of the first argument so long ago; lowered, or refused, before anything is computed. */
    DELAY(2, 2);

    private static final int MANY = Integer.MAX_VALUE;
    private final int least;
    private final int most;

    Operator(int least, int most) {
        this.least = least;
        this.most = most;
    }

    public boolean accepts(int arguments) {
        return arguments >= least && arguments <= most;
    }

    /** Whether the result is a truth value. */
    public boolean isLogical() {
        return switch (this) {
            case LT, LE, GT, GE, EQ, NE, AND, OR, XOR, NOT -> true;
            default -> false;
        };
    }
}

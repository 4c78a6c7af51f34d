package org.orrery.equation;

/**
 * The elementary functions on numbers, one definition for everything that computes: the interpreter, the compiler and
 * the folding of constants.
 */
final class Elementary {
    /** Integer exponents up to this size are multiplied out. */
    static final int MOST_MULTIPLIED = 16;
    private static final double[] FACTORIALS = new double[171];
    private static final double LN_2 = Math.log(2);
    private static final double HUGE = 1e150;

    static {
        FACTORIALS[0] = 1;
        for (int i = 1; i < FACTORIALS.length; i++) {
            FACTORIALS[i] = i * FACTORIALS[i - 1];
        }
    }

    private Elementary() {}

    /**
     * A power. An integer exponent n with |n| &lt;= 16 is multiplied out by repeated squaring from the leading bit (and
     * inverted if negative), so it may differ from {@link Math#pow} by some units in the last place; 0.5 is the square
     * root. The rule looks at the value, so it makes no difference whether the exponent is a literal or a parameter.
     */
    static double power(double base, double exponent) {
        int n = (int) exponent;
        if (n == exponent && n >= -MOST_MULTIPLIED && n <= MOST_MULTIPLIED) {
            if (n == 0) {
                return 1;
            }
            double product = multiplied(base, Math.abs(n));
            return n < 0 ? 1 / product : product;
        }
        return exponent == 0.5 ? Math.sqrt(base) : Math.pow(base, exponent);
    }

    private static double multiplied(double base, int n) {
        double product = base;
        for (int bit = Integer.highestOneBit(n) >> 1; bit > 0; bit >>= 1) {
            product *= product;
            if ((n & bit) != 0) {
                product *= base;
            }
        }
        return product;
    }

    /** Of whole numbers: n!, infinite beyond 170. NaN for anything else. */
    static double factorial(double x) {
        if (!(x >= 0) || x != Math.floor(x)) {
            return Double.NaN;
        }
        return x < FACTORIALS.length ? FACTORIALS[(int) x] : Double.POSITIVE_INFINITY;
    }

    static double asinh(double x) {
        double a = Math.abs(x);
        double value = a > HUGE ? Math.log(a) + LN_2 : Math.log1p(a + a * a / (1 + Math.sqrt(1 + a * a)));
        return Math.copySign(value, x);
    }

    static double acosh(double x) {
        return x > HUGE ? Math.log(x) + LN_2 : Math.log(x + Math.sqrt(x - 1) * Math.sqrt(x + 1));
    }

    static double atanh(double x) {
        return 0.5 * Math.log1p(2 * x / (1 - x));
    }

    /** The ratio, rounded toward zero. */
    static double quotient(double a, double b) {
        double ratio = a / b;
        return ratio < 0 ? Math.ceil(ratio) : Math.floor(ratio);
    }

    static double xor(double a, double b) {
        return (a != 0) != (b != 0) ? 1 : 0;
    }

    /** Value of an operator with one argument. */
    static double unary(Operator operator, double x) {
        return switch (operator) {
            case NEG -> -x;
            case SQRT -> Math.sqrt(x);
            case EXP -> Math.exp(x);
            case LN -> Math.log(x);
            case LOG10 -> Math.log10(x);
            case ABS -> Math.abs(x);
            case SIGN -> Math.signum(x);
            case FLOOR -> Math.floor(x);
            case CEIL -> Math.ceil(x);
            case FACTORIAL -> factorial(x);
            case SIN -> Math.sin(x);
            case COS -> Math.cos(x);
            case TAN -> Math.tan(x);
            case ASIN -> Math.asin(x);
            case ACOS -> Math.acos(x);
            case ATAN -> Math.atan(x);
            case SINH -> Math.sinh(x);
            case COSH -> Math.cosh(x);
            case TANH -> Math.tanh(x);
            case ASINH -> asinh(x);
            case ACOSH -> acosh(x);
            case ATANH -> atanh(x);
            case NOT -> x != 0 ? 0 : 1;
            default -> throw new IllegalArgumentException(operator + " is not unary");
        };
    }

    /** Value of an operator with two arguments. */
    static double binary(Operator operator, double a, double b) {
        return switch (operator) {
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case DIV -> a / b;
            case POW -> power(a, b);
            case MIN -> Math.min(a, b);
            case MAX -> Math.max(a, b);
            case QUOTIENT -> quotient(a, b);
            case REM -> a % b;
            case LT -> a < b ? 1 : 0;
            case LE -> a <= b ? 1 : 0;
            case GT -> a > b ? 1 : 0;
            case GE -> a >= b ? 1 : 0;
            case EQ -> a == b ? 1 : 0;
            case NE -> a != b ? 1 : 0;
            case AND -> a != 0 && b != 0 ? 1 : 0;
            case OR -> a != 0 || b != 0 ? 1 : 0;
            case XOR -> xor(a, b);
            default -> throw new IllegalArgumentException(operator + " is not binary");
        };
    }
}

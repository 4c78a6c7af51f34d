package org.orrery.core;

/** How tightly the parts of a printed quantity hang together, loosest first. Parentheses stand only where needed. */
enum Tightness {
    LOOSE, SUM, PRODUCT, SIGNED, POWER, TIMED, OPERAND;

    /** The part, in parentheses where it hangs together less tightly than this. */
    String print(Quantity part) {
        return of(part).compareTo(this) < 0 ? "(" + part + ")" : part.toString();
    }

    /** What the left side of an operator needs. */
    static Tightness left(Quantity.Operator operator) {
        return operator == Quantity.Operator.POWER ? TIMED : of(operator);
    }

    /** What the right side of an operator needs: {@code a - b - c} groups to the left, {@code a ^ b ^ c} to the right. */
    static Tightness right(Quantity.Operator operator) {
        return switch (operator) {
            case PLUS, MINUS -> PRODUCT;
            case TIMES, DIVIDE, POWER -> SIGNED;
        };
    }

    private static Tightness of(Quantity.Operator operator) {
        return switch (operator) {
            case PLUS, MINUS -> SUM;
            case TIMES, DIVIDE -> PRODUCT;
            case POWER -> POWER;
        };
    }

    private static Tightness of(Quantity part) {
        return switch (part) {
            case Quantity.Num number when number.toString().startsWith("-") -> SIGNED;
            // After an open window, "0.. - 1" would read on.
            case Quantity.Over over when !over.window().isAlways() -> LOOSE;
            case Quantity.Binary binary -> of(binary.operator());
            case Quantity.Apply apply when apply.function() == Quantity.Function.NEGATE -> SIGNED;
            case Quantity.At _ -> TIMED;
            case Quantity.Num _,Quantity.Read _,Quantity.Over _,Quantity.Steady _,Quantity.Sensitivity _,Quantity.Expectation _,Quantity.Probability _,Quantity.Apply _ ->
                OPERAND;
        };
    }
}

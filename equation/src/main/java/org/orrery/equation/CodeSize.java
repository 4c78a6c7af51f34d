package org.orrery.equation;

/**
 * How many bytes of bytecode things take, guessed. The guess for a whole chunk is never below 4/7 of the truth: a value
 * that is loaded, kept in a local variable and used takes up to 14 bytes and counts {@link #FIRST_USE} at least.
 */
final class CodeSize {
    /**
     * Of a method. HotSpot never compiles methods of 8,000 bytes or more; methods of about 4,000 warm up fastest
     * (measured for a network of 500 reactions).
     */
    static final int CHUNK = 4_000;
    /** Of one expression computed without naming intermediate values. */
    static final int STATEMENT = 600;
    /** Depth of one such expression. */
    static final int HEIGHT = 48;
    /** Loading a value from an array and perhaps keeping it in a local variable. */
    static final int FIRST_USE = 8;
    /** Loading a local variable or a constant. */
    static final int USE = 4;
    /** Storing into an array. */
    static final int STORE = 9;

    private CodeSize() {}

    static int of(ValueGraph.Node.Apply node) {
        return switch (node.operator()) {
            case ADD, SUB, MUL, DIV, NEG -> 1;
            case POW -> 32;
            case REM -> 1;
            case LT, LE, GT, GE, EQ, NE, AND, OR, XOR, NOT -> 16;
            case PIECEWISE -> 12;
            default -> 3;
        };
    }
}

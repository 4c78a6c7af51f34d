package org.orrery.dynamics.lanes;

/** One operation of an elimination, on rows. */
sealed interface LuStep {
    /** The array that a row lies in, in the order of the arguments of {@link LuCode}. */
    enum Table {
        SHIFT, JACOBIAN, MATRIX, RIGHT, SOLUTION
    }

    record Cell(Table table, int row) {}

    /** What the step writes. */
    Cell target();

    record Zero(Cell target) implements LuStep {}

    record Copy(Cell target, Cell of) implements LuStep {}

    record Negate(Cell target, Cell of) implements LuStep {}

    record Add(Cell target, Cell more) implements LuStep {}

    record Multiply(Cell target, Cell by) implements LuStep {}

    record Invert(Cell target, Cell of) implements LuStep {}

    /** {@code target -= a * b}. */
    record Subtract(Cell target, Cell a, Cell b) implements LuStep {}
}

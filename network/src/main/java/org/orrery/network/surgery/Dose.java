package org.orrery.network.surgery;

/** What one slot does in one row. Indices are those of elements of one example, row by row. */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
sealed interface Dose {
    /** Passes on what comes. */
    record Rest() implements Dose {}

    /** Puts values, one for each index. */
    record Put(int[] indices, double[] values) implements Dose {}

    /** Multiplies and adds, one addend for each index. */
    record Bend(int[] indices, double factor, double[] addends) implements Dose {}

    /** The one that does nothing. */
    Dose REST = new Rest();
}

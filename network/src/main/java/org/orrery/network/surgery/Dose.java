package org.orrery.network.surgery;

import java.util.Arrays;

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

    /** Whether two doses do the same. */
    static boolean same(Dose one, Dose other) {
        return switch (one) {
            case Rest _ -> other instanceof Rest;
            case Put(int[] indices, double[] values) -> other instanceof Put(int[] places, double[] put)
                    && Arrays.equals(indices, places) && Arrays.equals(values, put);
            case Bend(int[] indices, double factor, double[] addends) ->
                other instanceof Bend(int[] places, double scale, double[] added) && factor == scale
                        && Arrays.equals(indices, places) && Arrays.equals(addends, added);
        };
    }
}

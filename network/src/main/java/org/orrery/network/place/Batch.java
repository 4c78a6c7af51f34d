package org.orrery.network.place;

import java.util.Arrays;

/** Elements of one example among those of a batch. */
public final class Batch {
    private Batch() {}

    /** The shape without the axis of examples; {@code batch} is -1 where there is none. */
    public static long[] without(long[] shape, int batch) {
        if (batch < 0) {
            return shape.clone();
        }
        long[] left = Arrays.copyOf(shape, shape.length - 1);
        System.arraycopy(shape, batch + 1, left, batch, left.length - batch);
        return left;
    }

    /**
     * Where an element of one example stands in the batch.
     *
     * @param index in the example, row by row
     * @param shape of the batch
     * @param batch the axis of examples, -1 where there is none
     * @param example its number in the batch
     */
    public static int index(int index, long[] shape, int batch, int example) {
        if (batch < 0) {
            return index;
        }
        int inner = 1;
        for (int axis = batch + 1; axis < shape.length; axis++) {
            inner *= (int) shape[axis];
        }
        int outer = inner == 0 ? 0 : index / inner;
        return Math.toIntExact((outer * shape[batch] + example) * inner + index % Math.max(1, inner));
    }
}

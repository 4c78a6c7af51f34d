package org.orrery.network.gradient;

import java.util.Arrays;

/**
 * Adds elements up at given places. By ScatterElements throughout, which goes through its updates in order, so that the sums
 * have the same bits at any number of threads.
 */
final class Scatter {
    private Scatter() {}

    /**
     * Adds slices along an axis.
     *
     * @param g slices
     * @param rank of g
     * @param places where each slice goes, on one axis
     * @param length of the axis that comes out, one element
     * @param like an edge of the same type
     */
    static String along(Emit to, String g, int rank, int axis, String places, String length, String like) {
        long[] lifted = new long[rank];
        Arrays.fill(lifted, 1);
        lifted[axis] = -1;
        String shape = to.op("Shape", g);
        String indices = to.op("Expand", to.op("Reshape", places, to.ints(lifted)), shape);
        String[] parts = {axis == 0 ? "" : to.op("Slice", shape, to.ints(0), to.ints(axis)), length,
                axis == rank - 1 ? "" : to.op("Slice", shape, to.ints(axis + 1L), to.ints(rank))};
        String[] there = Arrays.stream(parts).filter(part -> !part.isEmpty()).toArray(String[]::new);
        String wide = there.length == 1 ? there[0] : to.op("Concat", Attributes.of("axis", 0), there);
        String zeros = to.op("Expand", to.scalar(like, 0), wide);
        to.types().ranked(zeros, like, rank);
        String sum = add(to, zeros, indices, g, axis);
        to.types().ranked(sum, like, rank);
        return sum;
    }

    /** Adds updates to a tensor. */
    static String add(Emit to, String data, String indices, String updates, long axis) {
        return to.op("ScatterElements", Attributes.of("axis", axis, "reduction", "add"), data, indices, updates);
    }
}

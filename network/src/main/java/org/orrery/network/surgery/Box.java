package org.orrery.network.surgery;

import java.util.ArrayList;
import java.util.List;

/** A box of elements in one example: from where on, and how many, along each axis. */
final class Box {
    private final long[] shape;
    private final int[] from;
    private final int[] lengths;
    private final boolean[] shifts;

    /**
     * @param indices of its elements, row by row
     * @param shape of one example
     * @param positions the axis of positions among those of one example, -1 for none
     */
    Box(int[] indices, long[] shape, int positions) {
        this.shape = shape;
        this.from = places(indices[0]);
        int[] last = places(indices[indices.length - 1]);
        this.lengths = new int[shape.length];
        this.shifts = new boolean[shape.length];
        boolean any = false;
        for (int axis = 0; axis < shape.length; axis++) {
            lengths[axis] = last[axis] - from[axis] + 1;
            shifts[axis] = axis != positions && lengths[axis] < shape[axis];
            any |= shifts[axis];
        }
        if (!any && positions >= 0) {
            shifts[positions] = lengths[positions] < shape[positions];
        }
    }

    private int[] places(int flat) {
        int[] places = new int[shape.length];
        int rest = flat;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            places[axis] = rest % (int) shape[axis];
            rest /= (int) shape[axis];
        }
        return places;
    }

    private long starts(int axis) {
        return shifts[axis] ? shape[axis] - lengths[axis] + 1 : 1;
    }

    /**
     * How many other places the box has: along the axes that it leaves a part of, other than that of positions; along that
     * one where there is no other.
     */
    long others() {
        long all = 1;
        for (int axis = 0; axis < shape.length; axis++) {
            all *= starts(axis);
        }
        return all - 1;
    }

    /** The elements at another place, row by row; {@code number} is below {@link #others}. */
    int[] other(long number) {
        long own = 0;
        for (int axis = 0; axis < shape.length; axis++) {
            own = own * starts(axis) + (shifts[axis] ? from[axis] : 0);
        }
        long rest = number < own ? number : number + 1;
        int[] start = from.clone();
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            if (shifts[axis]) {
                start[axis] = (int) (rest % starts(axis));
                rest /= starts(axis);
            }
        }
        return elements(start);
    }

    /** All other places. */
    List<int[]> all() {
        List<int[]> all = new ArrayList<>();
        for (long number = 0; number < others(); number++) {
            all.add(other(number));
        }
        return all;
    }

    private int[] elements(int[] start) {
        int count = 1;
        for (int length : lengths) {
            count *= length;
        }
        int[] elements = new int[count];
        for (int k = 0; k < count; k++) {
            int rest = k;
            int flat = 0;
            int stride = 1;
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                flat += (start[axis] + rest % lengths[axis]) * stride;
                rest /= lengths[axis];
                stride *= (int) shape[axis];
            }
            elements[k] = flat;
        }
        return elements;
    }

    /** The last axis along which it has more than one element, -1 where it is one. */
    private int turning() {
        int axis = lengths.length - 1;
        while (axis >= 0 && lengths[axis] < 2) {
            axis--;
        }
        return axis;
    }

    boolean canTurn() {
        return turning() >= 0;
    }

    /** Elements along the axis that is turned. */
    int width() {
        return lengths[turning()];
    }

    /** How far apart neighbours along that axis are in a list of the box's elements. */
    int stride() {
        int stride = 1;
        for (int axis = turning() + 1; axis < lengths.length; axis++) {
            stride *= lengths[axis];
        }
        return stride;
    }
}

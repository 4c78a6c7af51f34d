package org.orrery.causal.discrete;

import java.util.Arrays;
import org.orrery.core.Refusal;

/**
 * A number for each combination of states of some variables. Variables stand in ascending order; the last one's state changes
 * fastest. Immutable to the outside: the arrays are not to be written.
 */
final class Factor {
    /** The most numbers in one factor: 256 MiB. */
    private static final long MOST = 1L << 25;

    private final int[] variables;
    private final int[] sizes;
    private final double[] values;

    private Factor(int[] variables, int[] sizes, double[] values) {
        this.variables = variables;
        this.sizes = sizes;
        this.values = values;
    }

    static Factor constant(double value) {
        return new Factor(new int[0], new int[0], new double[]{value});
    }

    /**
     * From a table in any order of its variables.
     *
     * @param order the variables, all different; the last one's state changes fastest
     * @param counts how many states each has
     */
    static Factor of(int[] order, int[] counts, double[] table) {
        int[] sorted = order.clone();
        Arrays.sort(sorted);
        int[] sizes = new int[order.length];
        int[] strides = new int[order.length];
        int stride = 1;
        for (int i = order.length - 1; i >= 0; i--) {
            int place = Arrays.binarySearch(sorted, order[i]);
            sizes[place] = counts[i];
            strides[place] = stride;
            stride *= counts[i];
        }
        double[] values = new double[table.length];
        Odometer odometer = new Odometer(sizes, strides);
        for (int i = 0; i < values.length; i++) {
            values[i] = table[odometer.at(0)];
            odometer.next();
        }
        return new Factor(sorted, sizes, values);
    }

    int[] variables() {
        return variables;
    }

    double[] values() {
        return values;
    }

    boolean speaksOf(int variable) {
        return Arrays.binarySearch(variables, variable) >= 0;
    }

    /**
     * The product.
     *
     * @throws Refusal if it would be larger than memory should hold
     */
    Factor times(Factor other) {
        int[] all = union(variables, other.variables);
        int[] counts = new int[all.length];
        long size = 1;
        for (int i = 0; i < all.length; i++) {
            int mine = Arrays.binarySearch(variables, all[i]);
            counts[i] = mine >= 0 ? sizes[mine] : other.sizes[Arrays.binarySearch(other.variables, all[i])];
            size *= counts[i];
            requireRoom(size);
        }
        double[] product = new double[(int) size];
        Odometer odometer = new Odometer(counts, strides(all), other.strides(all));
        for (int i = 0; i < product.length; i++) {
            product[i] = values[odometer.at(0)] * other.values[odometer.at(1)];
            odometer.next();
        }
        return new Factor(all, counts, product);
    }

    static void requireRoom(long size) {
        if (size > MOST) {
            throw new Refusal("An exact answer needs a table of more than " + MOST + " numbers.",
                    "Maybe ask for fewer variables at once, or condition on more of them.");
        }
    }

    /** Summed over the states of one of its variables. */
    Factor without(int variable) {
        int place = Arrays.binarySearch(variables, variable);
        int inner = 1;
        for (int i = place + 1; i < sizes.length; i++) {
            inner *= sizes[i];
        }
        int states = sizes[place];
        double[] sums = new double[values.length / states];
        for (int i = 0; i < sums.length; i++) {
            int at = i / inner * inner * states + i % inner;
            double sum = 0;
            for (int s = 0; s < states; s++) {
                sum += values[at + s * inner];
            }
            sums[i] = sum;
        }
        return new Factor(left(variables, place), left(sizes, place), sums);
    }

    /** The part in which one of its variables is in a state. */
    Factor where(int variable, int state) {
        int place = Arrays.binarySearch(variables, variable);
        int inner = 1;
        for (int i = place + 1; i < sizes.length; i++) {
            inner *= sizes[i];
        }
        double[] part = new double[values.length / sizes[place]];
        for (int i = 0; i < part.length; i++) {
            part[i] = values[i / inner * inner * sizes[place] + state * inner + i % inner];
        }
        return new Factor(left(variables, place), left(sizes, place), part);
    }

    private int[] strides(int[] all) {
        int[] strides = new int[all.length];
        int stride = 1;
        for (int i = variables.length - 1; i >= 0; i--) {
            strides[Arrays.binarySearch(all, variables[i])] = stride;
            stride *= sizes[i];
        }
        return strides;
    }

    private static int[] union(int[] a, int[] b) {
        int[] all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return Arrays.stream(all).sorted().distinct().toArray();
    }

    private static int[] left(int[] array, int place) {
        int[] left = new int[array.length - 1];
        System.arraycopy(array, 0, left, 0, place);
        System.arraycopy(array, place + 1, left, place, left.length - place);
        return left;
    }
}

package org.orrery.core;

/** Numbers in order, by a merge sort without objects: equal ones stay in the order in which they came. */
final class Ranking {
    private Ranking() {}

    /** The places of the values, from the least to the largest as {@link Double#compare} has it. */
    static int[] of(double[] values) {
        int n = values.length;
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        int[] other = new int[n];
        for (long width = 1; width < n; width *= 2) {
            for (long from = 0; from < n; from += 2 * width) {
                merge(values, order, other, (int) from, (int) Math.min(n, from + width),
                        (int) Math.min(n, from + 2 * width));
            }
            int[] merged = other;
            other = order;
            order = merged;
        }
        return order;
    }

    private static void merge(double[] values, int[] from, int[] to, int left, int middle, int end) {
        int right = middle;
        int next = left;
        for (int i = left; i < end; i++) {
            boolean takesLeft = next < middle
                    && (right >= end || Double.compare(values[from[next]], values[from[right]]) <= 0);
            to[i] = from[takesLeft ? next++ : right++];
        }
    }
}

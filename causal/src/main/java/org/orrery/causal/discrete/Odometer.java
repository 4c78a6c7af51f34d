package org.orrery.causal.discrete;

/** Counts through all combinations of states, the last one fastest, and keeps the places of each in several tables. */
final class Odometer {
    private final int[] sizes;
    private final int[][] strides;
    private final int[] digits;
    private final int[] places;

    /** @param strides for each table, how far apart the states of each variable lie in it; 0 where it does not speak of it */
    Odometer(int[] sizes, int[]... strides) {
        this.sizes = sizes;
        this.strides = strides;
        this.digits = new int[sizes.length];
        this.places = new int[strides.length];
    }

    int at(int table) {
        return places[table];
    }

    void next() {
        for (int i = sizes.length - 1; i >= 0; i--) {
            if (++digits[i] < sizes[i]) {
                for (int t = 0; t < places.length; t++) {
                    places[t] += strides[t][i];
                }
                return;
            }
            digits[i] = 0;
            for (int t = 0; t < places.length; t++) {
                places[t] -= (sizes[i] - 1) * strides[t][i];
            }
        }
    }
}

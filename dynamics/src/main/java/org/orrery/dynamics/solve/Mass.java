package org.orrery.dynamics.solve;

/** The diagonal matrix on the left of {@code M y' = f}: ones, and zeros where a state is algebraic. */
final class Mass {
    private final boolean[] algebraic;
    private final int[] places;

    private Mass(boolean[] algebraic) {
        this.algebraic = algebraic;
        int count = 0;
        for (boolean each : algebraic) {
            count += each ? 1 : 0;
        }
        places = new int[count];
        int at = 0;
        for (int i = 0; i < algebraic.length; i++) {
            if (algebraic[i]) {
                places[at++] = i;
            }
        }
    }

    static Mass of(OdeSystem system) {
        boolean[] algebraic = new boolean[system.dimension()];
        for (int i = 0; i < algebraic.length; i++) {
            algebraic[i] = system.isAlgebraic(i);
        }
        return new Mass(algebraic);
    }

    /** The identity. */
    static Mass whole(int size) {
        return new Mass(new boolean[size]);
    }

    static Mass without(boolean[] algebraic) {
        return new Mass(algebraic.clone());
    }

    boolean isWhole() {
        return places.length == 0;
    }

    boolean isAlgebraic(int state) {
        return algebraic[state];
    }

    /** The algebraic states, in ascending order. */
    int[] algebraic() {
        return places;
    }

    /** {@code shift M} at the state's place on the diagonal. */
    double shift(int state, double shift) {
        return algebraic[state] ? 0 : shift;
    }
}

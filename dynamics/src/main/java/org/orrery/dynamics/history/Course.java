package org.orrery.dynamics.history;

/** The states over a stretch of time. */
@FunctionalInterface
public interface Course {
    /** Writes the states at a time in the stretch; keeps no reference to {@code out}. */
    void at(double t, double[] out);
}

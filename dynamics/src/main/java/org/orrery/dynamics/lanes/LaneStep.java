package org.orrery.dynamics.lanes;

/** The last step of one lane. */
public interface LaneStep {
    /** Where it began. */
    double from();

    /** Where it ended. */
    double to();

    /** Writes the state at a time in the step: exact at both ends, of order 4 between. */
    void interpolate(double t, double[] out);
}

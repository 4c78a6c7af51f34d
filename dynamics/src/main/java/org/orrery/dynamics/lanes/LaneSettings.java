package org.orrery.dynamics.lanes;

import org.orrery.dynamics.solve.Choice;

/**
 * What all runs have in common.
 *
 * @param relative tolerance of each step
 * @param longestStep above zero, may be infinite
 * @param maxSteps attempts before a run is given up
 * @param choice of the method: AUTO, TSIT5 or RODAS5P
 * @param guarded states that are to be watched for falling below zero
 */
public record LaneSettings(double relative, double longestStep, long maxSteps, Choice choice, int[] guarded) {
    /** States up to which AUTO takes the implicit method in lanes; larger systems that turn stiff fail here. */
    static final int LARGEST_IMPLICIT = 50;
}

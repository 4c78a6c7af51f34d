package org.orrery.dynamics.lanes;

import org.orrery.dynamics.solve.Choice;

/**
 * What all runs have in common.
 *
 * @param relative tolerance of each step
 * @param longestStep above zero, may be infinite
 * @param maxSteps attempts before a run is given up
 * @param choice of the method: AUTO, TSIT5 or RODAS5P
 */
public record LaneSettings(double relative, double longestStep, long maxSteps, Choice choice) {}

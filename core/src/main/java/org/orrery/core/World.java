package org.orrery.core;

/**
 * The conditions of one run.
 *
 * @param arming what the plan's interventions do in this world
 * @param inputs one value for each of the plan's inputs; not to be changed after the call
 * @param seed for machines that use chance
 */
public record World(Arming arming, double[] inputs, long seed) {
    /** Whether interventions are in force. All three run through the same machinery and stop at the same moments. */
    public enum Arming {
        /** The machinery is there and rests. */
        OFF,
        /** The machinery moves the gears. */
        ON,
        /** The machinery acts, and what it does changes nothing: shift by 0, scale by 1. The control. */
        NO_OP
    }
}

package org.orrery.network.gradient;

/** How the derivative of one operator goes from its outputs to its inputs. */
@FunctionalInterface
interface Rule {
    /**
     * Gives each wanted input its cotangent, in the shape of that input.
     *
     * @param at the node and what is known of it
     * @param to where the nodes of the derivative are written
     */
    void pull(Site at, Emit to);
}

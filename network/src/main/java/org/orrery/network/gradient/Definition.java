package org.orrery.network.gradient;

/** An operator written in plain ones, which have rules: what it is, not how it is differentiated. */
@FunctionalInterface
interface Definition {
    /**
     * Writes nodes that make what the node makes, under the names that its outputs have.
     *
     * @param at the node
     * @param to where its replacement is written
     */
    void write(Site at, Emit to);
}

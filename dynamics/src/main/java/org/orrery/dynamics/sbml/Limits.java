package org.orrery.dynamics.sbml;

/**
 * What a file may ask of the machine before it is turned away.
 *
 * @param bytes size of the text, after inflating
 * @param depth of nested elements
 */
record Limits(long bytes, int depth) {
    static final Limits USUAL = new Limits(256L << 20, 1_000);
}

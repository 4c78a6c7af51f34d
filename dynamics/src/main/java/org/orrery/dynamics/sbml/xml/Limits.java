package org.orrery.dynamics.sbml.xml;

/**
 * What a file may ask of the machine before it is turned away.
 *
 * @param bytes size of the text, after inflating
 * @param depth of nested elements
 */
public record Limits(long bytes, int depth) {
    /** What no honest model reaches. */
    public static final Limits USUAL = new Limits(256L << 20, 1_000);
}

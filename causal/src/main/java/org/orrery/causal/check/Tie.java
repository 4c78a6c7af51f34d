package org.orrery.causal.check;

/**
 * Two nodes that no edge joins and no set separates, for common causes that nobody observed tie them together.
 *
 * @param a the earlier of the two
 * @param b the later
 */
public record Tie(int a, int b) {}

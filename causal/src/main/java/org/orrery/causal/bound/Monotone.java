package org.orrery.causal.bound;

/**
 * An assumption: nobody's effect falls when the cause rises, all other causes as they are; levels in their order.
 *
 * @param cause a parent of the effect
 * @param rising false for the opposite
 */
public record Monotone(int cause, int effect, boolean rising) {}

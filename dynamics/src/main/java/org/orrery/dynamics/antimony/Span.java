package org.orrery.dynamics.antimony;

/** A piece of the source, from an offset to just before another. */
record Span(int start, int end) {}

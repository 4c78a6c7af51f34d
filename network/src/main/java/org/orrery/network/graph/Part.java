package org.orrery.network.graph;

import org.jspecify.annotations.Nullable;

/**
 * What is read of a tensor: some places in a row on one axis, all of the other axes.
 *
 * @param from the first
 * @param to the one behind the last
 */
record Part(int axis, long from, long to) {
    /** The least part that holds both; null where it takes more than one axis to say it. */
    @Nullable
    Part with(Part other) {
        return axis == other.axis ? new Part(axis, Math.min(from, other.from), Math.max(to, other.to)) : null;
    }

    long length() {
        return to - from;
    }

    Part on(int other) {
        return new Part(other, from, to);
    }
}

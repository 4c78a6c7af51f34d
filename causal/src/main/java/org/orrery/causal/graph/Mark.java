package org.orrery.causal.graph;

/** How an edge ends at a node. */
public enum Mark {
    /** {@code a -- }: the node is no effect of the other. */
    TAIL,
    /** {@code a <- }: the node is no cause of the other. */
    ARROW,
    /** {@code a o- }: either. */
    CIRCLE;

    /** As it is drawn at the left end of an edge. */
    char left() {
        return switch (this) {
            case TAIL -> '-';
            case ARROW -> '<';
            case CIRCLE -> 'o';
        };
    }

    /** As it is drawn at the right end of an edge. */
    char right() {
        return this == ARROW ? '>' : left();
    }
}

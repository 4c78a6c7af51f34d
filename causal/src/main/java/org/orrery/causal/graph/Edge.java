package org.orrery.causal.graph;

/**
 * An edge with its marks: {@code a -> b} has a tail at a and an arrow at b.
 *
 * @param from a node
 * @param atFrom the mark at it
 * @param atTo the mark at the other
 * @param to the other node
 */
public record Edge(int from, Mark atFrom, Mark atTo, int to) {
    public static Edge directed(int cause, int effect) {
        return new Edge(cause, Mark.TAIL, Mark.ARROW, effect);
    }

    /** Two nodes with a common cause that nobody observed. */
    public static Edge bidirected(int a, int b) {
        return new Edge(a, Mark.ARROW, Mark.ARROW, b);
    }

    /** The same edge from its other end. */
    public Edge turned() {
        return new Edge(to, atTo, atFrom, from);
    }

    /** {@code ->}, {@code <->}, {@code o-o} ... */
    public String arrow() {
        boolean pointed = atFrom == Mark.ARROW || atTo == Mark.ARROW;
        boolean tailed = atFrom == Mark.TAIL || atTo == Mark.TAIL;
        return (atFrom == Mark.TAIL ? "" : String.valueOf(atFrom.left())) + (tailed && !pointed ? "--" : "-")
                + (atTo == Mark.TAIL ? "" : String.valueOf(atTo.right()));
    }
}

package org.orrery.equation;

/**
 * A list of expressions made ready to be computed for many members at once, in lanes: a value of all members is a row, and
 * row {@code r} of lane {@code i} stands at {@code r * stride + i}. Each lane has the bits that {@link Kernel} gives for it
 * alone, whatever the other lanes hold and however many there are. Immutable and shared between threads; the arrays belong
 * to one thread at a time.
 */
public interface LaneKernel {
    /** How many lanes fit into a row. */
    int lanes();

    /** From one row to the next, a little more than {@link #lanes()}: rows at powers of two would evict each other from the cache. */
    int stride();

    /** How many rows {@link #apply} writes. */
    int outputs();

    /** Rows of the workspace {@code w}. */
    int rows();

    /** The first so many rows of {@code w} hold what {@link #prepare} found: they belong to a lane as its parameters do. */
    int keptRows();

    /** Whether an output depends on time by itself; if not, {@code t} is not read. */
    boolean readsTime();

    /** The length of {@code s}. */
    int sharedSize();

    /**
     * Computes what depends on shared parameters alone. Needed first of all, and after every change of such a parameter.
     *
     * @param parameters all of the layout, of which those that lanes have for themselves are not read
     * @param s receives what the lanes share
     */
    void share(double[] parameters, double[] s);

    /**
     * Computes what depends on parameters alone, for lanes {@code from} up to, not with, {@code to}.
     *
     * @param p rows of the parameters that the lanes have for themselves, in the order given to the compiler
     */
    void prepare(double[] p, double[] s, double[] w, int from, int to);

    /**
     * Computes all outputs of the lanes below {@code n}. Allocates nothing.
     *
     * @param t one row: each lane's time, read if {@link #readsTime}
     * @param y rows of the states
     * @param out receives a row an output; no other array may be the same
     */
    void apply(double[] t, double[] y, double[] p, double[] s, double[] w, double[] out, int n);
}

package org.orrery.equation;

/**
 * A list of expressions made ready to be computed over arrays. Immutable and shared between threads; the workspace
 * belongs to one thread at a time.
 */
public interface Kernel {
    /** The length that the workspace {@code w} must have. */
    int workspaceSize();

    /** How many values {@link #apply} writes. */
    int outputs();

    /** Computes what depends on parameters alone into the workspace. Needed before the first apply and after every change of {@code p}. */
    void prepare(double[] p, double[] w);

    /**
     * Computes all outputs. Allocates nothing.
     *
     * @param t the time
     * @param y the states
     * @param p the parameters, as given to {@link #prepare}
     * @param w the workspace
     * @param out receives the values, from index 0
     */
    void apply(double t, double[] y, double[] p, double[] w, double[] out);

    /** The same values by the fastest code there is for them by now; it needs a workspace of its own. */
    default Kernel fastest() {
        return this;
    }
}

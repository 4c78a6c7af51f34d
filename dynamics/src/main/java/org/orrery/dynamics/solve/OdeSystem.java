package org.orrery.dynamics.solve;

/** {@code y' = f(t, y)} with its derivatives. One instance belongs to one thread. */
public interface OdeSystem {

    /** Number of states, zero or more. */
    int dimension();

    /** Writes f(t, y) to {@code dydt}; changes neither {@code y} nor keeps a reference to it. */
    void derivative(double t, double[] y, double[] dydt);

    /** Where df/dy can be other than zero, always the same; the diagonal need not be in it. */
    SparsityPattern jacobianPattern();

    /** Writes df/dy in the order of the pattern. */
    void jacobian(double t, double[] y, double[] values);

    /** Writes the partial derivative of f to t, zeros for an autonomous system. */
    void timeDerivative(double t, double[] y, double[] dfdt);
}

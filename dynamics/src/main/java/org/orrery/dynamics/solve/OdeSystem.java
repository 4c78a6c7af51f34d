package org.orrery.dynamics.solve;

/**
 * {@code M y' = f(t, y)} with its derivatives; M is diagonal, with a one for each differential state and a zero for each
 * algebraic one. Without algebraic states this is {@code y' = f(t, y)}. One instance belongs to one thread.
 */
public interface OdeSystem {

    /** Number of states, zero or more. */
    int dimension();

    /** Writes f(t, y) to {@code dydt}; changes neither {@code y} nor keeps a reference to it. */
    void derivative(double t, double[] y, double[] dydt);

    /** Where df/dy can be other than zero, always the same; the diagonal need not be in it. */
    SparsityPattern jacobianPattern();

    /** Writes df/dy in the order of the pattern. */
    void jacobian(double t, double[] y, double[] values);

    /**
     * Whether {@code f_i} is no rate of change but a residual that must be zero at all times. The system is of index 1:
     * the derivatives of the residuals to the algebraic states are a regular matrix. Always the same answer.
     */
    default boolean isAlgebraic(int state) {
        return false;
    }

    /** Whether f is known not to depend on t by itself; then nobody asks for its derivative. Always the same answer. */
    default boolean isAutonomous() {
        return false;
    }

    /** Writes the partial derivative of f to t, zeros for an autonomous system. */
    void timeDerivative(double t, double[] y, double[] dfdt);
}

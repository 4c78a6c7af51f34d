package org.orrery.dynamics.solve;

import org.orrery.core.Method;

/** What a method does in the one loop of {@link Integrator}; the numbers of the method are in its tableau. */
sealed interface Stepper permits BdfStepper, ExplicitStepper, RadauStepper, RosenbrockStepper {

    /** The method with its publication. */
    Method method();

    default String name() {
        return method().name();
    }

    int order();

    StepControl control();

    /**
     * Factor to the next step after an attempt with this error, at most 1, that will be accepted.
     *
     * @param start whether it is the first since the start
     */
    default double afterAccepted(double error, double lastError, boolean start) {
        return control().afterAccepted(error, lastError, start);
    }

    /** Factor to the next attempt after one with this error. */
    default double afterRejected(double error) {
        return control().afterRejected(error);
    }

    /** The last attempt has become the step. */
    default void accepted() {}

    /** What was known of the last step is no longer true: the state has changed from outside. */
    void forget();

    /** Evaluates what is needed at the start of a step, once for all attempts from there. */
    void prepare(double t, double[] y);

    /** f at the start of the step, valid after {@link #prepare}. */
    double[] slope();

    /** Tries a step of size h from the prepared point. Returns the error, 1 being tolerated; NaN or infinite is none. */
    double attempt(double t, double[] y, double h, double[] next);

    /** State i of the largest part in the error of the last attempt, or the first that is not finite. */
    int worstState();

    /** Step times spectral radius, an estimate from the last attempt. */
    double stiffness();

    /** Dense output of the last attempt, which went from y over h to next; theta in [0, 1]. */
    void interpolate(double theta, double h, double[] y, double[] next, double[] out);

    /** One state of the dense output, with the bits that it has among all. */
    double interpolate(double theta, double h, double[] y, double[] next, int component);

    /** Some states of the dense output, in their places in {@code out}; the others are left as they are. */
    default void interpolate(double theta, double h, double[] y, double[] next, int[] components, double[] out) {
        for (int component : components) {
            out[component] = interpolate(theta, h, y, next, component);
        }
    }
}

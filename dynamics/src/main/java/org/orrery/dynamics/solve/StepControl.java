package org.orrery.dynamics.solve;

/**
 * How the next step follows from the error of the last ones: {@code safety * error^-(exponent/64) *
 * lastError^(memory/64)}, between two limits. With memory this is the proportional-integral control of Gustafsson
 * (Hairer and Wanner, Solving Ordinary Differential Equations II, IV.2), without it the elementary control.
 *
 * <p>The exponents are whole 64ths, so that powers are made of six square roots: exact to the last bit on every
 * machine, which {@link Math#pow} does not promise.
 */
public record StepControl(double safety, double smallest, double largest, int exponent, int memory) {
    /** Errors below are taken for this one. */
    public static final double LEAST_ERROR = 1e-10;

    /** {@code x^(sixtyFourths / 64)} for x above zero, from square roots. */
    public static double power(double x, int sixtyFourths) {
        double root = x;
        double product = 1;
        for (int bit = 32; bit > 0 && (sixtyFourths & 2 * bit - 1) != 0; bit >>= 1) {
            root = Math.sqrt(root);
            if ((sixtyFourths & bit) != 0) {
                product *= root;
            }
        }
        return product;
    }

    /** Factor to the step after one with this error, at most 1; {@code last} is the error of the step before. */
    double afterAccepted(double error, double last) {
        double factor = safety / power(Math.max(error, LEAST_ERROR), exponent);
        if (memory != 0) {
            factor *= power(Math.max(last, LEAST_ERROR), memory);
        }
        return Math.min(largest, Math.max(smallest, factor));
    }

    /** Factor to a step whose error was above 1; a value that is not finite says nothing but "shorter". */
    double afterRejected(double error) {
        if (!(error < 1e30)) {
            return smallest;
        }
        return Math.min(safety, Math.max(smallest, safety / power(error, exponent)));
    }
}

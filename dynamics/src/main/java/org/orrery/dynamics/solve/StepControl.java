package org.orrery.dynamics.solve;

/**
 * How the next step follows from the error of the last ones: {@code safety * error^-(exponent/64) *
 * lastError^(memory/64)}, between two limits. With memory this is the proportional-integral control of Gustafsson
 * (Hairer and Wanner, Solving Ordinary Differential Equations II, IV.2), without it the elementary control. What is remembered
 * is no less than {@value #LEAST_REMEMBERED}: a step far below the tolerance, as at a start, says nothing about the next one's.
 *
 * <p>The exponents are whole 64ths. Their powers need not be exact, but the same on every machine to the last bit, which
 * {@link Math#pow} does not promise, and cheap: a chain of square roots was a tenth of a step of a small system.
 */
public record StepControl(double safety, double smallest, double largest, int exponent, int memory) {
    /** Errors below are taken for this one. */
    public static final double LEAST_ERROR = 1e-10;
    private static final double LOGARITHM_BOW = 0.3437;
    private static final double POWER_BOW = 0.3371;
    private static final double LEAST_REMEMBERED = 1e-2;
    /** The step after the first may be so many times as long: the first one is a careful guess. */
    private static final double LARGEST_AT_START = 64;

    /** {@code x^(sixtyFourths / 64)} for x above zero, within one percent; rises with x, and is 1 for 1. */
    public static double power(double x, int sixtyFourths) {
        double log = logarithm(Double.doubleToRawLongBits(x));
        return Double.longBitsToDouble((long) number(log * (sixtyFourths * 0x1p-6)));
    }

    /**
     * The binary logarithm of the number with these bits: taken as a whole they are the logarithm already, but for a bow between
     * the powers of two, which a parabola takes away.
     */
    public static double logarithm(double bits) {
        double straight = bits * 0x1p-52 - 1023;
        double part = straight - Math.floor(straight);
        return straight + LOGARITHM_BOW * (part * (1 - part));
    }

    /** The bits of two to this power, by the same way back. */
    public static double number(double logarithm) {
        double whole = Math.floor(logarithm);
        double part = logarithm - whole;
        return (whole + 1023 + (part - POWER_BOW * (part * (1 - part)))) * 0x1p52;
    }

    /** What {@link #largest} is at the start. */
    public double first() {
        return LARGEST_AT_START;
    }

    /** The least error that is remembered, to the power of the memory. */
    public double leastRemembered() {
        return power(LEAST_REMEMBERED, memory);
    }

    /**
     * Factor to the step after one with this error, at most 1; {@code last} is the error of the step before.
     *
     * @param start whether it was the first since the start
     */
    double afterAccepted(double error, double last, boolean start) {
        double factor = safety / power(Math.max(error, LEAST_ERROR), exponent);
        if (memory != 0) {
            factor *= power(Math.max(last, LEAST_REMEMBERED), memory);
        }
        return Math.min(start ? first() : largest, Math.max(smallest, factor));
    }

    /** Factor to a step whose error was above 1; a value that is not finite says nothing but "shorter". */
    double afterRejected(double error) {
        if (!(error < 1e30)) {
            return smallest;
        }
        return Math.min(safety, Math.max(smallest, safety / power(error, exponent)));
    }
}

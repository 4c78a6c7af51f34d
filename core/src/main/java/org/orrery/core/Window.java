package org.orrery.core;

/**
 * When an intervention is in force: from {@code from} to {@code to}, in the model's own time unit. Infinite bounds are
 * open ends; {@code from == to} is one instant.
 *
 * @param from first moment, or negative infinity for "from the start"
 * @param to last moment, or positive infinity for "to the end"
 */
public record Window(double from, double to) {
    /** The whole run. */
    public static final Window ALWAYS = new Window(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    public Window {
        if (!(from <= to) || from == Double.POSITIVE_INFINITY || to == Double.NEGATIVE_INFINITY) {
            throw new InvalidInput("The window " + from + ".." + to + " runs backwards.",
                    "Maybe swap the two times: a window is written earlier..later.");
        }
        // -0.0 and 0.0 are the same moment.
        from += 0.0;
        to += 0.0;
    }

    public static Window at(double instant) {
        return new Window(instant, instant);
    }

    public boolean isInstant() {
        return from == to;
    }

    /** Whether the window has an end. */
    public boolean isBounded() {
        return to < Double.POSITIVE_INFINITY;
    }

    public boolean isAlways() {
        return equals(ALWAYS);
    }

    /** The window as the question language writes it after {@code @}; empty for the whole run. */
    @Override
    public String toString() {
        if (isAlways()) {
            return "";
        }
        if (isInstant()) {
            return Numbers.print(from);
        }
        return (from == Double.NEGATIVE_INFINITY ? "" : Numbers.print(from)) + ".."
                + (isBounded() ? Numbers.print(to) : "");
    }
}

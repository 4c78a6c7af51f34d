package org.orrery.core;

import java.math.BigDecimal;
import java.math.MathContext;

/** How numbers are written: exactly, for texts that are read back, and rounded, for sentences that people read. */
public final class Numbers {
    private Numbers() {}

    /** The shortest text that reads back as the same double; whole numbers below 1e15 without a fraction. */
    public static String print(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return value == 0 && 1 / value < 0 ? "-0.0" : Long.toString((long) value);
        }
        return Double.toString(value);
    }

    static void requireFinite(double value, String what) {
        if (!Double.isFinite(value)) {
            throw new InvalidInput(what + " is " + value + ".", "Maybe give a finite number.");
        }
    }

    /** The value rounded to so many significant digits, for reading aloud: {@code 369}, {@code 0.980021}, {@code 9.05727e-5}. */
    public static String round(double value, int digits) {
        if (Double.isNaN(value)) {
            return "undefined";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "infinity" : "-infinity";
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
        double size = Math.abs(value);
        return size >= 1e-3 && size < 1e7 ? rounded.toPlainString() : print(rounded.doubleValue()).replace("E", "e");
    }
}

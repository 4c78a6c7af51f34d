package org.orrery.equation;

/** Rows of powers with an exponent that all lanes share, by the rule of {@link Elementary#power}. */
final class LaneMath {
    private LaneMath() {}

    /** {@code to[toAt + i] = from[fromAt + i]^exponent} for i from {@code first} below {@code n}. */
    static void power(double[] from, int fromAt, double exponent, double[] to, int toAt, int first, int n) {
        int whole = (int) exponent;
        if (whole == exponent && whole != 0 && Math.abs(whole) <= Elementary.MOST_MULTIPLIED) {
            multiply(from, fromAt, Math.abs(whole), to, toAt, first, n);
            if (whole < 0) {
                for (int i = first; i < n; i++) {
                    to[toAt + i] = 1 / to[toAt + i];
                }
            }
            return;
        }
        for (int i = first; i < n; i++) {
            to[toAt + i] = Elementary.power(from[fromAt + i], exponent);
        }
    }

    private static void multiply(double[] from, int fromAt, int n, double[] to, int toAt, int first, int end) {
        for (int i = first; i < end; i++) {
            to[toAt + i] = from[fromAt + i];
        }
        for (int bit = Integer.highestOneBit(n) >> 1; bit > 0; bit >>= 1) {
            if ((n & bit) != 0) {
                for (int i = first; i < end; i++) {
                    to[toAt + i] = to[toAt + i] * to[toAt + i] * from[fromAt + i];
                }
            } else {
                for (int i = first; i < end; i++) {
                    to[toAt + i] = to[toAt + i] * to[toAt + i];
                }
            }
        }
    }

    /** {@code to = from} for a constant. */
    static void fill(double value, double[] to, int toAt, int first, int n) {
        for (int i = first; i < n; i++) {
            to[toAt + i] = value;
        }
    }
}

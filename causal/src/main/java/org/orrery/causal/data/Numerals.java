package org.orrery.causal.data;

/** Numbers as they stand in files. */
final class Numerals {
    private Numerals() {}

    static boolean isMissing(String field) {
        return field.isEmpty() || field.equals(".") || field.equalsIgnoreCase("NA") || field.equalsIgnoreCase("NaN");
    }

    /** The number that is written, NaN where none is. Java's own reader also takes "1d" and "0x1p3", which are texts here. */
    static double number(String field, char point) {
        boolean digits = false;
        boolean plain = true;
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c >= '0' && c <= '9') {
                digits = true;
            } else if (c == point || c == '-' || c == '+') {
                plain &= c == '-' && i == 0;
            } else if ((c == 'e' || c == 'E') && digits) {
                plain = false;
            } else {
                return Double.NaN;
            }
        }
        if (!digits) {
            return Double.NaN;
        }
        if (plain && field.length() < 10) {
            return Integer.parseInt(field);
        }
        try {
            double value = Double.parseDouble(point == '.' ? field : field.replace(point, '.'));
            return Double.isInfinite(value) ? Double.NaN : value;
        } catch (NumberFormatException _) {
            return Double.NaN;
        }
    }

    /** As in the question language: without ".0". */
    static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}

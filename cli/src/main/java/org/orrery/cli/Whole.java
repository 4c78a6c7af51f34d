package org.orrery.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a whole number within bounds, both included. */
record Whole(long low, long high) implements ITypeConverter<Long> {
    static final Whole ANY = new Whole(Long.MIN_VALUE, Long.MAX_VALUE);

    private static final Pattern DIGITS = Pattern.compile("[+-]?\\d+");

    @Override
    public Long convert(String text) {
        if (!DIGITS.matcher(text).matches()) {
            throw new TypeConversionException("'" + text + "' is not a whole number");
        }
        try {
            long value = Long.parseLong(text);
            if (value >= low && value <= high) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Too many digits: out of bounds, too.
        }
        throw new TypeConversionException(text + " is not between " + low + " and " + high);
    }
}

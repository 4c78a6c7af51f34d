package org.orrery.cli;

import java.util.regex.Pattern;
import org.orrery.core.Numbers;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a finite decimal number that lies above a bound.
 *
 * @param above the bound, itself excluded; negative infinity for none
 */
record Real(double above) implements ITypeConverter<Double> {
    static final Real ANY = new Real(Double.NEGATIVE_INFINITY);
    static final Real POSITIVE = new Real(0);

    // Double.parseDouble also takes hexadecimal, "1d" and "NaN", which no other part of the language does.
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    @Override
    public Double convert(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            throw new TypeConversionException("'" + text + "' is not a finite number, such as 0.25 or 1e-6");
        }
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value)) {
            throw new TypeConversionException("'" + text + "' is too large");
        }
        if (!(value > above)) {
            throw new TypeConversionException(text + " is not above " + Numbers.print(above));
        }
        return value;
    }
}

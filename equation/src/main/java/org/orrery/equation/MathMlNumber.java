package org.orrery.equation;

import java.util.regex.Pattern;

/** Reads a {@code cn}: an integer, a real, a number with an exponent, or a ratio. */
final class MathMlNumber {
    private static final Pattern REAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private MathMlNumber() {}

    /** From the start of the element to its end. */
    static Expr read(XmlCursor cursor) {
        String given = cursor.attribute("type");
        String type = given == null ? "real" : given;
        String base = cursor.attribute("base");
        if (base != null && !base.equals("10")) {
            throw cursor.refusal("a number to the base " + base, "Numbers to the base 10.");
        }
        String first = cursor.text();
        String second = "";
        if (cursor.atStart()) {
            if (!cursor.name().equals("sep")) {
                throw cursor.invalid("<" + cursor.name() + "> in a <cn>", "Only <sep/> may stand there.");
            }
            cursor.next();
            cursor.needEnd("sep");
            second = cursor.text();
            cursor.needEnd("cn");
        }
        return Expr.num(switch (type) {
            case "real", "double" -> plain(cursor, first, second);
            case "integer" -> plain(cursor, first, second);
            case "e-notation" -> number(cursor, first + "e" + second);
            case "rational" -> number(cursor, first) / number(cursor, second);
            default -> throw cursor.refusal("<cn> of type " + type,
                    "One of the types integer, real, e-notation, rational.");
        });
    }

    private static double plain(XmlCursor cursor, String first, String second) {
        if (!second.isEmpty()) {
            throw cursor.invalid("a plain number in two parts", "Say type=\"e-notation\" or type=\"rational\".");
        }
        return number(cursor, first);
    }

    private static double number(XmlCursor cursor, String text) {
        return switch (text) {
            case "INF" -> Double.POSITIVE_INFINITY;
            case "-INF" -> Double.NEGATIVE_INFINITY;
            case "NaN" -> Double.NaN;
            default -> {
                if (!REAL.matcher(text).matches()) {
                    throw cursor.invalid("`" + text + "` is not a number", "Write digits, like 1.5 or 1e-3.");
                }
                yield Double.parseDouble(text);
            }
        };
    }
}

package org.orrery.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code name=text}, as {@code --set} and {@code --vary} take it. */
record Assignment(String name, String text) {
    /** Splits at the first equals sign. */
    static final ITypeConverter<Assignment> READER = given -> {
        int sign = given.indexOf('=');
        String name = sign < 0 ? "" : given.substring(0, sign).strip();
        String text = given.substring(sign + 1).strip();
        if (name.isEmpty() || text.isEmpty()) {
            throw new TypeConversionException("'" + given + "' is not of the form name=value");
        }
        return new Assignment(unquote(name), text);
    };

    /** The same, for plain numbers. */
    static final ITypeConverter<Assignment> NUMBER = given -> {
        Assignment assignment = READER.convert(given);
        Real.ANY.convert(assignment.text());
        return assignment;
    };

    /** By name, in the order given. */
    static Map<String, String> byName(List<Assignment> assignments) {
        Map<String, String> named = new LinkedHashMap<>();
        for (Assignment assignment : assignments) {
            if (named.put(assignment.name(), assignment.text()) != null) {
                throw new WrongUsage("'" + assignment.name() + "' is given two values.", "Maybe drop one of them.");
            }
        }
        return named;
    }

    private static String unquote(String name) {
        boolean quoted = name.length() > 2 && name.startsWith("`") && name.endsWith("`");
        return quoted ? name.substring(1, name.length() - 1).replace("``", "`") : name;
    }
}

package org.orrery.cli;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** Comma-separated numbers in full precision: each reads back as the same double. */
final class Csv {
    private final Writer writer;

    Csv(Writer writer) {
        this.writer = writer;
    }

    void header(String first, List<String> others) throws IOException {
        writer.write(quoteIfNeeded(first));
        for (String name : others) {
            writer.write(',');
            writer.write(quoteIfNeeded(name));
        }
        writer.write('\n');
    }

    /** Names without a column before them. */
    void line(List<String> names) throws IOException {
        header(names.getFirst(), names.subList(1, names.size()));
    }

    /** A row without a time. */
    void row(double[][] columns, int index) throws IOException {
        for (int column = 0; column < columns.length; column++) {
            writer.write((column == 0 ? "" : ",") + number(columns[column][index]));
        }
        writer.write('\n');
    }

    /** One row of a course: the time, and each column at that time. */
    void row(double time, double[][] columns, int index) throws IOException {
        writer.write(number(time));
        for (double[] column : columns) {
            writer.write(',');
            writer.write(number(column[index]));
        }
        writer.write('\n');
    }

    /** As XML Schema and the SBML test suite write the numbers that Java calls Infinity. */
    private static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "INF" : "-INF";
        }
        return Double.toString(value);
    }

    private static String quoteIfNeeded(String name) {
        boolean plain = name.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
    }
}

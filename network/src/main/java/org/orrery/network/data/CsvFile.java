package org.orrery.network.data;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.orrery.core.InvalidInput;
import org.orrery.network.onnx.Tensor;

/**
 * Comma-separated values with a line of names (RFC 4180; semicolons and tabs where the line of names has no comma). A column
 * is one of numbers where every field is a number or missing (empty, NA, NaN), else one of texts.
 */
final class CsvFile {
    private static final int MOST_COLUMNS = 100_000;

    private CsvFile() {}

    static Map<String, Tensor> read(String text, String name) {
        String plain = text.startsWith("\ufeff") ? text.substring(1) : text;
        String head = plain.lines().findFirst().orElse("");
        char separator = head.indexOf(',') >= 0
                ? ','
                : head.indexOf(';') >= 0 ? ';' : head.indexOf('\t') >= 0 ? '\t' : ',';
        List<List<String>> rows = rows(plain, separator, name);
        if (rows.size() < 2) {
            throw new InvalidInput(name + " has no row below its line of names.", "Maybe the file was cut off.");
        }
        List<String> names = rows.getFirst().stream().map(String::strip).toList();
        if (names.size() > MOST_COLUMNS) {
            throw new InvalidInput(name + " has " + names.size() + " columns.", "Maybe save it as .npz.");
        }
        Map<String, Tensor> columns = new LinkedHashMap<>();
        for (int column = 0; column < names.size(); column++) {
            List<String> fields = new ArrayList<>();
            for (int row = 1; row < rows.size(); row++) {
                if (rows.get(row).size() != names.size()) {
                    throw new InvalidInput(
                            name + ", row " + row + " has " + rows.get(row).size() + " fields, and there are "
                                    + names.size() + " names.",
                            "Maybe a field with a comma lacks its quotes.");
                }
                fields.add(rows.get(row).get(column).strip());
            }
            if (columns.put(names.get(column), column(fields)) != null) {
                throw new InvalidInput(name + " has two columns '" + names.get(column) + "'.", "Maybe rename one.");
            }
        }
        if (names.stream().allMatch(each -> !Double.isNaN(number(each)))) {
            throw new InvalidInput(name + " has numbers in its first line, where names belong.",
                    "Maybe add a line of names.");
        }
        return columns;
    }

    private static Tensor column(List<String> fields) {
        double[] numbers = new double[fields.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(fields.get(i));
            if (Double.isNaN(numbers[i]) && !isMissing(fields.get(i))) {
                return Tensor.of(fields.stream().map(ByteString::copyFromUtf8).toList(), numbers.length);
            }
        }
        return Tensor.of(numbers, numbers.length);
    }

    private static boolean isMissing(String field) {
        return field.isEmpty() || field.equalsIgnoreCase("NA") || field.equalsIgnoreCase("NaN");
    }

    private static double number(String field) {
        // Java's own reader also takes "1d" and "0x1p3", which are texts here.
        if (field.isEmpty() || !field.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?")) {
            return Double.NaN;
        }
        return Double.parseDouble(field);
    }

    private static List<List<String>> rows(String text, char separator, String name) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c != '"') {
                    field.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    field.append('"');
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"' && field.isEmpty()) {
                quoted = true;
            } else if (c == separator) {
                row.add(field.toString());
                field.setLength(0);
            } else if (c == '\n' || c == '\r') {
                if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                    i++;
                }
                row.add(field.toString());
                field.setLength(0);
                end(row, rows);
                row = new ArrayList<>();
            } else {
                field.append(c);
            }
        }
        if (quoted) {
            throw new InvalidInput(name + " ends inside quotes.", "Maybe the file was cut off.");
        }
        row.add(field.toString());
        end(row, rows);
        return rows;
    }

    /** Empty lines are none. */
    private static void end(List<String> row, List<List<String>> rows) {
        if (row.size() > 1 || !row.getFirst().isBlank()) {
            rows.add(row);
        }
    }
}

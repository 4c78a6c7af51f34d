package org.orrery.network.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.orrery.core.InvalidInput;
import org.orrery.network.onnx.Tensor;

/**
 * Labels and sparse features, a row a line: {@code 7 203:84 204:185}. Both ways of counting features are in use, from 0 and
 * from 1, and a file in which the first one never occurs does not tell.
 */
final class Libsvm {
    private static final int WIDEST = 10_000_000;

    private Libsvm() {}

    /** One row. */
    private record Row(double label, List<Integer> features, List<Double> values) {}

    /**
     * @param width how many features there are at least; the file may leave the last ones out
     * @param first number of the first feature, NaN where nobody says: 1, or 0 if one is 0
     */
    static Table read(String text, String name, int width, double first) {
        List<Row> rows = new ArrayList<>();
        int largest = 0;
        int smallest = Integer.MAX_VALUE;
        int line = 0;
        for (String each : text.split("\n", -1)) {
            line++;
            String content = each.contains("#") ? each.substring(0, each.indexOf('#')) : each;
            if (content.isBlank()) {
                continue;
            }
            String where = name + ", line " + line;
            String[] parts = content.strip().split("\\s+");
            Row row = new Row(number(parts[0], where), new ArrayList<>(), new ArrayList<>());
            for (int i = 1; i < parts.length; i++) {
                int colon = parts[i].indexOf(':');
                double feature = colon < 0 ? -1 : number(parts[i].substring(0, colon), where);
                if (feature != Math.rint(feature) || feature < 0 || feature > WIDEST) {
                    throw new InvalidInput(where + ": '" + parts[i] + "' is no feature:value.",
                            "Maybe the file is of another kind.");
                }
                row.features().add((int) feature);
                row.values().add(number(parts[i].substring(colon + 1), where));
                largest = Math.max(largest, (int) feature);
                smallest = Math.min(smallest, (int) feature);
            }
            rows.add(row);
        }
        if (rows.isEmpty()) {
            throw new InvalidInput(name + " has no row.", "Maybe the file was cut off.");
        }
        int base = Double.isNaN(first) ? smallest == 0 ? 0 : 1 : (int) first;
        if (smallest < base) {
            throw new InvalidInput(name + " has a feature 0, and the card says that they are counted from 1.",
                    "Maybe the card should say: first: 0");
        }
        int features = Math.max(width, largest + 1 - base);
        if ((long) rows.size() * features > Integer.MAX_VALUE / 8) {
            throw new InvalidInput(name + " has " + rows.size() + " rows of " + features + " features.",
                    "Maybe split it.");
        }
        double[] values = new double[rows.size() * features];
        for (int row = 0; row < rows.size(); row++) {
            for (int i = 0; i < rows.get(row).features().size(); i++) {
                values[row * features + rows.get(row).features().get(i) - base] = rows.get(row).values().get(i);
            }
        }
        return new Table(name, Table.Form.FEATURES, Map.of(Table.FEATURES, Tensor.of(values, rows.size(), features),
                Table.LABEL, Tensor.of(rows.stream().mapToDouble(Row::label).toArray(), rows.size())),
                Double.isNaN(first) && base == 1 ? "features of " + name + " are counted from 1" : "");
    }

    private static double number(String text, String where) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new InvalidInput(where + ": '" + text + "' is no number.", "Maybe the file is of another kind.");
        }
    }
}

package org.orrery.causal.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.orrery.core.InvalidInput;

/** The second time through a file: fills the columns. */
final class Filling implements Fields.Taker {
    /** In the place of a decimal point: the column holds texts. */
    static final char TEXT = 0;

    private final String file;
    private final List<String> names;
    private final char[] points;
    private final int rows;
    private final double[][] numbers;
    private final int[][] codes;
    private final List<Map<String, Integer>> seen = new ArrayList<>();

    Filling(String file, List<String> names, char[] points, int rows) {
        this.file = file;
        this.names = names;
        this.points = points;
        this.rows = rows;
        numbers = new double[points.length][];
        codes = new int[points.length][];
        for (int column = 0; column < points.length; column++) {
            seen.add(new HashMap<>());
            if (points[column] == TEXT) {
                codes[column] = new int[rows];
            } else {
                numbers[column] = new double[rows];
            }
        }
    }

    @Override
    public void names(List<String> given, char separator) {
        if (!given.equals(names)) {
            throw changed();
        }
    }

    @Override
    public void field(int row, int column, String text) {
        if (row >= rows) {
            throw changed();
        }
        if (points[column] != TEXT) {
            numbers[column][row] = Numerals.isMissing(text) ? Double.NaN : Numerals.number(text, points[column]);
        } else if (Numerals.isMissing(text)) {
            codes[column][row] = -1;
        } else {
            Map<String, Integer> levels = seen.get(column);
            Integer code = levels.get(text);
            if (code == null) {
                code = levels.size();
                levels.put(text, code);
            }
            codes[column][row] = code;
        }
    }

    @Override
    public void end(int count) {
        if (count != rows) {
            throw changed();
        }
    }

    private InvalidInput changed() {
        return new InvalidInput(file + " changed while it was read.", "Maybe wait until it is written.");
    }

    Table table() {
        List<Column> columns = new ArrayList<>();
        for (int column = 0; column < points.length; column++) {
            columns.add(points[column] == TEXT
                    ? factor(column)
                    : Column.numbers(names.get(column), numbers[column]));
        }
        return Table.of(file, columns);
    }

    private Column factor(int column) {
        List<String> levels = new ArrayList<>();
        int[] places = new int[seen.get(column).size()];
        seen.get(column).entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(level -> {
            places[level.getValue()] = levels.size();
            levels.add(level.getKey());
        });
        for (int row = 0; row < rows; row++) {
            int code = codes[column][row];
            codes[column][row] = code < 0 ? -1 : places[code];
        }
        return Column.factor(names.get(column), codes[column], levels);
    }
}

package org.orrery.causal.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.orrery.core.InvalidInput;
import org.orrery.core.Nearest;
import org.orrery.core.Value;

/**
 * Turns columns into numbers, the only place where that is done: a column of numbers as it is, a factor as one column of 0
 * and 1 for each level that occurs but the first. The levels are fixed when the encoder is made, so what a model is fitted
 * to and what is set by {@code do()} can never be coded in different ways.
 */
public final class Encoder {
    private final List<Coding> codings;
    private final List<String> names;

    private Encoder(List<Coding> codings) {
        this.codings = codings;
        this.names = codings.stream().flatMap(coding -> coding.names().stream()).toList();
    }

    /**
     * How one column is coded.
     *
     * @param levels that occur, the first being the reference; empty for numbers
     */
    private record Coding(String column, boolean factor, List<String> levels) {
        int width() {
            return factor ? Math.max(0, levels.size() - 1) : 1;
        }

        List<String> names() {
            return factor
                    ? levels.stream().skip(1).map(level -> column + "=" + level).toList()
                    : List.of(column);
        }

        int place(String level) {
            int place = levels.indexOf(level);
            if (place < 0) {
                throw new InvalidInput("'" + level + "' is no level of '" + column + "' in the data.",
                        levels.size() <= 10
                                ? "Maybe one of these is meant: " + String.join(", ", levels) + "."
                                : Nearest.advice(level, levels));
            }
            return place;
        }
    }

    /**
     * An encoder for these columns as they are in this table.
     *
     * @throws InvalidInput if there is no such column
     */
    public static Encoder of(Table table, Collection<String> columns) {
        List<Coding> codings = new ArrayList<>();
        for (String name : columns) {
            codings.add(switch (table.column(name)) {
                case Column.Numeric _ -> new Coding(name, false, List.of());
                case Column.Factor factor -> new Coding(name, true, occurring(factor));
            });
        }
        return new Encoder(codings);
    }

    private static List<String> occurring(Column.Factor factor) {
        return Arrays.stream(factor.codes()).filter(code -> code >= 0).distinct().sorted()
                .mapToObj(factor.levels()::get).toList();
    }

    /** How many numbers a row becomes. */
    public int width() {
        return names.size();
    }

    /** Names of the numbers: {@code age}, {@code colour=red}. */
    public List<String> names() {
        return names;
    }

    /**
     * The numbers of a table that has the same columns.
     *
     * @throws InvalidInput if a value is missing or a level was not there when the encoder was made
     */
    public Design encode(Table table) {
        return encode(table, Map.of());
    }

    /**
     * The same with some columns set to one value in every row.
     *
     * @param set by column
     */
    public Design encode(Table table, Map<String, Value> set) {
        int width = width();
        double[] numbers = new double[Math.multiplyExact(table.rows(), width)];
        int offset = 0;
        for (Coding coding : codings) {
            Value value = set.get(coding.column());
            if (value != null) {
                put(coding, value, numbers, offset);
            } else {
                put(coding, table.column(coding.column()), numbers, offset);
            }
            offset += coding.width();
        }
        return new Design(names, table.rows(), numbers);
    }

    private void put(Coding coding, Value value, double[] numbers, int offset) {
        double[] coded = code(coding, value);
        for (int at = offset; at < numbers.length; at += width()) {
            System.arraycopy(coded, 0, numbers, at, coded.length);
        }
    }

    private static double[] code(Coding coding, Value value) {
        double[] coded = new double[coding.width()];
        if (coding.factor()) {
            int place = coding.place(Levels.text(value));
            if (place > 0) {
                coded[place - 1] = 1;
            }
        } else {
            coded[0] = Levels.number(value, coding.column());
        }
        return coded;
    }

    private void put(Coding coding, Column column, double[] numbers, int offset) {
        if (column.missing() > 0) {
            throw new InvalidInput("Column '" + column.name() + "' lacks " + column.missing() + " of " + column.rows()
                    + " values.", "Maybe keep the complete rows only.");
        }
        int width = width();
        switch (column) {
            case Column.Numeric values when !coding.factor() -> {
                for (int row = 0; row < values.rows(); row++) {
                    numbers[row * width + offset] = values.value(row);
                }
            }
            case Column.Factor factor when coding.factor() -> {
                int[] places = new int[factor.levels().size()];
                Arrays.fill(places, -1);
                for (int row = 0; row < factor.rows(); row++) {
                    int code = factor.code(row);
                    if (places[code] < 0) {
                        places[code] = coding.place(factor.levels().get(code));
                    }
                    if (places[code] > 0) {
                        numbers[row * width + offset + places[code] - 1] = 1;
                    }
                }
            }
            case Column.Numeric _ -> throw otherKind(column, "texts", "numbers");
            case Column.Factor _ -> throw otherKind(column, "numbers", "texts");
        }
    }

    private static InvalidInput otherKind(Column column, String before, String now) {
        return new InvalidInput("Column '" + column.name() + "' held " + before + " before and holds " + now + " now.",
                "Maybe the files do not belong together.");
    }
}

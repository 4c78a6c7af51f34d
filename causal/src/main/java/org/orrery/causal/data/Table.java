package org.orrery.causal.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.orrery.core.InvalidInput;
import org.orrery.core.Nearest;

/** Observations: named columns of one length, immutable. A row is a case. Rows are looked at by column name alone. */
public final class Table {
    private final String source;
    private final Map<String, Column> columns;
    private final int rows;

    private Table(String source, Map<String, Column> columns, int rows) {
        this.source = source;
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * @param source name of the file or of what made the data, for messages
     * @throws InvalidInput if there is no column, a name is empty or stands twice, or lengths differ
     */
    public static Table of(String source, List<? extends Column> columns) {
        if (columns.isEmpty()) {
            throw new InvalidInput(source + " has no column.", "Maybe the file was cut off.");
        }
        Map<String, Column> byName = LinkedHashMap.newLinkedHashMap(columns.size());
        for (Column column : columns) {
            if (column.name().isBlank()) {
                throw new InvalidInput(source + " has a column without a name, number " + (byName.size() + 1) + ".",
                        "Maybe it holds the names of the rows: name it, or leave it out.");
            }
            if (byName.put(column.name(), column) != null) {
                throw new InvalidInput(source + " has two columns '" + column.name() + "'.", "Maybe rename one.");
            }
            if (column.rows() != columns.getFirst().rows()) {
                throw new InvalidInput("Column '" + column.name() + "' of " + source + " has " + column.rows()
                        + " rows, and '" + columns.getFirst().name() + "' has " + columns.getFirst().rows() + ".",
                        "Maybe rows were lost on the way.");
            }
        }
        return new Table(source, byName, columns.getFirst().rows());
    }

    public static Table of(String source, Column... columns) {
        return of(source, List.of(columns));
    }

    public String source() {
        return source;
    }

    public int rows() {
        return rows;
    }

    /** In the order of the file. */
    public List<String> names() {
        return List.copyOf(columns.keySet());
    }

    public boolean has(String name) {
        return columns.containsKey(name);
    }

    /** @throws InvalidInput if there is none of this name, with the nearest ones */
    public Column column(String name) {
        Column column = columns.get(name);
        if (column == null) {
            throw new InvalidInput(source + " has no column '" + name + "'.", Nearest.advice(name, columns.keySet()));
        }
        return column;
    }

    /** @throws InvalidInput if there is no such column or it holds texts */
    public Column.Numeric numeric(String name) {
        return switch (column(name)) {
            case Column.Numeric numbers -> numbers;
            case Column.Factor factor -> throw new InvalidInput("Column '" + name + "' of " + source
                    + " holds texts, such as '" + odd(factor) + "', where numbers are needed.",
                    "Maybe recode it, or mark what is missing as NA.");
        };
    }

    /** A level that is no number: among numbers it is the one to look at. */
    private static String odd(Column.Factor factor) {
        return factor.levels().stream().filter(level -> Double.isNaN(Numerals.number(level, '.'))).findFirst()
                .orElse(factor.levels().isEmpty() ? "" : factor.levels().getFirst());
    }

    /**
     * A column as a factor: numbers become levels in increasing order, written as in the question language (1, 0.5).
     *
     * @throws InvalidInput if there is no such column
     */
    public Column.Factor factor(String name) {
        return switch (column(name)) {
            case Column.Factor factor -> factor;
            case Column.Numeric numbers -> leveled(numbers);
        };
    }

    private static Column.Factor leveled(Column.Numeric numbers) {
        double[] values = numbers.values();
        double[] distinct = Arrays.stream(values).filter(value -> !Double.isNaN(value)).map(value -> value + 0.0)
                .distinct().sorted().toArray();
        int[] codes = new int[values.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = Double.isNaN(values[i]) ? -1 : Arrays.binarySearch(distinct, values[i] + 0.0);
        }
        return Column.factor(numbers.name(), codes, Arrays.stream(distinct).mapToObj(Numerals::text).toList());
    }

    /** How many different values a column has, missing ones not counted; counting stops above the limit. */
    public int distinct(String name, int limit) {
        return switch (column(name)) {
            case Column.Factor factor -> (int) Arrays.stream(factor.codes()).filter(code -> code >= 0).distinct()
                    .limit(limit + 1L).count();
            case Column.Numeric numbers -> (int) Arrays.stream(numbers.values()).filter(value -> !Double.isNaN(value))
                    .map(value -> value + 0.0).distinct().limit(limit + 1L).count();
        };
    }

    /** These columns, in this order. */
    public Table select(Collection<String> names) {
        return of(source, names.stream().map(this::column).toList());
    }

    /** The same table with one column more, or in the place of the one of its name. */
    public Table with(Column column) {
        List<Column> all = new ArrayList<>();
        columns.values().forEach(each -> all.add(each.name().equals(column.name()) ? column : each));
        if (!has(column.name())) {
            all.add(column);
        }
        return of(source, all);
    }

    /** These rows, in this order; a row may stand several times. */
    public Table rows(int[] wanted) {
        Map<String, Column> some = LinkedHashMap.newLinkedHashMap(columns.size());
        columns.forEach((name, column) -> some.put(name, column.rows(wanted)));
        return new Table(source, some, wanted.length);
    }

    /**
     * The rows that have a value in each of these columns.
     *
     * @throws InvalidInput if there is no such column or no such row
     */
    public Complete complete(Collection<String> names) {
        List<Column> needed = names.stream().map(this::column).toList();
        Map<String, Integer> missing = new LinkedHashMap<>();
        needed.stream().filter(column -> column.missing() > 0)
                .forEach(column -> missing.put(column.name(), column.missing()));
        if (missing.isEmpty()) {
            return new Complete(this, 0, missing);
        }
        int[] kept = IntStream.range(0, rows).filter(row -> needed.stream().noneMatch(column -> column.isMissing(row)))
                .toArray();
        if (kept.length == 0) {
            throw new InvalidInput("No row of " + source + " has a value in all of " + String.join(", ", names) + ".",
                    "Maybe leave out the column that is mostly missing: " + mostly(missing) + ".");
        }
        return new Complete(rows(kept), rows - kept.length, missing);
    }

    private static String mostly(Map<String, Integer> missing) {
        return missing.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    }

    /**
     * A table without the rows that lack a value.
     *
     * @param dropped how many rows were left out
     * @param missing how many values were missing by column, columns without any left out
     */
    public record Complete(Table table, int dropped, Map<String, Integer> missing) {
        public Complete {
            missing = Map.copyOf(new LinkedHashMap<>(missing));
        }

        /** What was done, for people; empty where nothing was. */
        public String told() {
            return dropped == 0
                    ? ""
                    : dropped + " of " + (table.rows() + dropped) + " rows were left out, for values are missing in "
                            + missing.entrySet().stream().sorted(Map.Entry.comparingByKey())
                                    .map(each -> each.getKey() + " (" + each.getValue() + ")")
                                    .collect(Collectors.joining(", "));
        }
    }
}

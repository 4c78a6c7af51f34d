package org.orrery.causal.scm.fit;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Table;

/** The columns of a table as numbers: a factor's levels are numbered from 0. What is missing is NaN. */
final class Sample {
    private final Map<String, double[]> columns;
    private final Map<String, List<String>> levels;
    private final Map<String, double[]> distinct;
    private final int rows;

    private Sample(Map<String, double[]> columns, Map<String, List<String>> levels, Map<String, double[]> distinct,
            int rows) {
        this.distinct = distinct;
        this.columns = columns;
        this.levels = levels;
        this.rows = rows;
    }

    static Sample of(Table table, List<String> names) {
        Map<String, double[]> columns = new LinkedHashMap<>();
        Map<String, List<String>> levels = new LinkedHashMap<>();
        for (String name : names) {
            switch (table.column(name)) {
                case Column.Numeric numbers -> columns.put(name, numbers.values());
                case Column.Factor factor -> {
                    levels.put(name, factor.levels());
                    columns.put(name, Arrays.stream(factor.codes()).mapToDouble(code -> code < 0 ? Double.NaN : code)
                            .toArray());
                }
            }
        }
        Map<String, double[]> distinct = new LinkedHashMap<>();
        columns.forEach((name, values) -> distinct.put(name, levels.containsKey(name)
                ? IntStream.range(0, levels.getOrDefault(name, List.of()).size()).mapToDouble(i -> i).toArray()
                : Arrays.stream(values).filter(value -> !Double.isNaN(value)).distinct().sorted().toArray()));
        return new Sample(columns, levels, distinct, table.rows());
    }

    Sample rows(int[] wanted) {
        Map<String, double[]> some = new LinkedHashMap<>();
        columns.forEach((name, values) -> some.put(name, Arrays.stream(wanted).mapToDouble(i -> values[i]).toArray()));
        return new Sample(some, levels, distinct, wanted.length);
    }

    int size() {
        return rows;
    }

    /** Not to be changed. */
    double[] column(String name) {
        double[] values = columns.get(name);
        if (values == null) {
            throw new IllegalArgumentException("no column " + name);
        }
        return values;
    }

    /** The names of the levels of a factor; empty where the column holds numbers. */
    List<String> levels(String name) {
        return levels.getOrDefault(name, List.of());
    }

    boolean isFactor(String name) {
        return levels.containsKey(name);
    }

    /** How a factor among causes is coded; 0 for a number. */
    int[] coding(List<String> causes) {
        return causes.stream().mapToInt(cause -> levels(cause).size()).toArray();
    }

    double[] causes(List<String> causes, int row) {
        double[] values = new double[causes.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column(causes.get(i))[row];
        }
        return values;
    }

    /** One row, in the order of the columns. */
    double[] all(int row) {
        return columns.values().stream().mapToDouble(values -> values[row]).toArray();
    }

    /** The values of a column, increasing, in all of the table that the rows come from. */
    double[] distinct(String name) {
        return distinct.getOrDefault(name, new double[0]);
    }
}

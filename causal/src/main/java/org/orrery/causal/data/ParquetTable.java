package org.orrery.causal.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.orrery.table.ParquetFile;

/** Tables from Parquet files, by the rules of {@link TableFile}: texts are factors with their levels in alphabetical order. */
final class ParquetTable {
    private ParquetTable() {}

    static Table read(Path file, String name) {
        List<Column> columns = new ArrayList<>();
        for (org.orrery.table.Column column : ParquetFile.read(file)) {
            columns.add(switch (column) {
                case org.orrery.table.Column.Numbers(String title, double[] values) -> Column.numbers(title, values);
                case org.orrery.table.Column.Texts(String title, List<@Nullable String> values) ->
                    factor(title, values);
            });
        }
        return Table.of(name, columns);
    }

    private static Column factor(String title, List<@Nullable String> values) {
        TreeSet<String> sorted = new TreeSet<>();
        for (String text : values) {
            if (text != null && !Numerals.isMissing(text)) {
                sorted.add(text);
            }
        }
        List<String> levels = List.copyOf(sorted);
        Map<String, Integer> places = new HashMap<>();
        levels.forEach(level -> places.put(level, places.size()));
        int[] codes = new int[values.size()];
        for (int row = 0; row < codes.length; row++) {
            String text = values.get(row);
            codes[row] = text == null ? -1 : places.getOrDefault(text, -1);
        }
        return Column.factor(title, codes, levels);
    }
}

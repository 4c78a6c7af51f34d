package org.orrery.causal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.orrery.causal.data.Column;
import org.orrery.causal.data.Table;
import org.orrery.causal.text.GraphText;

/** What a person should know of the data beside a graph. */
final class DataDescription {
    private static final int MOST_NAMED = 12;

    private DataDescription() {}

    static List<String> lines(GraphText text, Observations observations) {
        Table table = observations.table();
        List<String> lines = new ArrayList<>();
        List<String> unused = table.names().stream().filter(name -> observations.graph().find(name) == null).toList();
        lines.add("data: " + table.rows() + " cases of " + table.source() + ", " + table.names().size() + " columns"
                + (unused.isEmpty()
                        ? ""
                        : "; not in the graph: " + unused.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                                + (unused.size() > MOST_NAMED
                                        ? " and " + (unused.size() - MOST_NAMED) + " more"
                                        : "")));
        List<Column> gaps = observations.names(observations.graph().observed()).stream().filter(table::has)
                .map(table::column)
                .filter(column -> column.missing() > 0).toList();
        if (!gaps.isEmpty()) {
            lines.add("missing: " + gaps.stream().limit(MOST_NAMED)
                    .map(column -> column.name() + " " + column.missing()).collect(Collectors.joining(", ")));
        }
        lines.add(GraphCheck.of(text, observations).detail());
        return lines;
    }
}

package org.orrery.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A named column, a value a row. */
public sealed interface Column {
    String name();

    /**
     * Numbers; truth values are 1 and 0.
     *
     * @param values NaN where one is missing; not to be changed
     */
    @SuppressWarnings("ArrayRecordComponent") // read in bulk; nobody compares columns by value
    record Numbers(String name, double[] values) implements Column {}

    /**
     * Texts; dates and times as ISO 8601 writes them.
     *
     * @param values null where one is missing
     */
    record Texts(String name, List<@Nullable String> values) implements Column {
        public Texts {
            values = Collections.unmodifiableList(new ArrayList<>(values));
        }
    }
}

package org.orrery.causal.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A named column of a {@link Table}, immutable: numbers, or levels of a factor. Missing values are counted, never guessed. */
public sealed interface Column {
    String name();

    int rows();

    /** How many rows have no value. */
    int missing();

    boolean isMissing(int row);

    /** The same column of these rows, in this order; a row may stand several times. */
    Column rows(int[] rows);

    /** The same column under another name. */
    Column named(String other);

    /** Numbers; a missing one is NaN. */
    final class Numeric implements Column {
        private final String name;
        private final double[] values;
        private final int missing;

        private Numeric(String name, double[] values) {
            this.name = name;
            this.values = values;
            int count = 0;
            for (double value : values) {
                if (Double.isNaN(value)) {
                    count++;
                }
            }
            missing = count;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public int missing() {
            return missing;
        }

        @Override
        public boolean isMissing(int row) {
            return Double.isNaN(values[row]);
        }

        public double value(int row) {
            return values[row];
        }

        /** A copy of all values. */
        public double[] values() {
            return values.clone();
        }

        @Override
        public Numeric rows(int[] rows) {
            double[] some = new double[rows.length];
            for (int i = 0; i < some.length; i++) {
                some[i] = values[rows[i]];
            }
            return new Numeric(name, some);
        }

        @Override
        public Numeric named(String other) {
            return new Numeric(other, values);
        }
    }

    /** Levels by number; a missing one is -1. */
    final class Factor implements Column {
        private final String name;
        private final int[] codes;
        private final List<String> levels;
        private final Map<String, Integer> numbers;
        private final int missing;

        private Factor(String name, int[] codes, List<String> levels) {
            this.name = name;
            this.codes = codes;
            this.levels = levels;
            numbers = HashMap.newHashMap(levels.size());
            for (String level : levels) {
                numbers.put(level, numbers.size());
            }
            int count = 0;
            for (int code : codes) {
                if (code < 0) {
                    count++;
                }
            }
            missing = count;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int rows() {
            return codes.length;
        }

        @Override
        public int missing() {
            return missing;
        }

        @Override
        public boolean isMissing(int row) {
            return codes[row] < 0;
        }

        public int code(int row) {
            return codes[row];
        }

        /** A copy of all codes. */
        public int[] codes() {
            return codes.clone();
        }

        /** Names of the levels; some may have no row. */
        public List<String> levels() {
            return levels;
        }

        /** The number of a level, -1 where there is none of this name. */
        public int find(String level) {
            return numbers.getOrDefault(level, -1);
        }

        @Override
        public Factor rows(int[] rows) {
            int[] some = new int[rows.length];
            for (int i = 0; i < some.length; i++) {
                some[i] = codes[rows[i]];
            }
            return new Factor(name, some, levels);
        }

        @Override
        public Factor named(String other) {
            return new Factor(other, codes, levels);
        }
    }

    /** @param values copied; NaN where there is none */
    static Numeric numbers(String name, double... values) {
        return new Numeric(name, values.clone());
    }

    /**
     * @param codes copied; places in the list of levels, -1 where there is no value
     * @param levels all different
     */
    static Factor factor(String name, int[] codes, List<String> levels) {
        if (Arrays.stream(codes).anyMatch(code -> code < -1 || code >= levels.size())
                || levels.stream().distinct().count() != levels.size()) {
            throw new IllegalArgumentException("codes outside of the levels, or a level twice");
        }
        return new Factor(name, codes.clone(), List.copyOf(levels));
    }
}

package org.orrery.table;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;

/**
 * Reads a Parquet file, by DuckDB. The database lives in memory, may read this one file and nothing else, and loads no
 * extension from outside. Whole numbers beyond 2^53 that a double cannot hold are refused, not rounded.
 */
public final class ParquetFile {
    private static final long MOST_CELLS = 200_000_000;
    private static final int MOST_COLUMNS = 100_000;
    private static final double EXACT = 0x1p53;

    private ParquetFile() {}

    /**
     * Reads all columns.
     *
     * @throws InvalidInput if there is no such file, it is no sound Parquet file, or too large
     * @throws Refusal if a column holds lists, records or bytes, by name
     */
    public static List<Column> read(Path file) {
        String name = String.valueOf(file.getFileName());
        if (!Files.isRegularFile(file)) {
            throw new InvalidInput("There is no file '" + file + "'.", "Maybe the folder is another one.");
        }
        // DuckDB takes these for patterns of several names.
        String path = file.toAbsolutePath().toString();
        if (path.chars().anyMatch(c -> "*?[]{}'".indexOf(c) >= 0)) {
            throw new InvalidInput("The path of '" + file + "' has one of the characters *?[]{}' in it.",
                    "Maybe rename it.");
        }
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:", closed(path))) {
            try (Statement statement = database.createStatement()) {
                statement.execute("set threads = 1");
                statement.execute("set enable_external_access = false");
                statement.execute("set lock_configuration = true");
            }
            return read(database, path, name);
        } catch (SQLException e) {
            throw new InvalidInput(name + " is no Parquet file that can be read: " + firstLine(e) + ".",
                    "Maybe it was cut off on the way, or is of another kind.");
        }
    }

    private static Properties closed(String path) {
        Properties settings = new Properties();
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("allowed_paths", "['" + path + "']");
        return settings;
    }

    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("").replaceFirst("[.:]+$", "");
    }

    private static List<Column> read(Connection database, String path, String name) throws SQLException {
        int rows = rows(database, path, name);
        try (PreparedStatement query = database.prepareStatement("select * from read_parquet(?)")) {
            query.setString(1, path);
            try (ResultSet result = query.executeQuery()) {
                ResultSetMetaData about = result.getMetaData();
                List<Filling> columns = new ArrayList<>();
                if (about.getColumnCount() > MOST_COLUMNS || (long) about.getColumnCount() * rows > MOST_CELLS) {
                    throw new InvalidInput(name + " has " + rows + " rows of " + about.getColumnCount() + " columns.",
                            "Maybe keep the columns that are needed.");
                }
                for (int i = 1; i <= about.getColumnCount(); i++) {
                    columns.add(Filling.of(about.getColumnName(i), about.getColumnTypeName(i), i, rows, name));
                }
                for (int row = 0; result.next(); row++) {
                    for (Filling column : columns) {
                        column.take(result, row);
                    }
                }
                return columns.stream().map(Filling::column).toList();
            }
        }
    }

    private static int rows(Connection database, String path, String name) throws SQLException {
        try (PreparedStatement query = database.prepareStatement("select num_rows from parquet_file_metadata(?)")) {
            query.setString(1, path);
            try (ResultSet result = query.executeQuery()) {
                result.next();
                long rows = result.getLong(1);
                if (rows > MOST_CELLS) {
                    throw new InvalidInput(name + " has " + rows + " rows.", "Maybe take a sample of them.");
                }
                return (int) rows;
            }
        }
    }

    /** A column while it is read: numbers or texts. */
    private record Filling(String name, int place, String file, double @Nullable [] numbers,
            List<@Nullable String> texts) {
        static Filling of(String name, String type, int place, int rows, String file) {
            String plain = type.toUpperCase(Locale.ROOT).replaceFirst("\\(.*", "");
            return switch (plain) {
                case "BOOLEAN", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT",
                        "UINTEGER", "UBIGINT", "UHUGEINT", "FLOAT", "DOUBLE", "DECIMAL" ->
                    new Filling(name, place, file, new double[rows], List.of());
                case "VARCHAR", "ENUM", "DATE", "TIME", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS",
                        "TIMESTAMP WITH TIME ZONE", "UUID" ->
                    new Filling(name, place, file, null,
                            new ArrayList<@Nullable String>(Arrays.asList(new @Nullable String[rows])));
                default -> throw new Refusal("The column '" + name + "' of " + file + " holds " + type
                        + ", and what is read are numbers and texts.", "Maybe leave it out, or take it apart.");
            };
        }

        void take(ResultSet result, int row) throws SQLException {
            if (numbers == null) {
                String text = result.getString(place);
                texts.set(row, text);
                return;
            }
            Object value = result.getObject(place);
            numbers[row] = switch (value) {
                case null -> Double.NaN;
                case Boolean truth -> truth ? 1 : 0;
                case Float real -> real;
                case Double real -> real;
                case Number number -> exact(number, row);
                default -> throw new SQLException("no number in " + name);
            };
        }

        private double exact(Number number, int row) {
            double real = number.doubleValue();
            boolean isWhole = !(number instanceof BigDecimal decimal) || decimal.scale() <= 0;
            if (isWhole && Math.abs(real) >= EXACT
                    && new BigDecimal(real).compareTo(new BigDecimal(number.toString())) != 0) {
                throw new Refusal("Row " + (row + 1) + " of the column '" + name + "' of " + file + " is " + number
                        + ", more than a double holds exactly.", "Maybe it is an identifier: save it as text.");
            }
            return real;
        }

        Column column() {
            return numbers == null ? new Column.Texts(name, texts) : new Column.Numbers(name, numbers);
        }
    }
}

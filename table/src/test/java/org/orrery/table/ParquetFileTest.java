package org.orrery.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;

class ParquetFileTest {
    @TempDir
    private Path folder;

    private Path written(String query) throws SQLException {
        Path file = folder.resolve("a.parquet");
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = database.createStatement()) {
            statement.execute("copy (" + query + ") to '" + file + "' (format parquet)");
        }
        return file;
    }

    private static double[] numbers(Column column) {
        assertThat(column).isInstanceOf(Column.Numbers.class);
        return ((Column.Numbers) column).values();
    }

    private static List<String> texts(Column column) {
        assertThat(column).isInstanceOf(Column.Texts.class);
        return ((Column.Texts) column).values();
    }

    @Test
    void numbersOfEveryKindAreNumbers() throws SQLException {
        List<Column> columns = ParquetFile
                .read(written("select * from (values (true, 1::tinyint, 2::bigint, 0.5::float,"
                        + " 0.1::double, 1.25::decimal(9, 3)), (null, null, -3, 'nan'::float, null, -2))"
                        + " t(a, b, c, d, e, f)"));
        assertThat(columns).extracting(Column::name).containsExactly("a", "b", "c", "d", "e", "f");
        double[][] expected = {{1, Double.NaN}, {1, Double.NaN}, {2, -3}, {0.5, Double.NaN}, {0.1, Double.NaN},
                {1.25, -2}};
        for (int i = 0; i < expected.length; i++) {
            assertThat(numbers(columns.get(i))).as(columns.get(i).name()).containsExactly(expected[i]);
        }
    }

    @Test
    void textsAndDatesAreTexts() throws SQLException {
        List<Column> columns = ParquetFile.read(written("select * from (values ('sick', date '2026-11-25'),"
                + " (null, null)) t(state, day)"));
        assertThat(texts(columns.get(0))).isEqualTo(Arrays.asList("sick", null));
        assertThat(texts(columns.get(1))).isEqualTo(Arrays.asList("2026-11-25", null));
    }

    @Test
    void manyRowsKeepTheirOrder() throws SQLException {
        double[] values = numbers(ParquetFile.read(written("select i * 0.5 as x from range(100000) t(i)")).getFirst());
        assertThat(values).hasSize(100_000);
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i]).isEqualTo(i * 0.5);
        }
    }

    @Test
    void whatHasNoPlaceInAColumnIsRefusedByName() {
        assertThatThrownBy(() -> ParquetFile.read(written("select [1, 2] as pair"))).isInstanceOf(Refusal.class)
                .hasMessageContaining("'pair'").hasMessageContaining("INTEGER[]");
        assertThatThrownBy(() -> ParquetFile.read(written("select 9007199254740993::bigint as id")))
                .isInstanceOf(Refusal.class).hasMessageContaining("'id'").hasMessageContaining("9007199254740993");
        assertThatThrownBy(() -> ParquetFile.read(written("select 9007199254740993::decimal(38, 0) as id")))
                .isInstanceOf(Refusal.class).hasMessageContaining("'id'").hasMessageContaining("9007199254740993");
    }

    @Test
    void aFileOfAnotherKindIsSaidSo() throws IOException {
        Path file = Files.writeString(folder.resolve("b.parquet"), "x,y\n1,2\n");
        assertThatThrownBy(() -> ParquetFile.read(file)).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("b.parquet is no Parquet file");
        assertThatThrownBy(() -> ParquetFile.read(folder.resolve("none.parquet"))).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("There is no file");
    }

    @Test
    void aPathIsNoPattern() throws SQLException, IOException {
        Path file = Files.copy(written("select 1 as x"), folder.resolve("a[1].parquet"));
        assertThatThrownBy(() -> ParquetFile.read(file)).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("*?[]{}'");
    }

    @Test
    void aFileThatWasCutOffIsSaidSo() throws SQLException, IOException {
        byte[] bytes = Files.readAllBytes(written("select i from range(1000) t(i)"));
        Path file = Files.write(folder.resolve("cut.parquet"), Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> ParquetFile.read(file)).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("cut.parquet");
    }
}

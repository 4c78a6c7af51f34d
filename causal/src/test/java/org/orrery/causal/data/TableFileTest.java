package org.orrery.causal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orrery.core.InvalidInput;
import org.orrery.core.OrreryException;
import org.orrery.core.Refusal;

class TableFileTest {
    @TempDir
    Path folder;

    private Table read(String text) throws IOException {
        return TableFile.read(Files.writeString(folder.resolve("t.csv"), text));
    }

    @Test
    void tellsNumbersFromTextsAndCountsWhatIsMissing() throws IOException {
        Table table = read(
                "id,smoke,dose,place\na1,0,1.5,north\na2,1,NA,\"so,\"\"uth\"\"\"\n\na3,1,.,\na4,0,-2e3,north\n");
        assertThat(table.rows()).isEqualTo(4);
        assertThat(table.names()).containsExactly("id", "smoke", "dose", "place");
        assertThat(table.numeric("smoke").values()).containsExactly(0, 1, 1, 0);
        assertThat(table.numeric("dose").values()).containsExactly(1.5, Double.NaN, Double.NaN, -2000);
        assertThat(table.column("dose").missing()).isEqualTo(2);
        assertThat(table.factor("place").levels()).containsExactly("north", "so,\"uth\"");
        assertThat(table.factor("place").codes()).containsExactly(0, 1, -1, 0);
    }

    @Test
    void readsEveryDialectToTheSameTable() throws IOException {
        for (String text : List.of("x,y\n1.5,a\n2,b\n", "\ufeffx\ty\r\n1.5\ta\r\n2\tb", "x;y\r1,5;a\r2;b\r",
                "\n\n\"x\" ; \"y\"\n1.5;a\n 2 ; b \n")) {
            Table table = read(text);
            assertThat(table.numeric("x").values()).as(text).containsExactly(1.5, 2);
            assertThat(table.factor("y").levels()).as(text).containsExactly("a", "b");
        }
    }

    @Test
    void aCommaIsNoDecimalPointWhereItSeparatesOrMayGroupDigits() throws IOException {
        assertThat(read("x\ty\n1,234\t1\n").column("x")).isInstanceOf(Column.Factor.class);
        assertThat(read("x;y\n1,5;1\n2.5;1\n").column("x")).as("both points in one column")
                .isInstanceOf(Column.Factor.class);
    }

    @Test
    void whatComesOutDoesNotDependOnWhereABufferEnds() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        StringBuilder text = new StringBuilder("number,\"quo\"\"ted\"\r\n");
        double[] numbers = new double[20_000];
        String[] texts = new String[numbers.length];
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = random.nextInt(4) == 0 ? random.nextInt(-999, 999) : random.nextGaussian();
            texts[row] = "\"a\"\r\nb,".substring(random.nextInt(4)) + random.nextInt(50);
            text.append(numbers[row]).append(",\"").append(texts[row].replace("\"", "\"\"")).append("\"\r\n");
        }
        Path file = folder.resolve("t.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
        Table table = TableFile.read(file);
        assertThat(table.numeric("number").values()).containsExactly(numbers);
        Column.Factor factor = table.factor("quo\"ted");
        for (int row = 0; row < numbers.length; row++) {
            assertThat(factor.levels().get(factor.code(row))).isEqualTo(texts[row].strip());
        }
    }

    @Test
    void theOrderOfTheRowsDecidesNothing() throws IOException {
        assertThat(read("x\nb\na\n").factor("x").levels()).isEqualTo(read("x\na\nb\n").factor("x").levels());
    }

    @Test
    void saysWhereAFileIsWrong() {
        refused("a,b\n1,2\n3\n", "line 3: 1 fields, and there are 2 names");
        refused("a,b\n\"1\n2\",2\n1,2,3\n", "line 4: 3 fields");
        refused("a,a\n1,2\n", "two columns are called 'a'");
        refused("a,,b\n1,2,3\n", "column 2 has no name");
        refused("1,2\n3,4\n", "line 1: there are numbers where the names");
        refused("a,b\n", "no row below");
        refused("", "is empty");
        refused("a\n\"x\n", "ends inside the quotes of the row that begins on line 2");
    }

    @Test
    void saysWhatKindOfFileItCannotRead() throws IOException {
        assertThatThrownBy(() -> TableFile.read(folder.resolve("a.feather"))).isInstanceOf(Refusal.class)
                .hasMessageContaining("feather");
        assertThatThrownBy(() -> TableFile.read(folder.resolve("a.xlsx"))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> TableFile.read(folder.resolve("none.csv"))).isInstanceOf(InvalidInput.class)
                .hasMessageContaining("There is no file");
        assertThatThrownBy(() -> TableFile.read(folder)).isInstanceOf(InvalidInput.class);
        Path latin = Files.write(folder.resolve("latin.csv"), new byte[]{'a', '\n', (byte) 0xe9, '\n'});
        assertThatThrownBy(() -> TableFile.read(latin)).isInstanceOf(InvalidInput.class).hasMessageContaining("UTF-8");
        Path cut = Files.write(folder.resolve("cut.csv.gz"), new byte[]{0x1f, (byte) 0x8b, 8, 0, 0});
        assertThatThrownBy(() -> TableFile.read(cut)).isInstanceOf(InvalidInput.class);
    }

    private void refused(String text, String message) {
        assertThatThrownBy(() -> read(text)).as(text).isInstanceOf(InvalidInput.class).hasMessageContaining(message)
                .satisfies(e -> assertThat(((OrreryException) e).advice()).startsWith("Maybe"));
    }

    @Test
    void aParquetFileIsReadAsTheSameTableInCsv() throws IOException, SQLException {
        Path csv = Files.writeString(folder.resolve("t.csv"), "x,state\n1.5,sick\n,well\n3,\n");
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = database.createStatement()) {
            statement.execute("copy (from '" + csv + "') to '" + folder.resolve("t.parquet") + "' (format parquet)");
        }
        Table expected = TableFile.read(csv);
        Table found = TableFile.read(folder.resolve("t.parquet"));
        for (String name : List.of("x", "state")) {
            for (int row = 0; row < 3; row++) {
                assertThat(found.column(name).isMissing(row)).isEqualTo(expected.column(name).isMissing(row));
            }
        }
        assertThat(((Column.Numeric) found.column("x")).values()).containsExactly(1.5, Double.NaN, 3);
        assertThat(((Column.Factor) found.column("state")).levels()).containsExactly("sick", "well");
        assertThat(((Column.Factor) found.column("state")).code(1)).isEqualTo(1);
    }
}

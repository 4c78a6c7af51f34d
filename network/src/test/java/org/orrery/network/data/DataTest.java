package org.orrery.network.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orrery.core.Claim;
import org.orrery.core.InvalidInput;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.place.Layout;

class DataTest {
    private static final Layout TABLE = input("x", ElementType.FLOAT, 2);

    @TempDir
    private Path folder;

    private static Layout input(String name, ElementType element, long... example) {
        List<Dim> shape = new java.util.ArrayList<>(List.of(new Dim.Named("batch")));
        java.util.Arrays.stream(example).forEach(length -> shape.add(new Dim.Known(length)));
        return new Layout(name, element, shape, 0, -1);
    }

    private Examples fit(String name, String content, Card card, Layout input) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        return Fitting.fit(file, card, List.of(input), Set.of());
    }

    private static List<String> texts(Examples examples, Claim.State status) {
        return examples.assumptions().stream().filter(each -> each.status() == status).map(Claim.Assumption::text)
                .toList();
    }

    @Test
    void aParquetFileIsReadAsTheSameTableInCsv() throws IOException, SQLException {
        Card card = Card.parse("inputs: {x: {features: [depth, tp]}}", "net.card.yaml");
        Examples csv = fit("a.csv", "tp,depth,label\n1,2,0\n3,4,1\n", card, TABLE);
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = database.createStatement()) {
            statement.execute("copy (from '" + folder.resolve("a.csv") + "') to '" + folder.resolve("a.parquet")
                    + "' (format parquet)");
        }
        Examples parquet = Fitting.fit(folder.resolve("a.parquet"), card, List.of(TABLE), Set.of());
        int[] rows = {1, 0};
        assertThat(parquet.rows(rows)).isEqualTo(csv.rows(rows));
        assertThat(parquet.columns().get("label")).containsExactly(csv.columns().get("label"));
    }

    @Test
    void columnsAreTakenByNameWhateverTheirOrder() throws IOException {
        Card card = Card.parse("inputs: {x: {features: [depth, tp]}}", "net.card.yaml");
        Examples one = fit("a.csv", "tp,depth,label\n1,2,0\n3,4,1\n", card, TABLE);
        Examples other = fit("b.csv", "label;depth;tp\r\n0;2;1\r\n1;4;3\r\n", card, TABLE);
        for (Examples examples : List.of(one, other)) {
            assertThat(examples.rows(new int[]{1, 0}).get("x")).isEqualTo(Tensor.of(new float[]{4, 3, 2, 1}, 2, 2));
            assertThat(examples.columns()).containsOnlyKeys("label");
            assertThat(examples.columns().get("label")).containsExactly(0, 1);
            assertThat(texts(examples, Claim.State.HOLDS)).anyMatch(text -> text.contains("by name"));
            assertThat(texts(examples, Claim.State.UNTESTED)).isEmpty();
        }
        assertThat(one.sha256()).isNotEqualTo(other.sha256());
    }

    @Test
    void withoutNamesTheOrderIsAnAssumption() throws IOException {
        assertThat(texts(fit("a.csv", "a,b\n1,2\n", Card.NONE, TABLE), Claim.State.UNTESTED))
                .anyMatch(text -> text.contains("order"));
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> fit("b.csv", "a,b,c\n1,2,3\n", Card.NONE, TABLE))
                .withMessageContaining("has 3 columns of numbers: a, b, c");
    }

    @Test
    void whatIsOutsideTheRangeOfTheCardIsSaid() throws IOException {
        Card card = Card.parse("inputs: {x: {features: [a, b], subtract: [1, 0], divide: [1, 10], range: [0, 1]}}",
                "c");
        assertThat(texts(fit("a.csv", "a,b\n1,10\n2,0\n", card, TABLE), Claim.State.FAILS)).isEmpty();
        // The same with the two columns' names swapped.
        assertThat(texts(fit("b.csv", "b,a\n1,10\n2,0\n", card, TABLE), Claim.State.FAILS))
                .anyMatch(text -> text.contains("2 of 4 values do not"));
    }

    @Test
    void whatDoesNotFitIsSaid() {
        Map<String, String> wrong = Map.of("a,b\n1\n", "row 1 has 1 fields", "a,b\n1,NaN\n", "row 0", "a,a\n1,2\n",
                "two columns", "a,b\n", "no row", "a,b\n1,\"2\n", "inside quotes", "1,2\n3,4\n",
                "numbers in its first line",
                "a,b\nx,1\n", "1 columns of numbers");
        wrong.forEach((content, message) -> assertThatExceptionOfType(InvalidInput.class).as(content)
                .isThrownBy(() -> fit("wrong.csv", content, Card.NONE, TABLE)).withMessageContaining(message));
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> fit("whole.csv", "n\n1.5\n", Card.NONE, input("n", ElementType.INT64)))
                .withMessageContaining("int64").withMessageContaining("holds 1.5");
        for (String card : List.of("inputs: {x: {devide: 2}}", "inputs: {x: {divide: 0}}", "inputs: [", "input: {}",
                "inputs: {x: {range: [1, 0]}}", "inputs: {x: {divide: a}}", "inputs: {x: {colours: cmyk}}")) {
            assertThatExceptionOfType(InvalidInput.class).as(card).isThrownBy(() -> Card.parse(card, "c"));
        }
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(
                () -> fit("a.csv", "a,b\n1,2\n", Card.parse("inputs: {y: {divide: 2}}", "c"), TABLE))
                .withMessageContaining("'y'");
    }

    @Test
    void sparseFeaturesAreCountedFromOneUnlessThereIsAZero() throws IOException {
        Layout input = input("x", ElementType.FLOAT, 1, 2, 2);
        Examples one = fit("a.libsvm", "7 1:5 4:6 # four\n\n2 2:1.5\n", Card.NONE, input);
        assertThat(one.rows(new int[]{0, 1}).get("x"))
                .isEqualTo(Tensor.of(new float[]{5, 0, 0, 6, 0, 1.5f, 0, 0}, 2, 1, 2, 2));
        assertThat(one.columns().get("label")).containsExactly(7, 2);
        Examples zero = fit("b.libsvm", "1 0:5 3:6\n", Card.NONE, input);
        assertThat(zero.rows(new int[]{0}).get("x").floats()).containsExactly(5, 0, 0, 6);
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> fit("c.libsvm", "1 5\n", Card.NONE, input))
                .withMessageContaining("line 1");
    }

    @Test
    void picturesComeWithTheirColoursWhereTheNetworkHasThem() throws IOException {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0xff0080);
        image.setRGB(1, 0, 0x010203);
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        ImageIO.write(image, "png", pictures.resolve("b.png").toFile());
        ImageIO.write(new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB), "png", pictures.resolve("a.png").toFile());
        Files.writeString(folder.resolve("pictures.csv"), "file,split,label\nb.png,val,1\na.png,train,0\n");
        Examples first = Fitting.fit(pictures, Card.NONE, List.of(input("x", ElementType.FLOAT, 3, 1, 2)),
                Set.of("label"));
        assertThat(first.rows(new int[]{0}).get("x").floats()).containsExactly(1f, 1 / 255f, 0f, 2 / 255f, 128 / 255f,
                3 / 255f);
        assertThat(first.columns()).containsOnlyKeys("split.train", "split.val", "data.label");
        assertThat(first.columns().get("split.val")).containsExactly(1, 0);
        Card card = Card.parse("inputs: {x: {divide: 1, colours: bgr}}", "c");
        Examples last = Fitting.fit(pictures, card, List.of(input("x", ElementType.UINT8, 1, 2, 3)), Set.of());
        assertThat(last.rows(new int[]{0}).get("x").longs()).containsExactly(128, 0, 255, 3, 2, 1);
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(
                () -> Fitting.fit(pictures, Card.NONE, List.of(input("x", ElementType.FLOAT, 1, 28, 28)), Set.of()))
                .withMessageContaining("2 wide, 1 high, in 3 colours");
        Files.writeString(pictures.resolve("a.png"), "no picture");
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(
                () -> Fitting.fit(pictures, Card.NONE, List.of(input("x", ElementType.FLOAT, 3, 1, 2)), Set.of()))
                .withMessageContaining("'a.png'");
    }

    @Test
    void examplesGoToTheAxisThatCountsThem() {
        Layout input = new Layout("x", ElementType.FLOAT,
                List.of(new Dim.Known(2), new Dim.Named("batch"), new Dim.Known(2)),
                1, 0);
        Tensor array = Tensor.of(new float[]{0, 1, 10, 11, 20, 21, 2, 3, 12, 13, 22, 23}, 2, 3, 2);
        Stack stack = new Stack(input, Stack.front(array, 1));
        assertThat(stack.all()).isEqualTo(Tensor.of(new float[]{0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23}, 3, 2, 2));
        assertThat(stack.rows(new int[]{0, 1, 2})).isEqualTo(array);
        assertThat(stack.rows(new int[]{2, 0})).isEqualTo(Tensor.of(new float[]{20, 21, 0, 1, 22, 23, 2, 3}, 2, 2, 2));
    }
}

package org.orrery.casebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orrery.cli.Main;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.OnnxFile;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;

/** The command line and networks together, as a user meets them. */
class NetworkCommandsTest {
    @TempDir
    private Path folder;
    private String network = "";
    private String data = "";

    private record Ended(int exit, String out, String err) {}

    private static Ended run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = Main.run(args, new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Ended(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** y = 2 a - 3 b, with a and b the columns of x. */
    @BeforeEach
    void write() throws IOException {
        ByteBuffer buffer = OnnxFile.write(OnnxModel.of(new Graph("linear",
                List.of(Node.of("MatMul", List.of("x", "w"), "y")),
                List.of(Value.tensor("x", ElementType.FLOAT, new Dim.Named("n"), new Dim.Known(2))),
                List.of(Value.untyped("y")), Map.of("w", Tensor.of(new float[]{2, -3}, 2, 1))), 17));
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        network = Files.write(folder.resolve("linear.onnx"), bytes).toString();
        data = Files.writeString(folder.resolve("rows.csv"), "a,b\n1,2\n4,0.5\n").toString();
    }

    @Test
    void explainAttributesToTheInputs() {
        Ended told = run("explain", network, "--with", data, "--target", "y[0]", "--row", "1");
        assertThat(told.exit()).as(told.err()).isZero();
        assertThat(told.out()).contains("For row 1, y[0] is 6.5", "x[0] (8)", "x[1] (-1.5)", "completeness");
        Ended json = run("explain", network, "--with", data, "--target", "y[0]", "--method", "occlusion", "--json");
        assertThat(json.exit()).as(json.err()).isZero();
        assertThat(json.out()).startsWith("{").contains("\"rung\":\"see\"", "\"x[1]\",2.0,0.0,-6.0");
    }

    @Test
    void explainWritesAPage() throws IOException {
        Path page = folder.resolve("page.html");
        Ended ended = run("explain", network, "--with", data, "--target", "y[0]", "--report", page.toString());
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(Files.readString(page)).contains("y[0]", "attribution");
    }

    @Test
    void wrongWordsToExplainSayWhatIsMeant() {
        Ended target = run("explain", network, "--with", data, "--target", "z[0]");
        assertThat(target.exit()).isEqualTo(4);
        assertThat(target.err()).contains("no tensor 'z'");
        Ended method = run("explain", network, "--with", data, "--target", "y[0]", "--method", "oclusion");
        assertThat(method.exit()).isEqualTo(4);
        assertThat(method.err()).contains("no method 'oclusion'", "occlusion");
        Ended row = run("explain", network, "--with", data, "--target", "y[0]", "--row", "2");
        assertThat(row.exit()).isEqualTo(4);
        assertThat(row.err()).contains("no row 2", "from 0 to 1");
        Ended several = run("explain", network, "--with", data, "--target", "x");
        assertThat(several.exit()).isEqualTo(4);
        assertThat(several.err()).contains("more than one number", "x[0]");
        assertThat(run("explain", network, "--target", "y[0]").exit()).isEqualTo(2);
    }

    @Test
    void anArrayIsNotSetButBrought() {
        Ended ended = run("ask", network, "y[0]", "--set", "x=1");
        assertThat(ended.exit()).isEqualTo(4);
        assertThat(ended.err()).contains("x is an array of 2 numbers", "--with");
        assertThat(ended.err()).doesNotContain("\tat ");
    }
}

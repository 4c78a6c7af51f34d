package org.orrery.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orrery.core.Claim;
import org.orrery.core.Ensemble;
import org.orrery.core.Experiment;
import org.orrery.core.Lab;
import org.orrery.core.Model;
import org.orrery.core.Question;
import org.orrery.core.Variable;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Function;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.OnnxFile;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;

/** Networks whose file calls functions of its own, as exporters write them. */
class UnfoldedTest {
    private static final UnknownFieldSet NOTHING = UnknownFieldSet.getDefaultInstance();

    /** y = w2 relu(w1 x + b1) + b2, a dense layer being a function that is called twice. */
    private static OnnxModel calling(long version) {
        Function dense = new Function("own", "Dense", "", List.of("a", "w", "b"), List.of("c"), List.of(), Map.of(),
                List.of(Node.of("MatMul", List.of("a", "w"), "product"),
                        Node.of("Add", List.of("product", "b"), "c")),
                Map.of("", version), NOTHING);
        Graph graph = new Graph("g", List.of(
                new Node("Dense", "own", "first", List.of("x", "w1", "b1"), List.of("pre"), Map.of(), NOTHING),
                Node.of("Relu", List.of("pre"), "hidden"),
                new Node("Dense", "own", "second", List.of("hidden", "w2", "b2"), List.of("y"),
                        Map.<String, Attribute>of(), NOTHING)),
                List.of(Value.tensor("x", ElementType.FLOAT, new Dim.Named("batch"), new Dim.Known(2))),
                List.of(Value.untyped("y")),
                Map.of("w1", Tensor.of(new float[]{1, 2, -1, 3, 0, 1}, 2, 3), "b1",
                        Tensor.of(new float[]{0, 1, -1}, 3), "w2", Tensor.of(new float[]{2, -1, 4}, 3, 1), "b2",
                        Tensor.of(new float[]{0.5f}, 1)));
        return new OnnxModel(8, "test", Map.of("", 17L, "own", 1L), graph, List.of(dense), NOTHING);
    }

    private static Model open(Path folder, OnnxModel model) throws IOException {
        ByteBuffer bytes = OnnxFile.write(model);
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        Path data = Files.writeString(folder.resolve("data.csv"), "a,b\n1,2\n3,-1\n");
        return new OnnxModelReader().read(Files.write(folder.resolve("net.onnx"), copy)).with(data);
    }

    private static Claim ask(Model model, String question) {
        Claim claim = new Experiment(model, Question.parse(question), Map.of("row", 0.0), Ensemble.NONE, Map.of(),
                List.of(), List.of(), 1, "test").ask(Lab.SINGLE).claim();
        assertThat(claim.status()).as(claim.reason()).isEqualTo(Claim.Status.ANSWERED);
        return claim;
    }

    @Test
    void whatAFunctionMakesInsideHasAnAddressAndIsMoved(@TempDir Path folder) throws IOException {
        Model model = open(folder, calling(17));
        assertThat(model.summary()).contains("1 function of its own (own.Dense), put in the places of their calls");
        assertThat(model.variables()).extracting(Variable::name).contains("first/product", "second/product", "mlp.0");
        // x = (1, 2): w1 x = (7, 2, 1), pre = (7, 3, 0), y = 14 - 3 + 0 + 0.5.
        Claim claim = ask(model, "y[0] | do(`first/product`[1] = 4)");
        assertThat(claim.off()).isEqualTo(11.5);
        assertThat(claim.on()).isEqualTo(9.5);
        assertThat(claim.checks()).allMatch(Claim.Check::passed);
        assertThat(ask(model, "y[0] | do(mlp.0[0] = knockout)").on()).isEqualTo(-2.5);
    }

    @Test
    void functionsOfAnotherVersionStayWhole(@TempDir Path folder) throws IOException {
        Model model = open(folder, calling(16));
        assertThat(model.summary()).anyMatch(line -> line.contains("not looked into") && line.contains("'Dense'"));
        assertThat(model.variables()).extracting(Variable::name).contains("pre").doesNotContain("first/product");
        assertThat(ask(model, "y[0] | do(pre[0] = knockout)").on()).isEqualTo(-2.5);
    }
}

package org.orrery.network.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;
import org.orrery.network.SharedNetworks;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.OnnxFile;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;
import org.orrery.network.onnx.ValueType;
import org.orrery.network.run.RunSettings;
import org.orrery.network.run.Session;

class EvaluatorTest {
    private static final OnnxModel TWO = OnnxModel.of(new Graph("g", List.of(Node.of("Relu", List.of("x"), "h"),
            Node.of("Mystery", List.of("h"), "m"), Node.of("Add", List.of("h", "w"), "y")),
            List.of(Value.tensor("x",
                    ElementType.FLOAT, new Dim.Named("n"))),
            List.of(Value.untyped("y"), Value.untyped("m")), Map.of("w",
                    Tensor.of(new float[]{10}, 1))),
            17);

    @Test
    void anyEdgeCanBeReadAndAnyBeGiven() {
        Evaluator evaluator = Evaluator.of(TWO);
        Map<String, Tensor> x = Map.of("x", Tensor.of(new float[]{-1, 2}, 2));
        assertThat(evaluator.run(x, List.of("h", "y")).get("y").doubles()).containsExactly(10, 12);
        assertThat(evaluator.run(x, List.of("h")).get("h").doubles()).containsExactly(0, 2);
        assertThat(evaluator.run(Map.of("h", Tensor.of(new double[]{0.1}, 1)), List.of("y")).get("y").doubles())
                .containsExactly(10.1);
        assertThat(evaluator.run(Map.of("h", Tensor.scalar(1f), "w", Tensor.scalar(0.5f)), List.of("y")).get("y")
                .doubles()).containsExactly(1.5);
    }

    @Test
    void whatIsNotKnownIsRefusedByNameOnceItIsNeeded() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> Evaluator.of(TWO).run(Map.of("x", Tensor.of(new float[]{1}, 1)), List.of("m")))
                .withMessageContaining("Mystery");
    }

    @Test
    void wrongInputsAreNamed() {
        Evaluator evaluator = Evaluator.of(TWO);
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> evaluator.run(Map.of(), List.of("y")))
                .withMessageContaining("'x'");
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> evaluator.run(Map.of("x", Tensor.of(new long[]{1}, 1)), List.of("y")))
                .withMessageContaining("int64").withMessageContaining("float");
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> evaluator.run(
                Map.of("x", Tensor.of(new float[]{1, 2}, 2), "w", Tensor.of(new float[]{1, 2, 3}, 3)), List.of("y")))
                .withMessageContaining("Add").withMessageContaining("[2]").withMessageContaining("[3]");
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> evaluator.run(Map.of("x", Tensor.scalar(1f)), List.of("nowhere")))
                .withMessageContaining("nowhere");
    }

    @Test
    void sharedNetworksComeToWhatTheRuntimeSays() {
        int seen = 0;
        for (Path file : SharedNetworks.models()) {
            OnnxModel model = OnnxFile.read(file);
            Map<String, Tensor> inputs = new LinkedHashMap<>();
            Draw draw = new Draw(11);
            for (Value input : model.graph().required()) {
                if (input.type() instanceof ValueType.OfTensor(ElementType type, List<Dim> shape) && shape != null) {
                    long[] lengths = shape.stream().mapToLong(dim -> dim instanceof Dim.Known(long known) ? known : 3)
                            .toArray();
                    inputs.put(input.name(),
                            type.isReal() ? draw.uniform(0, 1, lengths) : draw.whole(0, 2, lengths));
                }
            }
            List<String> outputs = model.graph().outputs().stream().map(Value::name)
                    .toList();
            try (Session session = Session.open(model, RunSettings.USUAL)) {
                List<String> dense = outputs.stream()
                        .filter(name -> session.types().get(name) instanceof ValueType.OfTensor).toList();
                OneNode.compare(file.toString(), session.run(inputs, dense),
                        List.copyOf(Evaluator.of(model).run(inputs, dense).values()), 1e-5);
                seen += dense.size();
            } catch (Refusal e) {
                assertThat(e.getMessage()).contains("ai.onnx.ml");
            }
        }
        assertThat(seen).isGreaterThanOrEqualTo(11);
    }
}

package org.orrery.network.gradient;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.UnknownFieldSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orrery.core.Refusal;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;

/** Linear models as scikit-learn's exporter writes them: against differences of the float64 evaluator, and the runtime. */
class TabularsTest {
    private static final float[] WEIGHTS = {0.5f, -1, 2, 0.3f, 0.7f, -0.2f, 1.1f, 0.4f, -0.9f};

    private static Node node(String op, Map<String, Attribute> attributes, List<String> inputs, String... outputs) {
        return new Node(op, "ai.onnx.ml", op, inputs, List.of(outputs), attributes,
                UnknownFieldSet.getDefaultInstance());
    }

    private static Node scaler() {
        return node("Scaler", Map.of("offset", new Attribute.Reals(new float[]{0.5f, -1, 2}), "scale",
                new Attribute.Reals(new float[]{2, 0.5f, 1.5f})), List.of("x"), "s");
    }

    private static OnnxModel model(Node... nodes) {
        Graph graph = new Graph("linear", List.of(nodes),
                List.of(Value.tensor("x", ElementType.FLOAT, new Dim.Named("n"), new Dim.Known(3))),
                List.of(Value.untyped("y")), Map.of());
        return new OnnxModel(8, "", Map.of("", 17L, "ai.onnx.ml", 1L), graph, List.of(),
                UnknownFieldSet.getDefaultInstance());
    }

    private static void agrees(OnnxModel model) {
        Tensor x = new Some(3).reals(4, 3);
        new Probe("linear", model).first(Map.of("x", x), "y", List.of("x"));
    }

    @Test
    void regressors() {
        for (int targets : new int[]{1, 3}) {
            Map<String, Attribute> attributes = new LinkedHashMap<>();
            attributes.put("coefficients", new Attribute.Reals(java.util.Arrays.copyOf(WEIGHTS, 3 * targets)));
            attributes.put("targets", new Attribute.Whole(targets));
            agrees(model(scaler(), node("LinearRegressor", attributes, List.of("s"), "y")));
            attributes.put("intercepts",
                    new Attribute.Reals(java.util.Arrays.copyOf(new float[]{1, -2, 0.5f}, targets)));
            agrees(model(scaler(), node("LinearRegressor", attributes, List.of("s"), "y")));
        }
    }

    private static Node classifier(String post, int rows) {
        return node("LinearClassifier", Map.of("coefficients",
                new Attribute.Reals(java.util.Arrays.copyOf(WEIGHTS, 3 * rows)), "intercepts",
                new Attribute.Reals(java.util.Arrays.copyOf(new float[]{0.2f, -0.1f, 0.4f}, rows)), "classlabels_ints",
                new Attribute.Wholes(java.util.stream.LongStream.range(0, Math.max(2, rows)).toArray()),
                "post_transform", new Attribute.Text(post)), List.of("s"), "label", "p");
    }

    @ParameterizedTest
    @CsvSource({"NONE, 3", "LOGISTIC, 3", "SOFTMAX, 3", "LOGISTIC, 2", "SOFTMAX, 2"})
    void classifiersWithTheirShares(String post, int rows) {
        agrees(model(scaler(), classifier(post, rows),
                node("Normalizer", Map.of("norm", new Attribute.Text("L1")), List.of("p"), "y")));
    }

    @Test
    void whatIsNotWrittenOutIsRefusedByName() {
        OnnxModel model = model(scaler(), node("Normalizer", Map.of("norm", new Attribute.Text("L2")), List.of("s"),
                "y"));
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> Gradients.reverse(model, "y", List.of("x")))
                .withMessageContaining("Normalizer");
    }
}

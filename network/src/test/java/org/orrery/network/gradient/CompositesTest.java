package org.orrery.network.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;

/** Second derivatives of small networks: differences of gradients against the gradient differentiated again. */
class CompositesTest {
    private final Some some = new Some(21);

    private static Node node(String op, Map<String, Attribute> attributes, String output, String... inputs) {
        return Node.of(op, List.of(inputs), List.of(output), attributes);
    }

    private static OnnxModel model(Tensor x, Map<String, Tensor> parameters, Node... nodes) {
        Dim[] dims = new Dim[x.rank()];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = i == 0 ? new Dim.Named("batch") : new Dim.Known(x.shape()[i]);
        }
        return OnnxModel.of(new Graph("net", List.of(nodes), List.of(Value.tensor("x", ElementType.FLOAT, dims)),
                List.of(Value.untyped("y")), parameters), 17);
    }

    private static void twice(OnnxModel model, Tensor x, List<String> by) {
        new Probe("first", model).first(Map.of("x", x), "y", by);
        OnnxModel once = Gradients.reverse(model, "y", by);
        for (String edge : by) {
            new Probe("second by " + edge, once).within(1e-5)
                    .first(Map.of("x", x), Gradients.gradient("y", edge), by);
        }
    }

    @Test
    void attention() {
        Tensor x = some.reals(2, 3, 4);
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        for (String name : List.of("q", "k", "v")) {
            parameters.put("w" + name, some.reals(4, 4));
        }
        parameters.put("scale", some.between(0.5, 1.5, 4));
        parameters.put("bias", some.reals(4));
        parameters.put("half", Tensor.scalar(0.5f));
        OnnxModel block = model(x, parameters,
                node("LayerNormalization", Attributes.of("epsilon", 0.1f), "n", "x", "scale", "bias"),
                node("MatMul", Map.of(), "q", "n", "wq"), node("MatMul", Map.of(), "k", "n", "wk"),
                node("MatMul", Map.of(), "v", "n", "wv"),
                node("Transpose", Attributes.of("perm", new long[]{0, 2, 1}), "kt", "k"),
                node("MatMul", Map.of(), "qk", "q", "kt"), node("Mul", Map.of(), "scaled", "qk", "half"),
                node("Softmax", Attributes.of("axis", -1), "pattern", "scaled"),
                node("MatMul", Map.of(), "z", "pattern", "v"), node("Add", Map.of(), "sum", "x", "z"),
                node("Tanh", Map.of(), "y", "sum"));
        twice(block, x, List.of("x", "wq", "scale"));
        twice(block, x, List.of("pattern"));
    }

    @Test
    void convolutions() {
        Tensor x = some.reals(2, 2, 7, 6);
        Map<String, Tensor> parameters = Map.of("w", some.reals(4, 1, 3, 3), "b", some.reals(4), "u",
                some.reals(3, 4, 2, 2), "h", some.reals(6, 12));
        OnnxModel net = model(x, parameters,
                node("Conv", Attributes.of("group", 2, "pads", new long[]{1, 1, 1, 1}, "strides", new long[]{2, 1}),
                        "c",
                        "x", "w", "b"),
                node("Tanh", Map.of(), "ct", "c"),
                node("MaxPool", Attributes.of("kernel_shape", new long[]{2, 2}, "strides", new long[]{1, 1}), "p",
                        "ct"),
                node("Conv", Map.of(), "d", "p", "u"),
                node("Softplus", Map.of(), "e", "d"),
                node("AveragePool", Attributes.of("kernel_shape", new long[]{2, 2}), "a", "e"),
                node("Flatten", Map.of(), "f", "a"),
                node("Sin", Map.of(), "s", "f"),
                node("LogSoftmax", Attributes.of("axis", 1), "y", "s"));
        twice(net, x, List.of("x", "w", "b", "u"));
    }

    @Test
    void recurrent() {
        Tensor x = some.reals(3, 2, 2);
        OnnxModel net = OnnxModel.of(new Graph("net", List.of(
                node("GRU", Attributes.of("hidden_size", 3), "h", "x", "w", "r"), node("Tanh", Map.of(), "y", "h")),
                List.of(Value.tensor("x", ElementType.FLOAT, new Dim.Known(3), new Dim.Named("batch"),
                        new Dim.Known(2))),
                List.of(Value.untyped("y")), Map.of("w", some.reals(1, 9, 2), "r", some.reals(1, 9, 3))), 17);
        twice(Expansions.of(net, List.of("y"), List.of("x", "w", "r")), x, List.of("x", "w", "r"));
    }

    @Test
    void theTableHoldsAtLeastEightyRules() {
        assertThat(Rules.all().values().stream().filter(each -> each instanceof Treatment.Smooth).count())
                .isGreaterThanOrEqualTo(80);
    }
}

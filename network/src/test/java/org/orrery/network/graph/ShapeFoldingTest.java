package org.orrery.network.graph;

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
import org.orrery.network.onnx.ValueType;
import org.orrery.network.run.RunSettings;
import org.orrery.network.run.Session;

class ShapeFoldingTest {
    private static final List<Dim> INPUT = List.of(new Dim.Named("batch"), new Dim.Known(4), new Dim.Known(6));

    private static Graph graph(List<Node> nodes, Map<String, Tensor> constants) {
        return new Graph("g", nodes, List.of(new Value("x", new ValueType.OfTensor(ElementType.FLOAT, INPUT))),
                List.of(Value.untyped("y")), constants);
    }

    private static Graph folded(Graph graph) {
        return ShapeFolding.of(graph, edge -> edge.equals("x") ? INPUT : null);
    }

    private static Tensor run(Graph graph, int batch) {
        float[] values = new float[batch * 24];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        try (Session session = Session.open(OnnxModel.of(graph, 17), RunSettings.USUAL)) {
            return session.run(Map.of("x", Tensor.of(values, batch, 4, 6))).getFirst();
        }
    }

    /** x.reshape(batch, 4, heads, 6 / heads), as exporters write it out. */
    private static Graph heads() {
        Map<String, Tensor> constants = new LinkedHashMap<>();
        constants.put("zero", Tensor.scalar(0L));
        constants.put("two", Tensor.scalar(2L));
        constants.put("first", Tensor.of(new long[]{0}, 1));
        constants.put("four", Tensor.of(new long[]{4}, 1));
        constants.put("heads", Tensor.of(new long[]{3}, 1));
        return graph(List.of(Node.of("Shape", List.of("x"), "shape"),
                Node.of("Gather", List.of("shape", "zero"), "batch"),
                Node.of("Gather", List.of("shape", "two"), "width"),
                Node.of("Unsqueeze", List.of("batch", "first"), "batch1"),
                Node.of("Unsqueeze", List.of("width", "first"), "width1"),
                Node.of("Div", List.of("width1", "heads"), "each"),
                Node.of("Concat", List.of("batch1", "four", "heads", "each"), "target"),
                Node.of("Reshape", List.of("x", "target"), "y")), constants);
    }

    private static Graph withAxis(Graph graph) {
        return graph.withNodes(graph.nodes().stream().map(node -> node.is("Concat")
                ? Node.of("Concat", node.inputs(), node.outputs(), Map.of("axis", new Attribute.Whole(0)))
                : node).toList());
    }

    @Test
    void aTargetWithOneFreeLengthBecomesAConstant() {
        Graph graph = withAxis(heads());
        Graph folded = folded(graph);
        Node reshape = folded.nodes().getLast();
        assertThat(folded.initializers().get(reshape.inputs().get(1)).longs()).containsExactly(0, 4, 3, 2);
        for (int batch : new int[]{1, 3}) {
            assertThat(run(folded, batch)).isEqualTo(run(graph, batch));
        }
        assertThat(Cut.to(folded, folded.outputs()).nodes()).hasSize(1);
        assertThat(folded(folded)).isSameAs(folded);
    }

    @Test
    void aFreeLengthThatMovesIsMinusOne() {
        Graph graph = graph(List.of(Node.of("Shape", List.of("x"), "shape"),
                Node.of("Gather", List.of("shape", "order"), "target"),
                Node.of("Reshape", List.of("x", "target"), "y")), Map.of("order", Tensor.of(new long[]{1, 0, 2}, 3)));
        Graph folded = folded(graph);
        assertThat(folded.initializers().get(folded.nodes().getLast().inputs().get(1)).longs())
                .containsExactly(4, -1, 6);
        assertThat(run(folded, 5)).isEqualTo(run(graph, 5));
    }

    @Test
    void whatOnlyARunCanTellIsLeft() {
        Graph graph = graph(List.of(Node.of("Shape", List.of("x"), "shape"),
                Node.of("Mul", List.of("shape", "shape"), "y")), Map.of());
        assertThat(folded(graph)).isSameAs(graph);
        Graph output = graph(List.of(
                Node.of("Shape", List.of("x"), List.of("y"), Map.of("start", new Attribute.Whole(1)))), Map.of());
        assertThat(folded(output)).as("an output stays a node").isSameAs(output);
    }
}

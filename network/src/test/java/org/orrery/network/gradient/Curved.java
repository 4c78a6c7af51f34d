package org.orrery.network.gradient;

import java.util.ArrayList;
import java.util.List;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Value;

/** Puts a curved function behind an edge, so that second derivatives reach the rule of what made it. */
final class Curved {
    private Curved() {}

    /** Adds the edge {@code curved}: y y y + y y + 2 y, whose slope is nowhere near 0 and which undoes no other function. */
    static OnnxModel of(OnnxModel model, String edge) {
        Graph graph = model.graph();
        List<Node> nodes = new ArrayList<>(graph.nodes());
        nodes.add(Node.of("Mul", List.of(edge, edge), "curved.square"));
        nodes.add(Node.of("Mul", List.of("curved.square", edge), "curved.cube"));
        nodes.add(Node.of("Sum", List.of("curved.cube", "curved.square", edge, edge), "curved"));
        List<Value> outputs = new ArrayList<>(graph.outputs());
        outputs.add(Value.untyped("curved"));
        return model.with(graph.withNodes(nodes).withOutputs(outputs));
    }
}

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

    /** Adds the edge {@code curved}: the hyperbolic tangent. */
    static OnnxModel of(OnnxModel model, String edge) {
        Graph graph = model.graph();
        List<Node> nodes = new ArrayList<>(graph.nodes());
        nodes.add(Node.of("Tanh", List.of(edge), "curved"));
        List<Value> outputs = new ArrayList<>(graph.outputs());
        outputs.add(Value.untyped("curved"));
        return model.with(graph.withNodes(nodes).withOutputs(outputs));
    }
}

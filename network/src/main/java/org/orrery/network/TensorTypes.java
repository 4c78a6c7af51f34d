package org.orrery.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Value;
import org.orrery.network.onnx.ValueType;
import org.orrery.network.run.RunSettings;
import org.orrery.network.run.Session;

/** Type and shape of every tensor inside a model, as the runtime infers them. Costs: the weights once more. */
final class TensorTypes {
    private TensorTypes() {}

    /**
     * @throws org.orrery.core.InvalidInput if the runtime does not take the model
     */
    static Map<String, ValueType> of(OnnxModel model) {
        try (Session session = Session.open(model.with(exposed(model.graph())),
                new RunSettings(RunSettings.Optimisation.NONE, 1))) {
            return Probe.refine(model.graph(), session, session.types());
        }
    }

    /** What the file itself says of inputs, outputs and edges inside. */
    static Map<String, ValueType> declared(Graph graph) {
        Map<String, ValueType> types = new LinkedHashMap<>();
        graph.hints().forEach(value -> types.put(value.name(), value.type()));
        graph.outputs().forEach(value -> types.put(value.name(), value.type()));
        return types;
    }

    /** The graph with every edge inside among its outputs. */
    static Graph exposed(Graph graph) {
        Set<String> names = new LinkedHashSet<>();
        List<Value> outputs = new ArrayList<>(graph.outputs());
        graph.outputs().forEach(value -> names.add(value.name()));
        for (Node node : graph.nodes()) {
            node.outputs().stream().filter(name -> !name.isEmpty() && names.add(name))
                    .forEach(name -> outputs.add(Value.untyped(name)));
        }
        return graph.withOutputs(outputs);
    }
}

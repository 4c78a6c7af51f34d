package org.orrery.network.gradient;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.orrery.core.Refusal;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;

/**
 * Rewrites a model of operator set 7 to 17 in set 18. Only form changes (an attribute became an input, an operator got another
 * name, Softmax flattened its input), so the numbers that come out have the same bits. Later sets stay as they are.
 */
final class Lift {
    static final int TARGET = 18;
    private static final int OLDEST = 7;
    /** The first version of the format whose constants need not be inputs and that goes with set 18. */
    private static final long IR = 8;

    private final int from;
    private final Map<String, Tensor> constants = new LinkedHashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private final Set<String> taken;

    private Lift(int from, Set<String> taken) {
        this.from = from;
        this.taken = taken;
    }

    static OnnxModel to18(OnnxModel model) {
        // A model of other sets alone may be written in any of ONNX's own.
        int opset = model.opsets().containsKey("") ? model.opset() : TARGET;
        if (opset >= TARGET && model.irVersion() >= IR && model.opsets().containsKey("")) {
            return model;
        }
        if (opset < OLDEST) {
            throw new Refusal("The model is written in operator set " + opset + ", older than " + OLDEST
                    + ", and cannot be differentiated.", "Export it again with a newer operator set.");
        }
        Map<String, Long> opsets = new LinkedHashMap<>(model.opsets());
        opsets.put("", (long) Math.max(opset, TARGET));
        Graph graph = model.graph();
        Graph free = graph.withInputs(model.irVersion() < 4 ? graph.required() : graph.inputs());
        return new OnnxModel(Math.max(IR, model.irVersion()), model.producer(), opsets,
                opset >= TARGET ? free : graph(free, opset), model.functions(), model.rest());
    }

    private static Graph graph(Graph graph, int from) {
        Set<String> taken = new HashSet<>(graph.initializers().keySet());
        graph.inputs().forEach(input -> taken.add(input.name()));
        graph.nodes().forEach(node -> taken.addAll(node.outputs()));
        Lift lift = new Lift(from, taken);
        for (Node node : graph.nodes()) {
            Node inner = inner(node, from);
            if (inner.domain().isEmpty()) {
                LiftRules.lift(inner, lift);
            } else {
                lift.put(inner);
            }
        }
        Map<String, Tensor> constants = new LinkedHashMap<>(graph.initializers());
        constants.putAll(lift.constants);
        return new Graph(graph.name(), lift.nodes, graph.inputs(), graph.outputs(), graph.hints(), constants,
                graph.rest());
    }

    private static Node inner(Node node, int from) {
        if (node.attributes().values().stream()
                .noneMatch(each -> each instanceof Attribute.OfGraph || each instanceof Attribute.Graphs)) {
            return node;
        }
        Map<String, Attribute> attributes = new LinkedHashMap<>(node.attributes());
        attributes.replaceAll((_, attribute) -> attribute instanceof Attribute.OfGraph(Graph body)
                ? new Attribute.OfGraph(graph(body, from))
                : attribute);
        return new Node(node.op(), node.domain(), node.name(), node.inputs(), node.outputs(), attributes, node.rest());
    }

    /** The set that the model is written in. */
    int from() {
        return from;
    }

    void put(Node node) {
        nodes.add(node);
    }

    /** The same node with other inputs and attributes. */
    void put(Node node, String op, List<String> inputs, Map<String, Attribute> attributes) {
        nodes.add(new Node(op, "", node.name(), inputs, node.outputs(), attributes, node.rest()));
    }

    /** A new node in between. */
    String op(String op, List<String> inputs, Map<String, Attribute> attributes) {
        String name = fresh();
        nodes.add(Node.of(op, inputs, List.of(name), attributes));
        return name;
    }

    String constant(Tensor tensor) {
        String name = fresh();
        constants.put(name, tensor);
        return name;
    }

    private String fresh() {
        int next = constants.size() + nodes.size();
        String name;
        do {
            name = "lift." + next++;
        } while (!taken.add(name));
        return name;
    }
}

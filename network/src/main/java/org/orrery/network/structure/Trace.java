package org.orrery.network.structure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.orrery.network.graph.Wiring;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.place.Layout;
import org.orrery.network.place.Places;

/** A graph to be walked along: who makes an edge, who reads it, what is constant. */
final class Trace {
    /** Operators that contract activations with weights or with each other. */
    static final Set<String> PRODUCTS = Set.of("MatMul", "Gemm", "Einsum", "Conv", "ConvTranspose", "FusedMatMul",
            "MatMulInteger", "QLinearMatMul");
    /** Operators that hand a tensor on, on other axes or in another type. */
    static final Set<String> MOVING = Set.of("Reshape", "Transpose", "Identity", "Cast", "Squeeze", "Unsqueeze",
            "Dropout",
            "Flatten", "Expand");
    /** Nonlinear functions of one number. */
    static final Set<String> ACTIVATIONS = Set.of("Relu", "Gelu", "Tanh", "Sigmoid", "LeakyRelu", "Elu", "Selu",
            "Softplus",
            "Softsign", "HardSigmoid", "HardSwish", "Mish", "Clip", "ThresholdedRelu", "PRelu", "FastGelu", "QuickGelu",
            "BiasGelu", "Celu", "Erf", "Swish", "Abs", "Exp", "Sin", "Cos");

    private final Graph graph;
    private final Wiring wiring;
    private final Places places;
    private final Map<Node, Boolean> explained = new IdentityHashMap<>();

    Trace(Graph graph, Places places) {
        this.graph = graph;
        this.wiring = new Wiring(graph);
        this.places = places;
    }

    Graph graph() {
        return graph;
    }

    Wiring wiring() {
        return wiring;
    }

    /** Says that a node is part of something recognised. */
    void explain(@Nullable Node node) {
        if (node != null) {
            explained.put(node, true);
        }
    }

    boolean isExplained(Node node) {
        return explained.containsKey(node);
    }

    @Nullable
    Node maker(String edge) {
        return wiring.maker(edge);
    }

    List<Node> readers(String edge) {
        return wiring.readers(edge).stream().map(graph.nodes()::get).toList();
    }

    /** The only reader of an edge's values, null where there are none or several; who asks for its shape is none. */
    @Nullable
    Node reader(String edge) {
        List<Node> all = readers(edge).stream().filter(node -> !node.is("Shape") && !node.is("Size")).toList();
        return all.size() == 1 ? all.getFirst() : null;
    }

    @Nullable
    Layout layout(String edge) {
        return places.layout(edge);
    }

    int rank(String edge) {
        Layout layout = places.layout(edge);
        return layout == null ? -1 : layout.shape().size();
    }

    List<Dim> shape(String edge) {
        Layout layout = places.layout(edge);
        return layout == null ? List.of() : layout.shape();
    }

    /** Whether examples flow through. */
    boolean flows(String edge) {
        Layout layout = places.layout(edge);
        return layout != null && layout.batchAxis() >= 0;
    }

    /** Weights and what is computed from nothing else. */
    boolean isConstant(String edge) {
        if (edge.isEmpty() || graph.initializers().containsKey(edge)) {
            return true;
        }
        Set<String> inputs = new HashSet<>();
        graph.required().forEach(input -> inputs.add(input.name()));
        if (inputs.contains(edge)) {
            return false;
        }
        Node maker = wiring.maker(edge);
        return maker == null || maker.inputs().size() <= 2 && maker.inputs().stream()
                .allMatch(input -> !input.equals(edge) && isConstant(input));
    }

    /** The inputs of a node through which examples flow; where there are none, those that are no constants. */
    List<String> moving(Node node) {
        List<String> flowing = node.inputs().stream().filter(input -> !input.isEmpty() && flows(input)).toList();
        return flowing.isEmpty()
                ? node.inputs().stream().filter(input -> !input.isEmpty() && !isConstant(input)).toList()
                : flowing;
    }

    /** Whether a node multiplies activations by constant weights. */
    boolean isWeighted(Node node) {
        return PRODUCTS.contains(node.op()) && node.inputs().size() > 1
                && isConstant(node.inputs().get(0)) != isConstant(node.inputs().get(1));
    }

    /** What a node with weights multiplies by them. */
    String weighed(Node node) {
        return node.inputs().get(isConstant(node.inputs().get(0)) ? 1 : 0);
    }

    /** Whether a node multiplies activations by each other. */
    boolean isMutual(Node node) {
        return PRODUCTS.contains(node.op()) && node.inputs().size() > 1 && !isConstant(node.inputs().get(0))
                && !isConstant(node.inputs().get(1));
    }

    /**
     * Goes back from an edge, through nodes that may be passed and have one input that is no constant, as long as that is
     * possible.
     */
    String back(String edge, Predicate<Node> passable) {
        String at = edge;
        for (Node maker = wiring.maker(at); maker != null && passable.test(maker); maker = wiring.maker(at)) {
            List<String> moving = moving(maker);
            if (moving.size() != 1) {
                return at;
            }
            at = moving.getFirst();
        }
        return at;
    }

    /** Goes on from an edge through single readers that may be passed. */
    String on(String edge, Predicate<Node> passable) {
        String at = edge;
        for (Node reader = reader(at); reader != null && passable.test(reader); reader = reader(at)) {
            at = reader.outputs().getFirst();
        }
        return at;
    }

    /** A node behind the edge, found through elementwise operators; the search is bounded. */
    @Nullable
    Node behind(String edge, Predicate<Node> passable, Predicate<Node> wanted, int depth) {
        Node maker = wiring.maker(edge);
        if (maker == null || depth == 0) {
            return null;
        }
        if (wanted.test(maker)) {
            return maker;
        }
        if (passable.test(maker)) {
            for (String input : new ArrayList<>(maker.inputs())) {
                Node found = input.isEmpty() ? null : behind(input, passable, wanted, depth - 1);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}

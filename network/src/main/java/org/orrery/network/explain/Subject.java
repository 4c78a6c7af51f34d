package org.orrery.network.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Refusal;
import org.orrery.network.graph.Cut;
import org.orrery.network.graph.Wiring;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;
import org.orrery.network.onnx.ValueType;
import org.orrery.network.place.Formula;
import org.orrery.network.place.Layout;
import org.orrery.network.place.Places;
import org.orrery.network.place.Reading;
import org.orrery.network.run.RunSettings;
import org.orrery.network.run.Session;

/**
 * A number of one example, and the edges to which it is attributed. What leads from these edges to the number is cut out of
 * the network, so that the edges are inputs, whether they were before or not.
 */
final class Subject {
    /** The number, one an example. */
    static final String TARGET = "orrery.target";

    private final OnnxModel model;
    private final Places places;
    private final List<String> edges;
    private final OnnxModel tail;
    private final RunSettings settings;
    private final Map<String, Tensor> fixed;
    private final boolean batched;

    /**
     * @param edges to which the number is attributed; none: see {@link #usual}
     * @param input every required input for one example
     */
    Subject(OnnxModel model, Places places, Reading target, List<String> edges, Map<String, Tensor> input,
            RunSettings settings) {
        this.model = model;
        this.places = places;
        this.edges = edges.isEmpty() ? usual(model.graph(), places) : List.copyOf(edges);
        this.settings = settings;
        this.edges.forEach(this::requireReal);
        Map<String, long[]> shapes = new LinkedHashMap<>();
        List<String> read = target.tensors();
        List<Tensor> values = run(model, input, read);
        for (int i = 0; i < read.size(); i++) {
            shapes.put(read.get(i), values.get(i).shape());
        }
        Formula formula = target.formula(shapes, "orrery.formula.");
        Graph graph = model.graph();
        List<Node> nodes = new ArrayList<>(graph.nodes());
        nodes.addAll(formula.nodes());
        nodes.add(Node.of("Identity", List.of(formula.edge()), TARGET));
        Map<String, Tensor> constants = new LinkedHashMap<>(graph.initializers());
        constants.putAll(formula.constants());
        Graph whole = graph.withNodes(nodes).withInitializers(constants);
        Map<String, Tensor> held = at(input);
        List<Value> given = this.edges.stream().map(this::value).toList();
        Graph cut = Cut.between(whole, given, List.of(Value.untyped(TARGET)));
        this.tail = model.with(cut.withInputs(cut.inputs().stream()
                .map(value -> pinned(value, held.getOrDefault(value.name(), input.get(value.name())))).toList()));
        this.fixed = new LinkedHashMap<>(input);
        fixed.keySet().retainAll(tail.graph().required().stream().map(Value::name).toList());
        this.edges.forEach(fixed::remove);
        // Where examples are mixed on the way, those of a batch would be mixed, too.
        this.batched = places.mixed().isEmpty() && graph.required().stream().map(input0 -> places.layout(input0.name()))
                .allMatch(layout -> layout != null && layout.batchAxis() >= 0
                        && !(layout.shape().get(layout.batchAxis()) instanceof Dim.Known));
    }

    /** The inputs of real numbers; where there are none, what the inputs look up in tables of embeddings. */
    static List<String> usual(Graph graph, Places places) {
        List<String> real = new ArrayList<>();
        Set<String> whole = new LinkedHashSet<>();
        for (Value input : graph.required()) {
            Layout layout = places.layout(input.name());
            if (layout != null && layout.element().isReal()) {
                real.add(input.name());
            } else {
                whole.add(input.name());
            }
        }
        if (!real.isEmpty()) {
            return real;
        }
        Wiring wiring = new Wiring(graph);
        Set<String> looked = new LinkedHashSet<>();
        wiring.after(whole).stream().mapToObj(graph.nodes()::get)
                .filter(node -> node.is("Gather") && node.inputs().size() > 1)
                .filter(node -> whole.contains(node.inputs().get(1)) && isReal(places, node.outputs().getFirst()))
                .forEach(node -> looked.add(node.outputs().getFirst()));
        if (looked.isEmpty()) {
            throw new Refusal("The inputs of the network are whole numbers, and no table of embeddings is looked up"
                    + " with them: there is no edge to attribute to.", "Maybe name one: --by EDGE");
        }
        return List.copyOf(looked);
    }

    private static boolean isReal(Places places, String edge) {
        Layout layout = places.layout(edge);
        return layout != null && layout.element().isReal();
    }

    private void requireReal(String edge) {
        if (!isReal(places, edge)) {
            throw new Refusal("'" + edge + "' holds no real numbers, so nothing can be attributed to parts of them.",
                    "Maybe name an edge of real numbers: --by EDGE");
        }
    }

    private Value value(String edge) {
        Layout layout = layout(edge);
        List<Dim> shape = new ArrayList<>(layout.shape());
        return new Value(edge, new ValueType.OfTensor(layout.element(), shape));
    }

    /**
     * With the lengths that the example has, but for the batch: all points that are looked at have them, and what is known
     * before a run is worked out before it. A recurrent layer can only be differentiated so.
     */
    private Value pinned(Value value, @Nullable Tensor tensor) {
        Layout layout = places.layout(value.name());
        if (tensor == null || layout == null || layout.shape().size() != tensor.rank()) {
            return value;
        }
        List<Dim> shape = new ArrayList<>(layout.shape());
        for (int axis = 0; axis < shape.size(); axis++) {
            if (axis != Math.max(0, layout.batchAxis())) {
                shape.set(axis, new Dim.Known(tensor.shape()[axis]));
            }
        }
        return new Value(value.name(), new ValueType.OfTensor(layout.element(), shape));
    }

    Layout layout(String edge) {
        Layout layout = places.layout(edge);
        if (layout == null) {
            throw new IllegalStateException("checked before: " + edge);
        }
        return layout;
    }

    /** The edges. */
    List<String> edges() {
        return edges;
    }

    /** From the edges and the {@link #fixed} inputs to the number. */
    OnnxModel tail() {
        return tail;
    }

    /** The inputs besides the edges, for one example. */
    Map<String, Tensor> fixed() {
        return fixed;
    }

    /** Whether many examples can be run at once. */
    boolean isBatched() {
        return batched;
    }

    RunSettings settings() {
        return settings;
    }

    /** What the edges hold for one example. */
    Map<String, Tensor> at(Map<String, Tensor> input) {
        List<Tensor> values = run(model, input, edges);
        Map<String, Tensor> held = new LinkedHashMap<>();
        for (int i = 0; i < edges.size(); i++) {
            held.put(edges.get(i), values.get(i));
        }
        return held;
    }

    private List<Tensor> run(OnnxModel whole, Map<String, Tensor> input, List<String> wanted) {
        Graph graph = whole.graph();
        List<String> computed = wanted.stream().filter(name -> !input.containsKey(name)).toList();
        Map<String, Tensor> values = new LinkedHashMap<>(input);
        if (!computed.isEmpty()) {
            Graph part = Cut.to(graph, computed.stream().map(Value::untyped).toList());
            Map<String, Tensor> needed = new LinkedHashMap<>(input);
            needed.keySet().retainAll(part.required().stream().map(Value::name).toList());
            try (Session session = Session.open(whole.with(part), settings)) {
                List<Tensor> got = session.run(needed, computed);
                for (int i = 0; i < computed.size(); i++) {
                    values.put(computed.get(i), got.get(i));
                }
            }
        }
        return wanted.stream().map(name -> java.util.Objects.requireNonNull(values.get(name))).toList();
    }
}

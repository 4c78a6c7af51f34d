package org.orrery.network.gradient;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.orrery.core.InvalidInput;
import org.orrery.network.graph.Cut;
import org.orrery.network.graph.Narrowing;
import org.orrery.network.graph.OnnxFunctions;
import org.orrery.network.graph.ShapeFolding;
import org.orrery.network.graph.Tiling;
import org.orrery.network.graph.Wiring;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;
import org.orrery.network.onnx.ValueType;

/** A model on the way to one with derivatives. */
final class Derivation {
    private static final int FOLDS = 8;

    private final OnnxModel model;
    private final Wiring wiring;
    private final Types types;
    private final Emit to;
    private final List<Value> inputs = new ArrayList<>();

    /**
     * @param ends edges to be differentiated
     * @param by edges to differentiate by
     */
    Derivation(OnnxModel original, List<String> ends, Collection<String> by) {
        OnnxModel lifted = Lift.to18(OnnxFunctions.inlined(original));
        Set<String> edges = edges(lifted.graph());
        for (String name : by.isEmpty() ? List.of("") : by) {
            check(name, edges);
        }
        ends.forEach(name -> check(name, edges));
        model = Expansions.of(folded(lifted, ends, by), ends, by);
        wiring = new Wiring(model.graph());
        types = Typing.of(model.with(Cut.to(model.graph(), untyped(ends, by))),
                model.graph().hints().stream().filter(hint -> Emit.wrote(hint.name())).toList());
        Map<String, Tensor> known = new HashMap<>(model.graph().initializers());
        for (Node node : model.graph().nodes()) {
            if (node.is("Constant") && node.attribute("value") instanceof Attribute.OfTensor(Tensor tensor)) {
                known.put(node.outputs().getFirst(), tensor);
            }
        }
        to = new Emit(types, known, new HashSet<>(edges(model.graph())));
        model.graph().nodes().stream().filter(node -> node.is("Transpose")).forEach(to::turned);
        ends.forEach(this::checkReal);
        by.forEach(this::checkReal);
        if (by.stream().noneMatch(edge -> depends(ends, edge))) {
            throw new InvalidInput("'" + ends.getFirst() + "' does not depend on "
                    + String.join(", ", by.stream().map(edge -> "'" + edge + "'").toList()) + ".",
                    "Maybe it stands before it in the graph.");
        }
    }

    /** With the arithmetic of shapes worked out, as often as that tells more shapes, and without what nobody reads. */
    private static OnnxModel folded(OnnxModel model, List<String> ends, Collection<String> by) {
        OnnxModel folded = model;
        for (int round = 0; round < FOLDS; round++) {
            Graph graph = folded.graph();
            Types types = Typing.of(folded.with(Cut.to(graph, untyped(ends, by))),
                    graph.hints().stream().filter(hint -> Emit.wrote(hint.name())).toList());
            Graph finer = ShapeFolding.of(graph, types::dims);
            if (finer == graph) {
                Set<String> kept = new HashSet<>(ends);
                kept.addAll(by);
                return folded.with(Narrowing.of(Tiling.of(graph, types::dims), kept, types::dims));
            }
            folded = folded.with(finer);
        }
        return folded;
    }

    private static List<Value> untyped(List<String> ends, Collection<String> by) {
        Set<String> all = new LinkedHashSet<>(ends);
        all.addAll(by);
        return all.stream().map(Value::untyped).toList();
    }

    private static Set<String> edges(Graph graph) {
        Set<String> edges = new LinkedHashSet<>(graph.initializers().keySet());
        graph.inputs().forEach(input -> edges.add(input.name()));
        graph.nodes().forEach(node -> edges.addAll(node.outputs()));
        edges.remove("");
        return edges;
    }

    private static void check(String name, Set<String> edges) {
        if (!edges.contains(name)) {
            throw new InvalidInput("The model has no edge '" + name + "' to differentiate by or of.",
                    "Maybe you meant one of " + edges.stream().limit(8).toList() + ".");
        }
    }

    private void checkReal(String edge) {
        if (!types.real(edge)) {
            throw new InvalidInput("'" + edge + "' holds " + (types.knows(edge) ? types.element(edge) : "no tensor")
                    + ", which has no derivative.",
                    "Maybe take an edge behind it that holds real numbers, such as an embedding.");
        }
    }

    private boolean depends(List<String> ends, String edge) {
        return ends.contains(edge) || wiring.before(ends, Set.of()).intersects(wiring.after(Set.of(edge)));
    }

    Emit to() {
        return to;
    }

    /** A new input in type and shape of an edge. */
    String input(String name, String like) {
        if (edges(model.graph()).contains(name)) {
            throw new InvalidInput("The model has an edge '" + name + "' already.",
                    "Maybe it was differentiated so before.");
        }
        List<Dim> dims = types.dims(like);
        inputs.add(new Value(name, new ValueType.OfTensor(types.element(like), dims)));
        types.alike(name, like);
        return name;
    }

    OnnxModel reverse(String of, Collection<String> by, String seed) {
        Sweep sweep = new Sweep(wiring, to);
        Map<String, String> found = sweep.pull(Map.of(of, seed), by);
        List<Value> outputs = new ArrayList<>(model.graph().outputs());
        for (String edge : new LinkedHashSet<>(by)) {
            String name = Gradients.gradient(of, edge);
            if (edges(model.graph()).contains(name)) {
                throw new InvalidInput("The model has an edge '" + name + "' already.",
                        "Maybe it was differentiated so before.");
            }
            to.name(found.containsKey(edge) ? found.get(edge) : Form.full(to, 0, edge), name);
            outputs.add(new Value(name, new ValueType.OfTensor(types.element(edge), types.dims(edge))));
        }
        return with(sweep.nodes(), outputs);
    }

    OnnxModel forward(Map<String, String> seeds, String by, String name, List<Value> kept) {
        Sweep sweep = new Sweep(wiring, to);
        Map<String, String> found = sweep.pull(seeds, Set.of(by));
        to.name(found.containsKey(by) ? found.get(by) : Form.full(to, 0, by), name);
        List<Value> outputs = new ArrayList<>(kept);
        outputs.add(new Value(name, new ValueType.OfTensor(types.element(by), types.dims(by))));
        return with(sweep.nodes(), outputs);
    }

    /** The graph with what was written, without what nobody reads. */
    private OnnxModel with(List<Node> nodes, List<Value> outputs) {
        Graph graph = model.graph();
        List<Node> all = new ArrayList<>(nodes);
        all.addAll(to.nodes());
        List<Value> allInputs = new ArrayList<>(graph.inputs());
        allInputs.addAll(inputs);
        Map<String, Tensor> constants = new LinkedHashMap<>(graph.initializers());
        constants.putAll(to.constants());
        Graph whole = new Graph(graph.name(), all, allInputs, outputs, List.of(), constants, graph.rest());
        Graph cut = Cut.to(whole, outputs);
        List<Value> read = allInputs.stream()
                .filter(input -> graph.inputs().contains(input) || cut.inputs().contains(input)).toList();
        return model
                .with(new Graph(cut.name(), cut.nodes(), read, outputs, to.hints(), cut.initializers(), cut.rest()));
    }
}

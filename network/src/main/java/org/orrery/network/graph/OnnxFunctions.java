package org.orrery.network.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;
import org.orrery.network.onnx.Function;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Value;

/**
 * Puts the bodies of a model's own functions in the places of their calls, so that everything else sees plain operators.
 * Names inside become {@code call/name}, where call is the name of the calling node, its operator where it has none; the
 * names of the graph's own edges stay. Source: FunctionProto of the ONNX standard.
 */
public final class OnnxFunctions {
    /** Bounds against files that unfold without end: the standard forbids recursion. */
    private static final int DEEPEST = 64;

    private static final int MOST_NODES = 2_000_000;

    private final Map<Key, Function> functions = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Set<String> titles = new HashSet<>();
    private final OnnxModel model;
    private int nodes;

    private record Key(String domain, String name, String overload) {
        static Key of(Node call) {
            return new Key(call.domain(), call.op(), Bodies.overload(call));
        }
    }

    private OnnxFunctions(OnnxModel model) {
        this.model = model;
        for (Function function : model.functions()) {
            String domain = function.domain().equals("ai.onnx") ? "" : function.domain();
            functions.put(new Key(domain, function.name(), function.overload()), function);
        }
        taken.addAll(Bodies.names(model.graph()));
        titles.addAll(Bodies.titles(model.graph()));
    }

    /**
     * The model without functions; the same object where it has none.
     *
     * @throws InvalidInput if functions call each other in a circle
     * @throws Refusal if a function that is called is written in another version of an operator set than the model
     */
    public static OnnxModel inlined(OnnxModel model) {
        if (model.functions().isEmpty()) {
            return model;
        }
        OnnxFunctions work = new OnnxFunctions(model);
        Graph plain = work.expanded(model.graph(), 0);
        Set<String> used = Bodies.domains(plain);
        Map<String, Long> opsets = new LinkedHashMap<>(model.opsets());
        model.functions().forEach(function -> function.opsets().forEach(opsets::putIfAbsent));
        opsets.keySet().removeIf(domain -> !domain.isEmpty() && !used.contains(domain));
        return new OnnxModel(model.irVersion(), model.producer(), opsets, plain, List.of(), model.rest());
    }

    private Graph expanded(Graph graph, int depth) {
        List<Node> plain = new ArrayList<>();
        for (Node node : graph.nodes()) {
            expand(Bodies.mapGraphs(node, inner -> expanded(inner, depth)), depth, plain);
        }
        return graph.withNodes(plain);
    }

    private void expand(Node node, int depth, List<Node> into) {
        Function function = functions.get(Key.of(node));
        if (function == null) {
            if (++nodes > MOST_NODES) {
                throw new InvalidInput("The functions of the model unfold to more than " + MOST_NODES + " nodes.",
                        "Maybe the file is broken.");
            }
            into.add(node);
            return;
        }
        if (depth >= DEEPEST) {
            throw new InvalidInput(
                    "The function '" + function.name() + "' calls itself, or calls are more than " + DEEPEST
                            + " deep.",
                    "Maybe the file is broken.");
        }
        check(function);
        for (Node inner : body(node, function)) {
            expand(Bodies.mapGraphs(inner, graph -> expanded(graph, depth + 1)), depth + 1, into);
        }
    }

    private void check(Function function) {
        function.opsets().forEach((domain, version) -> {
            Long own = model.opsets().get(domain);
            if (own != null && !own.equals(version) && Bodies.domains(function.nodes()).contains(domain)) {
                throw new Refusal("The function '" + function.name() + "' is written in version " + version + " of "
                        + (domain.isEmpty() ? "ONNX's operators" : domain) + ", the model in version " + own
                        + ": an operator may mean something else.", "Export the model with one version.");
            }
        });
    }

    private List<Node> body(Node call, Function function) {
        String prefix = (call.name().isEmpty() ? call.op() : call.name()) + "/";
        Map<String, String> names = new HashMap<>();
        List<Node> plain = new ArrayList<>();
        for (int i = 0; i < function.inputs().size(); i++) {
            names.put(function.inputs().get(i), call.has(i) ? call.inputs().get(i) : "");
        }
        for (int i = 0; i < function.outputs().size(); i++) {
            String inside = function.outputs().get(i);
            String outside = i < call.outputs().size() ? call.outputs().get(i) : "";
            if (outside.isEmpty()) {
                continue;
            }
            if (names.containsKey(inside)) {
                // An output that is an input, or the same output again: one edge may have one name only.
                plain.add(Node.of("Identity", List.of(names.get(inside)), outside));
            } else {
                names.put(inside, outside);
            }
        }
        List<Node> copies = new ArrayList<>();
        for (Node inner : function.nodes()) {
            for (String output : inner.outputs()) {
                if (!output.isEmpty()) {
                    names.computeIfAbsent(output, name -> fresh(prefix + name));
                }
            }
            Node bound = Bodies.bound(inner, call, function);
            copies.add(renamed(bound, names, prefix));
        }
        copies.addAll(plain);
        return copies;
    }

    private String fresh(String wanted) {
        return fresh(wanted, taken);
    }

    private static String fresh(String wanted, Set<String> taken) {
        String name = wanted;
        for (int i = 1; !taken.add(name); i++) {
            name = wanted + "_" + i;
        }
        return name;
    }

    private Node renamed(Node node, Map<String, String> names, String prefix) {
        Node inside = Bodies.mapGraphs(node, graph -> renamed(graph, names, prefix));
        String title = node.name().isEmpty() ? "" : fresh(prefix + node.name(), titles);
        return new Node(node.op(), node.domain(), title,
                node.inputs().stream().map(name -> name(name, names)).toList(),
                node.outputs().stream().map(name -> name(name, names)).toList(), inside.attributes(), node.rest());
    }

    private static String name(String name, Map<String, String> names) {
        return names.getOrDefault(name, name);
    }

    /** A graph inside a function: what it defines gets fresh names too. */
    private Graph renamed(Graph graph, Map<String, String> around, String prefix) {
        Map<String, String> names = new HashMap<>(around);
        Set<String> own = new LinkedHashSet<>(graph.initializers().keySet());
        graph.inputs().forEach(input -> own.add(input.name()));
        graph.nodes().forEach(node -> own.addAll(node.outputs()));
        own.stream().filter(name -> !name.isEmpty()).forEach(name -> names.put(name, fresh(prefix + name)));
        Map<String, org.orrery.network.onnx.Tensor> constants = new LinkedHashMap<>();
        graph.initializers().forEach((name, tensor) -> constants.put(name(name, names), tensor));
        return new Graph(graph.name(), graph.nodes().stream().map(node -> renamed(node, names, prefix)).toList(),
                values(graph.inputs(), names), values(graph.outputs(), names), values(graph.hints(), names), constants,
                graph.rest());
    }

    private static List<Value> values(List<Value> values, Map<String, String> names) {
        return values.stream().map(value -> new Value(name(value.name(), names), value.type())).toList();
    }
}

package org.orrery.network.reference;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.core.InvalidInput;
import org.orrery.core.Refusal;
import org.orrery.network.graph.OnnxFunctions;
import org.orrery.network.graph.Wiring;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;
import org.orrery.network.onnx.ValueType;

/**
 * Evaluates a model as the standard reads, in float64 and one element after the other: the yardstick for faster engines.
 * Real tensors of every width are computed in double and never rounded between nodes, so a cast between real types changes
 * nothing; whole numbers wrap in their own width; booleans and texts are exact. Trees compare in the type that their input
 * is declared to have. Safe for use by many threads. Costs: all edges that are needed stay in memory during a run; dozens
 * to thousands of times the time of ONNX Runtime.
 */
public final class Evaluator {
    private final OnnxModel model;
    private final Wiring wiring;
    private final Map<String, Array> constants = new HashMap<>();

    private Evaluator(OnnxModel model) {
        this.model = model;
        this.wiring = new Wiring(model.graph());
    }

    /**
     * Makes a model ready. Operators that are not known are refused when an edge is read that depends on one.
     *
     * @throws InvalidInput if a node reads what nothing before it makes
     */
    public static Evaluator of(OnnxModel model) {
        return new Evaluator(OnnxFunctions.inlined(model));
    }

    /** Whether an operator is known: {@code Conv}, {@code com.microsoft.Gelu}. */
    public static boolean knows(String operator) {
        return Table.knows(operator);
    }

    /**
     * Runs the model.
     *
     * @param inputs by name: every input that is needed; also inner edges or parameters, which are then used instead of
     *        what the model holds. Real tensors may be of any width
     * @param edges to be read: outputs or any inner edges
     * @return by name; real tensors as float64
     * @throws InvalidInput if an input is missing, of the wrong kind, or does not fit
     * @throws Refusal if something on the way is not supported, by name
     */
    public Map<String, Tensor> run(Map<String, Tensor> inputs, Collection<String> edges) {
        Graph graph = model.graph();
        Map<String, Array> there = new HashMap<>();
        inputs.forEach((name, tensor) -> there.put(name, given(name, tensor)));
        wiring.before(edges, inputs.keySet()).stream()
                .forEach(place -> step(graph.nodes().get(place), place, there, there));
        Map<String, Tensor> read = new LinkedHashMap<>();
        for (String edge : edges) {
            read.put(edge, find(edge, there).tensor());
        }
        return read;
    }

    private Array given(String name, Tensor tensor) {
        Array array = Array.of(tensor);
        for (Value input : model.graph().inputs()) {
            if (input.name().equals(name) && input.type() instanceof ValueType.OfTensor declared
                    && declared.element() != array.type()) {
                if (!array.isReal() || !declared.element().isReal()) {
                    throw new InvalidInput("The input '" + name + "' is given as " + array + " and is to be "
                            + declared + ".", "Maybe convert it.");
                }
                return array.typed(declared.element());
            }
        }
        return array;
    }

    private Array find(String edge, Map<String, Array> there) {
        Array array = there.get(edge);
        if (array != null) {
            return array;
        }
        Tensor constant = model.graph().initializers().get(edge);
        if (constant == null) {
            throw new InvalidInput("There is no value for '" + edge + "'.",
                    "Maybe give an input of that name; 'orrery open' lists names.");
        }
        synchronized (constants) {
            return constants.computeIfAbsent(edge, _ -> Array.of(constant));
        }
    }

    private void step(Node node, int place, Map<String, Array> there, Map<String, Array> into) {
        List<@Nullable Array> inputs = new ArrayList<>();
        for (String input : node.inputs()) {
            inputs.add(input.isEmpty() ? null : find(input, there));
        }
        int version = Math.toIntExact(model.opsets().getOrDefault(node.domain(), 1L));
        Operator operator = Table.of(node);
        List<Array> outputs;
        try {
            outputs = operator.apply(new Call(node, version, inputs, (graph, own) -> body(graph, own, there)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException
                | NegativeArraySizeException e) {
            throw new InvalidInput("The node " + (node.name().isEmpty() ? "" : "'" + node.name() + "', ") + "number "
                    + place + ", cannot compute " + node.operator() + " of " + inputs + ": " + e.getMessage() + ".",
                    "Maybe an input has another shape than the model expects.");
        }
        for (int i = 0; i < Math.min(outputs.size(), node.outputs().size()); i++) {
            into.putIfAbsent(node.outputs().get(i), outputs.get(i));
        }
    }

    private List<Array> body(Graph graph, List<Array> inputs, Map<String, Array> around) {
        Map<String, Array> there = new HashMap<>(around);
        graph.initializers().forEach((name, tensor) -> there.put(name, Array.of(tensor)));
        if (inputs.size() != graph.inputs().size()) {
            throw new IllegalArgumentException("the graph '" + graph.name() + "' takes " + graph.inputs().size()
                    + " inputs, not " + inputs.size());
        }
        for (int i = 0; i < inputs.size(); i++) {
            there.put(graph.inputs().get(i).name(), inputs.get(i));
        }
        for (int i = 0; i < graph.nodes().size(); i++) {
            Map<String, Array> made = new HashMap<>();
            step(graph.nodes().get(i), i, there, made);
            there.putAll(made);
        }
        return graph.outputs().stream().map(output -> find(output.name(), there)).toList();
    }

    static boolean isNumber(ElementType type) {
        return type.isReal() || type.isWhole();
    }
}

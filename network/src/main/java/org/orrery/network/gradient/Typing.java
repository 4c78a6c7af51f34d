package org.orrery.network.gradient;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;
import org.orrery.network.onnx.ValueType;
import org.orrery.network.run.RunSettings;
import org.orrery.network.run.Session;

/**
 * Finds the types of all edges by the runtime's own inference. The runtime reports an unknown number of axes just as it
 * reports none, so an edge without axes is believed only where its maker cannot make anything else.
 */
final class Typing {
    /** With constants folded, from which more shapes follow. */
    private static final RunSettings FOLDED = new RunSettings(RunSettings.Optimisation.BASIC, 1);
    private static final Set<String> ELEMENTWISE = Set.of("Abs", "Acos", "Acosh", "Add", "And", "Asin", "Asinh", "Atan",
            "Atanh", "Cast", "Ceil", "Clip", "Cos", "Cosh", "Div", "Elu", "Equal", "Erf", "Exp", "Floor", "Gelu",
            "Greater", "GreaterOrEqual", "HardSigmoid", "Identity", "IsInf", "IsNaN", "LeakyRelu", "Less",
            "LessOrEqual", "Log", "Max", "Mean", "Min", "Mod", "Mul", "Neg", "Not", "Or", "Pow", "Reciprocal", "Relu",
            "Round", "Selu", "Sigmoid", "Sign", "Sin", "Sinh", "Softplus", "Softsign", "Sqrt", "Sub", "Sum", "Tan",
            "Tanh", "Where", "Xor", "MatMul", "Constant", "Size");

    /** What comes out has as many axes as the first input. */
    private static final Set<String> SAME_RANK = Set.of("Conv", "ConvTranspose", "MaxPool", "AveragePool", "LpPool",
            "Transpose", "Slice", "Pad", "Tile", "Resize", "ScatterElements", "ScatterND", "CumSum", "Softmax",
            "LogSoftmax", "Trilu");

    private Typing() {}

    /**
     * @param hinted types of some edges that were known before
     */
    static Types of(OnnxModel model, List<Value> hinted) {
        Graph graph = model.graph();
        Map<String, Value> hints = new LinkedHashMap<>();
        hinted.forEach(hint -> hints.put(hint.name(), hint));
        List<Value> every = new ArrayList<>();
        graph.nodes().forEach(node -> node.outputs().stream().filter(name -> !name.isEmpty())
                .forEach(name -> every.add(hints.getOrDefault(name, Value.untyped(name)))));
        Types types = new Types();
        graph.inputs().forEach(input -> {
            if (input.type() instanceof ValueType.OfTensor type) {
                types.put(input.name(), type);
            }
        });
        graph.initializers().forEach((name, tensor) -> types.put(name, type(tensor)));
        Map<String, ValueType> found = found(model, every);
        for (Node node : graph.nodes()) {
            for (String output : node.outputs()) {
                if (found.get(output) instanceof ValueType.OfTensor type) {
                    types.put(output, type);
                    if (type.shape() != null && type.shape().isEmpty()) {
                        doubted(node, output, type, hints.get(output), graph, types);
                    }
                }
            }
        }
        return types;
    }

    /** The runtime says that there are no axes. */
    private static void doubted(Node node, String output, ValueType.OfTensor type, @Nullable Value hint, Graph graph,
            Types types) {
        if (hint != null && hint.type() instanceof ValueType.OfTensor hinted) {
            types.put(output, hinted);
        } else if (!withoutAxes(node, graph, types)) {
            types.put(output, new ValueType.OfTensor(type.element(), null));
            int rank = node.inputs().isEmpty() ? -1 : types.rank(node.inputs().getFirst());
            if (SAME_RANK.contains(node.op()) && rank > 0) {
                types.ranked(output, output, rank);
            }
        }
    }

    private static Map<String, ValueType> found(OnnxModel model, List<Value> every) {
        if (every.isEmpty()) {
            return new LinkedHashMap<>();
        }
        try (Session session = Session.open(model.with(model.graph().withOutputs(every)), FOLDED)) {
            return session.types();
        }
    }

    private static ValueType.OfTensor type(Tensor tensor) {
        List<Dim> dims = new ArrayList<>();
        for (long length : tensor.shape()) {
            dims.add(new Dim.Known(length));
        }
        return new ValueType.OfTensor(tensor.type(), dims);
    }

    private static boolean withoutAxes(Node node, Graph graph, Types types) {
        List<String> read = node.inputs().stream().filter(name -> !name.isEmpty()).toList();
        if (ELEMENTWISE.contains(node.op())) {
            return node.op().equals("Size") || node.op().equals("MatMul")
                    ? read.stream().allMatch(name -> types.rank(name) >= 0)
                    : read.stream().allMatch(name -> types.rank(name) == 0);
        }
        boolean known = !read.isEmpty() && types.rank(read.getFirst()) >= 0;
        return switch (node.op()) {
            case "ReduceSum", "ReduceMean", "ReduceMax", "ReduceMin", "ReduceProd", "ReduceL1", "ReduceL2",
                    "ReduceLogSum", "ReduceLogSumExp", "ReduceSumSquare", "Reshape", "Squeeze", "Expand" ->
                known && (read.size() == 1 || constant(read.get(1), graph, types));
            case "Gather" -> types.rank(read.getFirst()) == 1 && types.rank(read.get(1)) == 0;
            case "Einsum" -> read.stream().allMatch(name -> types.rank(name) >= 0);
            default -> false;
        };
    }

    private static boolean constant(String edge, Graph graph, Types types) {
        return graph.initializers().containsKey(edge)
                || types.length(edge, 0) >= 0 && constantNode(edge, graph) != null;
    }

    private static @Nullable Attribute constantNode(String edge, Graph graph) {
        return graph.nodes().stream().filter(node -> node.is("Constant") && node.outputs().getFirst().equals(edge))
                .findFirst().map(node -> node.attribute("value")).orElse(null);
    }
}

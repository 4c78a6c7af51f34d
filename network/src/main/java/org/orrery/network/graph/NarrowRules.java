package org.orrery.network.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.Tensor;

/** What an operator needs of its inputs to make a part of its output. Operators of opset 13 to 18 or later. */
final class NarrowRules {
    private static final Set<String> ELEMENTWISE = Set.of("Abs", "Add", "And", "Cast", "Ceil", "Cos", "Div", "Elu",
            "Equal", "Erf", "Exp", "Floor", "Gelu", "Greater", "GreaterOrEqual", "HardSigmoid", "HardSwish", "Identity",
            "LeakyRelu", "Less", "LessOrEqual", "Log", "Max", "Mean", "Min", "Mish", "Mul", "Neg", "Not", "Or", "Pow",
            "Reciprocal", "Relu", "Selu", "Sigmoid", "Sign", "Sin", "Softplus", "Softsign", "Sqrt", "Sub", "Sum", "Tan",
            "Tanh", "Where", "Xor");
    private static final Set<String> REDUCING = Set.of("ReduceMean", "ReduceSum", "ReduceMax", "ReduceMin", "ReduceL1",
            "ReduceL2", "ReduceSumSquare", "ReduceProd", "ReduceLogSumExp");

    private final Function<String, @Nullable List<Dim>> dims;
    private final Map<String, Tensor> known;

    NarrowRules(Graph graph, Function<String, @Nullable List<Dim>> dims) {
        this.dims = dims;
        this.known = new HashMap<>(graph.initializers());
        for (Node node : graph.nodes()) {
            if (node.is("Constant") && node.attribute("value") instanceof Attribute.OfTensor(Tensor tensor)) {
                known.put(node.outputs().getFirst(), tensor);
            }
        }
    }

    /**
     * How a node makes a part.
     *
     * @param supply the part that it makes, at least the one asked for; null where it makes all
     * @param inputs what it needs of each input, null where it needs all
     * @param constants that take the place of inputs, by the input's number
     * @param isCopy whether it hands on its first input
     */
    record Step(@Nullable Part supply, List<@Nullable Part> inputs, Map<Integer, Tensor> constants, boolean isCopy) {
        Step(@Nullable Part supply, List<@Nullable Part> inputs) {
            this(supply, inputs, Map.of(), false);
        }
    }

    /**
     * @param asked of the output, null for all
     * @return null where the node needs all of its inputs
     */
    @Nullable
    Step step(Node node, @Nullable Part asked) {
        if (!node.domain().isEmpty()) {
            return null;
        }
        return switch (node.op()) {
            case "Gather" -> gathered(node);
            case "Slice" -> sliced(node);
            default -> asked == null ? null : partly(node, asked);
        };
    }

    private @Nullable Step partly(Node node, Part asked) {
        if (ELEMENTWISE.contains(node.op())) {
            return elementwise(node, asked);
        }
        return switch (node.op()) {
            case "MatMul" -> product(node, asked);
            case "Gemm" -> general(node, asked);
            case "Softmax", "LogSoftmax" -> alone(node, asked, node.whole("axis", -1));
            case "LayerNormalization" -> normalised(node, asked);
            case "Transpose" -> {
                long[] order = node.wholes("perm");
                yield order == null ? null : first(node, asked, asked.on((int) order[asked.axis()]));
            }
            case "Reshape" -> reshaped(node, asked);
            default -> REDUCING.contains(node.op()) ? reduced(node, asked) : null;
        };
    }

    /** The first input in part, the others whole. */
    private static Step first(Node node, Part supply, Part part) {
        List<@Nullable Part> inputs = new ArrayList<>(Collections.nCopies(node.inputs().size(), (Part) null));
        inputs.set(0, part);
        return new Step(supply, inputs);
    }

    private @Nullable Step elementwise(Node node, Part asked) {
        int rank = rank(node.outputs().getFirst());
        List<@Nullable Part> inputs = new ArrayList<>();
        for (String input : node.inputs()) {
            if (!aligned(input, asked, rank, inputs)) {
                return null;
            }
        }
        return new Step(asked, inputs);
    }

    /** What of an input stands at the places of the output, axes counted from the last; whether that is known. */
    private boolean aligned(String input, Part asked, int rank, List<@Nullable Part> parts) {
        int own = rank(input);
        if (rank < 0 || own < 0) {
            return false;
        }
        int axis = asked.axis() - (rank - own);
        long length = axis < 0 ? 1 : length(input, axis);
        parts.add(length == 1 ? null : asked.on(axis));
        return length > 0;
    }

    private @Nullable Step product(Node node, Part asked) {
        String left = node.inputs().get(0);
        String right = node.inputs().get(1);
        int rank = rank(node.outputs().getFirst());
        if (rank < 2 || rank(left) < 2 || rank(right) < 2) {
            return null;
        }
        List<@Nullable Part> inputs = new ArrayList<>();
        if (asked.axis() == rank - 1) {
            inputs.add(null);
            inputs.add(asked.on(rank(right) - 1));
        } else if (asked.axis() == rank - 2) {
            inputs.add(asked.on(rank(left) - 2));
            inputs.add(null);
        } else if (!aligned(left, asked, rank, inputs) || !aligned(right, asked, rank, inputs)) {
            return null;
        }
        return new Step(asked, inputs);
    }

    private @Nullable Step general(Node node, Part asked) {
        boolean isRow = asked.axis() == 0;
        List<@Nullable Part> inputs = new ArrayList<>();
        inputs.add(isRow ? asked.on(node.whole("transA", 0) == 0 ? 0 : 1) : null);
        inputs.add(isRow ? null : asked.on(node.whole("transB", 0) == 0 ? 1 : 0));
        if (!node.has(2)) {
            inputs.add(null);
        } else if (!aligned(node.inputs().get(2), asked, 2, inputs)) {
            return null;
        }
        return new Step(asked, inputs);
    }

    /** For what mixes places on one axis and no other. */
    private @Nullable Step alone(Node node, Part asked, long mixing) {
        int rank = rank(node.inputs().getFirst());
        return rank < 0 || (mixing < 0 ? mixing + rank : mixing) == asked.axis() ? null : first(node, asked, asked);
    }

    private @Nullable Step normalised(Node node, Part asked) {
        int rank = rank(node.inputs().getFirst());
        long from = node.whole("axis", -1);
        if (rank < 0 || asked.axis() >= (from < 0 ? from + rank : from)) {
            return null;
        }
        List<@Nullable Part> inputs = new ArrayList<>();
        inputs.add(asked);
        for (String input : node.inputs().subList(1, node.inputs().size())) {
            if (input.isEmpty()) {
                inputs.add(null);
            } else if (!aligned(input, asked, rank, inputs)) {
                return null;
            }
        }
        return new Step(asked, inputs);
    }

    private @Nullable Step reduced(Node node, Part asked) {
        long[] axes = node.has(1) ? longs(node.inputs().get(1)) : node.wholes("axes");
        int rank = rank(node.inputs().getFirst());
        if (axes == null || axes.length == 0 || rank < 0 || node.whole("keepdims", 1) != 1) {
            return null;
        }
        return Arrays.stream(axes).anyMatch(axis -> (axis < 0 ? axis + rank : axis) == asked.axis())
                ? null
                : first(node, asked, asked);
    }

    /**
     * Where the first axis stays as it is and all other lengths are known, places on the second axis hold elements in a row,
     * before and after.
     */
    private @Nullable Step reshaped(Node node, Part asked) {
        long there = block(node.inputs().getFirst());
        String output = node.outputs().getFirst();
        long here = block(output);
        if (there < 0 || here < 0 || asked.axis() != 1
                || there * length(node.inputs().getFirst(), 1) != here * length(output, 1)) {
            return null;
        }
        Part part = new Part(1, asked.from() * here / there, Math.ceilDiv(asked.to() * here, there));
        if (part.from() * there % here != 0 || part.to() * there % here != 0
                || part.length() == length(node.inputs().getFirst(), 1)) {
            return null;
        }
        Part supply = new Part(1, part.from() * there / here, part.to() * there / here);
        long[] target = new long[rank(output)];
        for (int axis = 2; axis < target.length; axis++) {
            target[axis] = length(output, axis);
        }
        target[1] = supply.length();
        List<@Nullable Part> inputs = new ArrayList<>();
        inputs.add(part);
        inputs.add(null);
        return node.whole("allowzero", 0) != 0
                ? null
                : new Step(supply, inputs, Map.of(1, Tensor.of(target, target.length)), false);
    }

    /** How many elements a place on the second axis holds; -1 where that is not known or there is none. */
    private long block(String edge) {
        int rank = rank(edge);
        long size = 1;
        for (int axis = rank - 1; axis > 0; axis--) {
            long length = length(edge, axis);
            if (length <= 0) {
                return -1;
            }
            size *= axis > 1 ? length : 1;
        }
        return rank < 2 ? -1 : size;
    }

    private @Nullable Step gathered(Node node) {
        long[] picked = longs(node.inputs().get(1));
        Tensor places = known.get(node.inputs().get(1));
        int rank = rank(node.inputs().getFirst());
        if (picked == null || places == null || picked.length == 0 || rank < 1) {
            return null;
        }
        int axis = (int) Math.floorMod(node.whole("axis", 0), (long) rank);
        long length = length(node.inputs().getFirst(), axis);
        long[] at = Arrays.stream(picked).map(place -> place < 0 ? place + length : place).toArray();
        long from = Arrays.stream(at).min().orElse(0);
        long to = Arrays.stream(at).max().orElse(0) + 1;
        if (length < 0 || from < 0 || to > length || to - from == length) {
            return null;
        }
        Tensor moved = Tensor.of(Arrays.stream(at).map(place -> place - from).toArray(), places.shape());
        List<@Nullable Part> inputs = new ArrayList<>();
        inputs.add(new Part(axis, from, to));
        inputs.add(null);
        return new Step(null, inputs, Map.of(1, moved), false);
    }

    /** A slice of one axis is just what it asks for. */
    private @Nullable Step sliced(Node node) {
        if (node.inputs().size() < 4) {
            return null;
        }
        long[] from = longs(node.inputs().get(1));
        long[] to = longs(node.inputs().get(2));
        long[] axes = longs(node.inputs().get(3));
        long[] steps = node.has(4) ? longs(node.inputs().get(4)) : new long[]{1};
        int rank = rank(node.inputs().getFirst());
        if (from == null || to == null || axes == null || steps == null || axes.length != 1 || steps[0] != 1
                || rank < 1) {
            return null;
        }
        int axis = (int) Math.floorMod(axes[0], (long) rank);
        long length = length(node.inputs().getFirst(), axis);
        long first = Math.clamp(from[0] < 0 ? from[0] + length : from[0], 0, Math.max(0, length));
        long last = Math.clamp(to[0] < 0 ? to[0] + length : to[0], 0, Math.max(0, length));
        if (length < 0 || first >= last || last - first == length) {
            return null;
        }
        List<@Nullable Part> inputs = new ArrayList<>(Collections.nCopies(node.inputs().size(), (Part) null));
        inputs.set(0, new Part(axis, first, last));
        return new Step(null, inputs, Map.of(), true);
    }

    private long @Nullable [] longs(String edge) {
        Tensor tensor = known.get(edge);
        boolean whole = tensor != null && (tensor.type() == ElementType.INT64 || tensor.type() == ElementType.INT32);
        return whole && tensor != null ? tensor.longs() : null;
    }

    private int rank(String edge) {
        List<Dim> axes = dims.apply(edge);
        return axes == null ? -1 : axes.size();
    }

    private long length(String edge, int axis) {
        List<Dim> axes = dims.apply(edge);
        return axes != null && axes.get(axis) instanceof Dim.Known(long length) ? length : -1;
    }
}

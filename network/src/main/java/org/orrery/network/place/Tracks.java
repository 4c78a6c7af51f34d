package org.orrery.network.place;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.Tensor;

/**
 * Follows the axis of examples and the axis of positions from the inputs through the graph, operator by operator. An axis
 * that an operator sums over, picks from or folds into another ends there. What is not known is followed no further: a
 * tensor then has no such axis, never a wrong one.
 */
final class Tracks {
    private static final Set<String> SAME = Set.of("Softmax", "LogSoftmax", "Hardmax", "LayerNormalization",
            "RMSNormalization", "SimplifiedLayerNormalization", "Dropout", "Cast", "CastLike", "CumSum", "Trilu",
            "QuantizeLinear", "DequantizeLinear", "BatchNormalization", "InstanceNormalization", "GroupNormalization",
            "LpNormalization", "MeanVarianceNormalization", "LRN", "Scaler", "Normalizer", "Imputer", "Binarizer",
            "ScatterElements", "ScatterND", "Scatter", "GatherElements", "DynamicQuantizeLinear");
    private static final Set<String> REDUCTIONS = Set.of("ArgMax", "ArgMin");
    private static final Set<String> LENGTH_CHANGING = Set.of("Pad", "Tile", "Concat", "Resize", "Upsample", "Compress",
            "SplitToSequence", "ReverseSequence");

    /** Axis of examples and axis of positions of one tensor; -1 for none. */
    record Track(int batch, int position) {
        static final Track NONE = new Track(-1, -1);
    }

    /**
     * What was followed.
     *
     * @param lost edges that depend on the examples and have no axis of them: examples are folded together, or mixed
     */
    record Found(Map<String, Track> tracks, Set<String> lost) {}

    /** How a free first axis without a name is called. */
    static final Dim BATCH = new Dim.Named("batch");

    private final Map<String, Tensor> constants = new HashMap<>();
    private final Map<String, List<Dim>> shapes;
    private final Map<String, Track> tracks = new HashMap<>();

    /** Edges that depend on the values of the inputs, not on their lengths alone. */
    private final Set<String> carried = new HashSet<>();
    private @Nullable Dim batchDim;

    private Tracks(Map<String, List<Dim>> shapes) {
        this.shapes = shapes;
    }

    /**
     * @param shapes of all tensors of which at least the number of axes is known
     * @param inputs where the axes begin
     */
    static Found of(Graph graph, Map<String, List<Dim>> shapes, Map<String, Track> inputs) {
        Tracks all = new Tracks(shapes);
        all.constants.putAll(graph.initializers());
        all.tracks.putAll(inputs);
        all.carried.addAll(inputs.keySet());
        inputs.forEach((name, track) -> {
            List<Dim> shape = shapes.get(name);
            if (track.batch() >= 0 && shape != null && !(shape.get(track.batch()) instanceof Dim.Known)) {
                all.batchDim = shape.get(track.batch()) instanceof Dim.Named named ? named : BATCH;
            }
        });
        graph.nodes().forEach(all::follow);
        Set<String> lost = new TreeSet<>(all.carried);
        lost.removeIf(edge -> !shapes.containsKey(edge) || all.tracks.getOrDefault(edge, Track.NONE).batch() >= 0);
        return new Found(all.tracks, all.batchDim == null ? Set.of() : lost);
    }

    private void follow(Node node) {
        if (node.is("Constant") && node.attribute("value") instanceof Attribute.OfTensor(Tensor tensor)) {
            constants.put(node.outputs().getFirst(), tensor);
        }
        boolean carries = !node.is("Shape") && !node.is("Size") && node.inputs().stream().anyMatch(carried::contains);
        if (carries) {
            carried.addAll(node.outputs());
        }
        for (int output = 0; output < node.outputs().size(); output++) {
            String name = node.outputs().get(output);
            List<Dim> shape = shapes.get(name);
            if (name.isEmpty() || shape == null) {
                continue;
            }
            int batch = axis(node, output, Track::batch, shape.size());
            if (batch < 0 && carries && batchDim != null && shape.stream().filter(batchDim::equals).count() == 1) {
                // Folded into another axis on the way, and split off again: the length that follows the examples tells.
                batch = shape.indexOf(batchDim);
            }
            int position = axis(node, output, Track::position, shape.size());
            // One axis cannot count both: the position was folded into the examples.
            Track track = new Track(within(batch, shape), position == batch ? -1 : within(position, shape));
            if (!track.equals(Track.NONE)) {
                tracks.put(name, track);
            }
        }
    }

    private static int within(int axis, List<Dim> shape) {
        return axis >= 0 && axis < shape.size() ? axis : -1;
    }

    /** Which of the two axes is followed. */
    @FunctionalInterface
    private interface Which {
        int of(Track track);
    }

    private int at(Node node, int input, Which which) {
        return node.has(input) ? which.of(tracks.getOrDefault(node.inputs().get(input), Track.NONE)) : -1;
    }

    private int rank(Node node, int input) {
        List<Dim> shape = node.has(input) ? shapes.get(node.inputs().get(input)) : null;
        return shape == null ? -1 : shape.size();
    }

    private int axis(Node node, int output, Which which, int rank) {
        String op = node.op();
        int first = at(node, 0, which);
        if (SAME.contains(op)) {
            return rank(node, 0) == rank ? first : -1;
        }
        if (op.startsWith("Reduce") || REDUCTIONS.contains(op)) {
            return reduced(node, first, rank(node, 0));
        }
        if (op.equals("Slice")) {
            return uncut(node, output, which, sliced(node));
        }
        if (op.equals("Split") || op.equals("TopK")) {
            return uncut(node, output, which, new long[]{node.whole("axis", op.equals("Split") ? 0 : -1)});
        }
        if (LENGTH_CHANGING.contains(op)) {
            return keptWhole(node, output, which, op.equals("Concat"));
        }
        return switch (op) {
            case "Shape", "Size", "ConstantOfShape", "Range", "NonZero", "Constant", "RandomNormal", "RandomUniform",
                    "SequenceConstruct", "Loop", "If", "Scan" ->
                -1;
            case "MatMul", "MatMulInteger", "QLinearMatMul", "FusedMatMul" -> product(node, which, rank, first);
            case "Gemm", "FusedGemm" -> node.whole("transA", 0) == 0 ? (first == 0 ? 0 : -1) : first == 1 ? 0 : -1;
            case "Transpose" -> transposed(node, first, rank);
            case "Reshape", "Flatten", "Squeeze", "Unsqueeze" -> reshaped(node, first);
            case "Gather" -> gathered(node, which, first);
            case "Einsum" -> Letters.follow(node.text("equation", ""), node.inputs().size(),
                    input -> at(node, input, which));
            case "LSTM", "GRU", "RNN" -> recurrent(node, output, first);
            case "Conv", "ConvTranspose", "MaxPool", "AveragePool", "LpPool", "FusedConv", "QLinearConv",
                    "ConvInteger", "GlobalAveragePool", "GlobalMaxPool", "GlobalLpPool" ->
                first <= 0 ? first : sameLength(node.inputs().getFirst(), node.outputs().get(output), first);
            case "OneHot" -> first < 0 ? -1 : first + (oneHotAxis(node, rank) <= first ? 1 : 0);
            case "Attention", "MultiHeadAttention", "EmbedLayerNormalization", "SkipLayerNormalization",
                    "SkipSimplifiedLayerNormalization", "RotaryEmbedding", "GroupQueryAttention" ->
                rank(node, 0) == rank && output == 0 ? first : -1;
            case "LinearClassifier", "LinearRegressor", "SVMClassifier", "SVMRegressor", "TreeEnsemble",
                    "TreeEnsembleClassifier", "TreeEnsembleRegressor", "FeatureVectorizer", "OneHotEncoder",
                    "ArrayFeatureExtractor", "LabelEncoder", "CategoryMapper", "DictVectorizer" ->
                first == 0 ? 0 : -1;
            default -> broadcast(node, which, rank);
        };
    }

    /** Operators that work element by element; of others, where the number of axes tells that they do not, nothing. */
    private int broadcast(Node node, Which which, int rank) {
        int found = -1;
        for (int input = 0; input < node.inputs().size(); input++) {
            int axis = at(node, input, which);
            int own = rank(node, input);
            if (axis >= 0 && own >= 0 && own <= rank && found < 0) {
                found = axis + rank - own;
            }
        }
        return node.domain().isEmpty() || node.domain().equals("com.microsoft") || rank(node, 0) == rank ? found : -1;
    }

    private int reduced(Node node, int axis, int rank) {
        if (axis < 0 || rank < 0) {
            return -1;
        }
        long[] axes = node.op().startsWith("Arg") ? new long[]{node.whole("axis", 0)} : node.wholes("axes");
        if (axes == null && node.has(1)) {
            Tensor constant = constants.get(node.inputs().get(1));
            if (constant == null) {
                return -1;
            }
            axes = constant.longs();
        }
        if (axes == null || axes.length == 0) {
            return node.whole("noop_with_empty_axes", 0) == 1 ? axis : -1;
        }
        boolean kept = node.whole("keepdims", 1) == 1;
        int before = 0;
        for (long each : axes) {
            long place = each < 0 ? each + rank : each;
            if (place == axis) {
                return -1;
            }
            before += place < axis ? 1 : 0;
        }
        return kept ? axis : axis - before;
    }

    private int keptWhole(Node node, int output, Which which, boolean any) {
        for (int input = 0; input < (any ? node.inputs().size() : 1); input++) {
            int axis = at(node, input, which);
            if (axis >= 0) {
                return any && node.whole("axis", 0) != axis
                        ? axis
                        : sameLength(node.inputs().get(input), node.outputs().get(output), axis);
            }
        }
        return -1;
    }

    /** An axis that is not the one that is cut is kept, whatever the lengths; they need not be known. */
    private int uncut(Node node, int output, Which which, long @Nullable [] cut) {
        int first = at(node, 0, which);
        int rank = rank(node, 0);
        if (first >= 0 && rank >= 0 && cut != null
                && Arrays.stream(cut).noneMatch(axis -> (axis < 0 ? axis + rank : axis) == first)) {
            return first;
        }
        return keptWhole(node, output, which, false);
    }

    private long @Nullable [] sliced(Node node) {
        Tensor axes = node.has(3) ? constants.get(node.inputs().get(3)) : null;
        return axes == null ? node.wholes("axes") : axes.longs();
    }

    private int sameLength(String from, String to, int axis) {
        List<Dim> before = shapes.get(from);
        List<Dim> after = shapes.get(to);
        return before != null && after != null && axis < before.size() && axis < after.size()
                && !(before.get(axis) instanceof Dim.Free) && before.get(axis).equals(after.get(axis)) ? axis : -1;
    }

    private int product(Node node, Which which, int rank, int first) {
        int left = rank(node, 0);
        int second = node.op().equals("QLinearMatMul") ? 3 : 1;
        int right = rank(node, second);
        if (left < 2 || right < 2) {
            return left == rank && first < left - 1 ? first : -1;
        }
        if (first >= 0 && first < left - 1) {
            return first + rank - left;
        }
        int other = at(node, second, which);
        return other < 0 || other == right - 2 ? -1 : other + rank - right;
    }

    private static int transposed(Node node, int axis, int rank) {
        long[] order = node.wholes("perm");
        for (int i = 0; i < rank && axis >= 0; i++) {
            if ((order == null ? rank - 1 - i : order[i]) == axis) {
                return i;
            }
        }
        return -1;
    }

    private int reshaped(Node node, int axis) {
        List<Dim> from = shapes.get(node.inputs().getFirst());
        List<Dim> to = shapes.get(node.outputs().getFirst());
        return axis < 0 || from == null || to == null ? -1 : Reshaped.follow(from, to, axis);
    }

    private int gathered(Node node, Which which, int first) {
        int indices = rank(node, 1);
        int data = rank(node, 0);
        int axis = (int) (node.whole("axis", 0) < 0 ? node.whole("axis", 0) + data : node.whole("axis", 0));
        int inside = at(node, 1, which);
        if (inside >= 0) {
            return axis + inside;
        }
        return first < 0 || first == axis || indices < 0 ? -1 : first < axis ? first : first + indices - 1;
    }

    private static int recurrent(Node node, int output, int first) {
        if (first < 0 || node.whole("layout", 0) != 0 || first == 2) {
            return -1;
        }
        boolean isBatch = first == 1;
        return output == 0 ? (isBatch ? 2 : 0) : isBatch ? 1 : -1;
    }

    private static int oneHotAxis(Node node, int rank) {
        long axis = node.whole("axis", -1);
        return (int) (axis < 0 ? axis + rank : axis);
    }

    /** Letters of an Einsum equation. */
    private static final class Letters {
        @FunctionalInterface
        interface Input {
            int axis(int input);
        }

        static int follow(String equation, int inputs, Input input) {
            String[] sides = equation.replace(" ", "").split("->");
            String[] terms = sides[0].split(",");
            if (sides.length != 2 || equation.contains(".") || terms.length != inputs) {
                return -1;
            }
            return Arrays.stream(java.util.stream.IntStream.range(0, inputs).map(i -> {
                int axis = input.axis(i);
                return axis < 0 || axis >= terms[i].length() ? -1 : sides[1].indexOf(terms[i].charAt(axis));
            }).toArray()).filter(axis -> axis >= 0).findFirst().orElse(-1);
        }
    }
}

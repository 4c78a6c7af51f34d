package org.orrery.network.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;
import org.orrery.network.onnx.ValueType;
import org.orrery.network.run.RunSettings;
import org.orrery.network.run.Session;

/** The oracle is the same graph, run whole. */
class NarrowingTest {
    private static final int POSITIONS = 5;
    private static final int WIDTH = 6;
    private static final List<Dim> INPUT = List.of(new Dim.Named("batch"), new Dim.Known(POSITIONS),
            new Dim.Known(WIDTH));

    private final SplittableRandom random = new SplittableRandom(7);
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Tensor> constants = new LinkedHashMap<>();
    private int fresh;

    private String add(String op, Map<String, Attribute> attributes, String... inputs) {
        String output = op + "." + fresh++;
        nodes.add(Node.of(op, List.of(inputs), List.of(output), attributes));
        return output;
    }

    private String add(String op, String... inputs) {
        return add(op, Map.of(), inputs);
    }

    private String weights(int... shape) {
        long[] lengths = new long[shape.length];
        int size = 1;
        for (int i = 0; i < shape.length; i++) {
            lengths[i] = shape[i];
            size *= shape[i];
        }
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return constant(Tensor.of(values, lengths));
    }

    private String constant(Tensor tensor) {
        String name = "c" + fresh++;
        constants.put(name, tensor);
        return name;
    }

    private String longs(long... values) {
        return constant(Tensor.of(values, values.length));
    }

    private static Map<String, Attribute> axis(long axis) {
        return Map.of("axis", new Attribute.Whole(axis));
    }

    private static Map<String, Attribute> perm(long... order) {
        return Map.of("perm", new Attribute.Wholes(order));
    }

    private String normalised(String x) {
        return add("LayerNormalization", axis(-1), x, weights(WIDTH), weights(WIDTH));
    }

    private String heads(String x, long... order) {
        String apart = add("Reshape", add("MatMul", x, weights(WIDTH, WIDTH)), longs(0, POSITIONS, 2, WIDTH / 2));
        return add("Transpose", perm(order), apart);
    }

    /** Self-attention with two heads and a mask, then two layers on each position, both around a residual stream. */
    private String block(String x) {
        String in = normalised(x);
        String scores = add("Add", add("MatMul", heads(in, 0, 2, 1, 3), heads(in, 0, 2, 3, 1)),
                weights(POSITIONS, POSITIONS));
        String mixed = add("MatMul", add("Softmax", axis(-1), scores), heads(in, 0, 2, 1, 3));
        String together = add("Reshape", add("Transpose", perm(0, 2, 1, 3), mixed), longs(0, POSITIONS, WIDTH));
        String middle = add("Add", x, add("MatMul", together, weights(WIDTH, WIDTH)));
        String hidden = add("Tanh", add("Add", add("MatMul", normalised(middle), weights(WIDTH, 9)), weights(9)));
        return add("Add", middle, add("MatMul", hidden, weights(9, WIDTH)));
    }

    private Graph graph(String read) {
        nodes.add(Node.of("Identity", List.of(read), "y"));
        return new Graph("g", nodes, List.of(new Value("x", new ValueType.OfTensor(ElementType.FLOAT, INPUT))),
                List.of(Value.untyped("y")), constants);
    }

    private static Map<String, ValueType> types(Graph graph) {
        List<Value> all = new ArrayList<>(graph.outputs());
        graph.nodes().stream().map(node -> node.outputs().getFirst()).filter(name -> !name.equals("y"))
                .forEach(name -> all.add(Value.untyped(name)));
        try (Session session = Session.open(OnnxModel.of(graph.withOutputs(all), 17), RunSettings.USUAL)) {
            Map<String, ValueType> types = new LinkedHashMap<>(session.types());
            types.put("x", graph.inputs().getFirst().type());
            graph.initializers().forEach((name, tensor) -> types.put(name, new ValueType.OfTensor(tensor.type(),
                    java.util.Arrays.stream(tensor.shape()).<Dim>mapToObj(Dim.Known::new).toList())));
            return types;
        }
    }

    private static Graph narrowed(Graph graph, Set<String> kept) {
        Map<String, ValueType> types = types(graph);
        return Narrowing.of(graph, kept,
                edge -> types.get(edge) instanceof ValueType.OfTensor tensor ? tensor.shape() : null);
    }

    private void same(Graph graph, Graph other) {
        float[] values = new float[3 * POSITIONS * WIDTH];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-2, 2);
        }
        Tensor input = Tensor.of(values, 3, POSITIONS, WIDTH);
        try (Session whole = Session.open(OnnxModel.of(graph, 17), RunSettings.USUAL);
                Session part = Session.open(OnnxModel.of(other, 17), RunSettings.USUAL)) {
            Tensor expected = whole.run(Map.of("x", input)).getFirst();
            Tensor found = part.run(Map.of("x", input)).getFirst();
            assertThat(found.shape()).isEqualTo(expected.shape());
            assertThat(found.doubles()).containsExactly(expected.doubles(), Offset.offset(1e-5));
        }
    }

    /** Nodes whose output holds one position only. */
    private static long narrow(Graph graph) {
        return graph.nodes().stream().filter(node -> node.outputs().getFirst().startsWith("narrow."))
                .filter(node -> !node.is("Slice")).count();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3, -1})
    void onePositionOfTheLastBlockIsWorkedOutAlone(long position) {
        String last = block(block("x"));
        Graph graph = graph(add("Gather", axis(1), last, constant(Tensor.scalar(position))));
        Graph narrowed = narrowed(graph, Set.of());
        same(graph, narrowed);
        assertThat(narrowed(narrowed, Set.of())).isSameAs(narrowed);
        // In the last block all but the normalised input, the keys and the values; nothing in the one before.
        assertThat(narrow(narrowed)).isEqualTo(17);
        assertThat(narrowed.nodes().stream().filter(node -> node.is("Softmax")).map(node -> node.outputs().getFirst()))
                .satisfiesExactly(first -> assertThat(first).doesNotStartWith("narrow."),
                        second -> assertThat(second).startsWith("narrow."));
    }

    @Test
    void anElementOfTheFlatOutputNeedsItsPositionOnly() {
        String flat = add("Reshape", block("x"), longs(0, -1));
        Graph graph = graph(add("Gather", axis(1), flat, longs(2 * WIDTH + 1, 2 * WIDTH + 4)));
        Graph narrowed = narrowed(graph, Set.of());
        same(graph, narrowed);
        assertThat(narrow(narrowed)).isPositive();
    }

    @Test
    void aSliceIsWhatItAsksFor() {
        String end = add("Slice", block("x"), longs(-2), longs(Long.MAX_VALUE), longs(1));
        Graph graph = graph(add("ReduceMean", Map.of("axes", new Attribute.Wholes(new long[]{-1})), end));
        Graph narrowed = narrowed(graph, Set.of());
        same(graph, narrowed);
        assertThat(narrow(narrowed)).isPositive();
    }

    @Test
    void whatIsReadInTwoPartsIsMadeFromTheFirstToTheLast() {
        String layer = add("Tanh", add("MatMul", "x", weights(WIDTH, WIDTH)));
        Graph graph = graph(add("Sub", add("Gather", axis(1), layer, constant(Tensor.scalar(1L))),
                add("Gather", axis(1), layer, constant(Tensor.scalar(3L)))));
        Graph narrowed = narrowed(graph, Set.of());
        same(graph, narrowed);
        assertThat(narrow(narrowed)).isEqualTo(2);
    }

    @Test
    void aColumnOfAGemmNeedsOneOfItsWeights() {
        String flat = add("Reshape", "x", longs(0, -1));
        String scores = add("Gemm", Map.of("transB", new Attribute.Whole(1)), flat, weights(4, POSITIONS * WIDTH),
                weights(4));
        Graph graph = graph(add("Gather", axis(1), scores, longs(2)));
        Graph narrowed = narrowed(graph, Set.of());
        same(graph, narrowed);
        assertThat(narrow(narrowed)).isEqualTo(1);
    }

    @Test
    void aRowOfATransposedGemmIsAColumnOfItsFirstInput() {
        String square = add("MatMul", weights(4, POSITIONS), add("ReduceMean", Map.of("axes",
                new Attribute.Wholes(new long[]{0}), "keepdims", new Attribute.Whole(0)), "x"));
        String scores = add("Gemm", Map.of("transA", new Attribute.Whole(1)), add("Tanh", square), weights(4, 3), "");
        Graph graph = graph(add("Gather", axis(0), scores,
                constant(Tensor.of(new int[]{-2}, 1))));
        Graph narrowed = narrowed(graph, Set.of());
        same(graph, narrowed);
        assertThat(narrow(narrowed)).isEqualTo(3);
    }

    @Test
    void aNormalisationWhoseScaleHasPositionsIsNarrowedWithIt() {
        String layer = add("LayerNormalization", axis(-1), "x", weights(POSITIONS, WIDTH), weights(POSITIONS, WIDTH));
        Graph graph = graph(add("Gather", axis(1), layer, constant(Tensor.scalar(3L))));
        Graph narrowed = narrowed(graph, Set.of());
        same(graph, narrowed);
        assertThat(narrow(narrowed)).isEqualTo(1);
    }

    @Test
    void aSliceBehindTheEndIsNoTile() {
        add("Slice", "x", longs(0), longs(Long.MAX_VALUE), longs(2));
        add("Slice", "x", longs(WIDTH), longs(WIDTH + 2), longs(2));
        Graph graph = graph("x");
        assertThat(Tiling.of(graph, edge -> edge.equals("x") ? INPUT : null)).isSameAs(graph);
    }

    @Test
    void whatABranchReadsStaysWhole() {
        String layer = add("Tanh", "x");
        String part = add("Gather", axis(1), layer, constant(Tensor.scalar(1L)));
        Graph then = new Graph("then", List.of(Node.of("Gather", List.of(layer, longs(2)), List.of("a"), axis(1))),
                List.of(), List.of(Value.untyped("a")), Map.of());
        Graph otherwise = new Graph("else", List.of(Node.of("Identity", List.of(layer), "b")), List.of(),
                List.of(Value.untyped("b")), Map.of());
        String chosen = add("If", Map.of("then_branch", new Attribute.OfGraph(then), "else_branch",
                new Attribute.OfGraph(otherwise)),
                add("Greater", add("ReduceMax", Map.of("keepdims",
                        new Attribute.Whole(0)), "x"), constant(Tensor.scalar(0f))));
        Graph graph = graph(add("Add", add("ReduceMax", chosen), part));
        Graph narrowed = narrowed(graph, Set.of());
        same(graph, narrowed);
        assertThat(narrow(narrowed)).isZero();
    }

    @Test
    void whatIsKeptOrReadWholeStaysAsItIs() {
        String layer = add("Tanh", "x");
        Graph graph = graph(add("Gather", axis(1), layer, constant(Tensor.scalar(1L))));
        assertThat(narrow(narrowed(graph, Set.of()))).isEqualTo(1);
        assertThat(narrow(narrowed(graph, Set.of(layer)))).isZero();
        Graph whole = graph.withOutputs(List.of(Value.untyped("y"), Value.untyped(layer)));
        assertThat(narrow(narrowed(whole, Set.of()))).isZero();
    }

    @Test
    void slicesFromBeginningToEndAreOneSplit() {
        String first = add("Slice", "x", longs(0), longs(2), longs(-1));
        String second = add("Slice", "x", longs(2), longs(Long.MAX_VALUE), longs(2), longs(1));
        String part = add("Slice", "x", longs(1), longs(3), longs(1));
        Graph graph = graph(add("Sum", add("ReduceMean", first), add("ReduceMax", second), add("ReduceMin", part)));
        Map<String, ValueType> types = types(graph);
        Graph tiled = Tiling.of(graph,
                edge -> types.get(edge) instanceof ValueType.OfTensor tensor ? tensor.shape() : null);
        same(graph, tiled);
        assertThat(tiled.nodes().stream().map(Node::op)).containsOnlyOnce("Split", "Slice");
    }

    @Test
    void whatMixesPositionsIsNotTakenApart() {
        String mixed = add("Softmax", axis(1), "x");
        Graph graph = graph(add("Gather", axis(1), mixed, constant(Tensor.scalar(1L))));
        Graph narrowed = narrowed(graph, Set.of());
        same(graph, narrowed);
        assertThat(narrow(narrowed)).isZero();
    }
}

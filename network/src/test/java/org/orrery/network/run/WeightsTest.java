package org.orrery.network.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.orrery.network.SharedNetworks;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.OnnxFile;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;
import org.orrery.network.onnx.ValueType;

/** Weights that the runtime is given from outside, against the same weights inside the model. */
class WeightsTest {
    private static final int WIDTH = 64;

    private static OnnxModel product(Tensor w) {
        return OnnxModel.of(new Graph("g", List.of(Node.of("MatMul", List.of("x", "w"), "y")),
                List.of(Value.tensor("x", ElementType.FLOAT, new Dim.Named("n"), new Dim.Known(WIDTH))),
                List.of(Value.untyped("y")), Map.of("w", w)), 17);
    }

    private static Tensor random(long seed, int... shape) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[IntStream.of(shape).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Tensor.of(values, IntStream.of(shape).asLongStream().toArray());
    }

    /** The model with each large constant written out by a node inside, where nothing is shared. */
    private static OnnxModel held(OnnxModel model) {
        Map<String, Tensor> kept = new LinkedHashMap<>();
        List<Node> nodes = new ArrayList<>();
        model.graph().initializers().forEach((name, tensor) -> {
            if (tensor.bytes().remaining() < 1000) {
                kept.put(name, tensor);
            } else {
                nodes.add(Node.of("Constant", List.of(), List.of(name),
                        Map.of("value", new org.orrery.network.onnx.Attribute.OfTensor(tensor))));
            }
        });
        nodes.addAll(model.graph().nodes());
        Graph graph = model.graph();
        List<Value> inputs = graph.inputs().stream().filter(input -> !graph.initializers().containsKey(input.name()))
                .toList();
        return model.with(new Graph(graph.name(), nodes, inputs, graph.outputs(), graph.hints(), kept, graph.rest()));
    }

    @Test
    void sharedWeightsGiveEveryBitOfTheModelThatHoldsThem() {
        for (Path file : SharedNetworks.models()) {
            OnnxModel model = OnnxFile.read(file);
            Map<String, Tensor> inputs = new LinkedHashMap<>();
            for (Value input : model.graph().required()) {
                if (input.type() instanceof ValueType.OfTensor(ElementType element, List<Dim> dims) && dims != null) {
                    int[] shape = dims.stream().mapToInt(dim -> dim instanceof Dim.Known(long n) ? (int) n : 2)
                            .toArray();
                    inputs.put(input.name(), element == ElementType.FLOAT
                            ? random(3, shape)
                            : Tensor.of(new long[IntStream.of(shape).reduce(1, (a, b) -> a * b)],
                                    IntStream.of(shape).asLongStream().toArray()));
                }
            }
            try (Session shared = Session.open(model, RunSettings.USUAL);
                    Session own = Session.open(held(model), RunSettings.USUAL)) {
                List<String> tensors = shared.types().entrySet().stream()
                        .filter(type -> type.getValue() instanceof ValueType.OfTensor).map(Map.Entry::getKey).toList();
                assertThat(shared.run(inputs, tensors)).as(file.toString()).isEqualTo(own.run(inputs, tensors));
                assertThat(shared.types()).isEqualTo(own.types());
            }
        }
    }

    @Test
    void weightsOutliveTheOtherSessionsThatShareThem() {
        Tensor w = random(1, WIDTH, WIDTH);
        Tensor x = random(2, 3, WIDTH);
        try (Session first = Session.open(product(w), RunSettings.USUAL)) {
            List<Tensor> before = first.run(Map.of("x", x));
            Session.open(product(w), RunSettings.USUAL).close();
            assertThat(first.run(Map.of("x", x))).isEqualTo(before);
        }
        float[] values = w.floats();
        float[] factors = x.floats();
        try (Session again = Session.open(product(w), RunSettings.USUAL)) {
            float[] y = again.run(Map.of("x", x)).getFirst().floats();
            for (int i = 0; i < y.length; i++) {
                double sum = 0;
                for (int k = 0; k < WIDTH; k++) {
                    sum += (double) factors[i / WIDTH * WIDTH + k] * values[k * WIDTH + i % WIDTH];
                }
                assertThat((double) y[i]).isCloseTo(sum, org.assertj.core.data.Offset.offset(1e-4));
            }
        }
    }

    @Test
    void aConstantThatIsAnInputTooStaysInTheModel() {
        Tensor w = random(1, WIDTH, WIDTH);
        Tensor x = random(2, 3, WIDTH);
        OnnxModel model = product(w);
        Graph graph = model.graph();
        OnnxModel open = model.with(new Graph("g", graph.nodes(), List.of(graph.inputs().getFirst(),
                Value.tensor("w", ElementType.FLOAT, new Dim.Known(WIDTH), new Dim.Known(WIDTH))), graph.outputs(),
                graph.initializers()));
        try (Session session = Session.open(open, RunSettings.USUAL);
                Session plain = Session.open(model, RunSettings.USUAL)) {
            assertThat(session.run(Map.of("x", x)).getFirst().floats()).containsExactly(
                    plain.run(Map.of("x", x)).getFirst().floats(), org.assertj.core.data.Offset.offset(1e-4f));
        }
    }
}

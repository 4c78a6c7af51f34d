package org.orrery.network.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.ElementType;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;
import org.orrery.network.run.RunSettings;
import org.orrery.network.run.Session;

/** A model of one node, run by ONNX Runtime and by the evaluator. */
final class OneNode {
    private static final RunSettings PLAIN = new RunSettings(RunSettings.Optimisation.NONE, 1);

    private final String operator;
    private final int opset;
    private String domain = "";
    private final Map<String, Attribute> attributes = new LinkedHashMap<>();
    private final Map<String, Tensor> inputs = new LinkedHashMap<>();
    private final List<String> read = new ArrayList<>();
    private int outputs = 1;
    private double tolerance = 1e-5;

    private OneNode(String operator, int opset) {
        this.operator = operator;
        this.opset = opset;
    }

    static OneNode of(String operator, int opset) {
        return new OneNode(operator, opset);
    }

    OneNode in(String other) {
        domain = other;
        return this;
    }

    OneNode with(String key, long... values) {
        attributes.put(key, new Attribute.Wholes(values));
        return this;
    }

    OneNode whole(String key, long value) {
        attributes.put(key, new Attribute.Whole(value));
        return this;
    }

    OneNode real(String key, double value) {
        attributes.put(key, new Attribute.Real((float) value));
        return this;
    }

    OneNode reals(String key, float... values) {
        attributes.put(key, new Attribute.Reals(values));
        return this;
    }

    OneNode text(String key, String value) {
        attributes.put(key, new Attribute.Text(value));
        return this;
    }

    OneNode texts(String key, String... values) {
        attributes.put(key, new Attribute.Texts(Arrays.stream(values).map(ByteString::copyFromUtf8).toList()));
        return this;
    }

    OneNode with(String key, Attribute value) {
        attributes.put(key, value);
        return this;
    }

    /** Inputs in order; null leaves one out. */
    OneNode reading(@Nullable Tensor... tensors) {
        for (Tensor tensor : tensors) {
            String name = tensor == null ? "" : "x" + read.size();
            read.add(name);
            if (tensor != null) {
                inputs.put(name, tensor);
            }
        }
        return this;
    }

    /** An input of the graph that the node does not read itself, only a graph inside it. */
    OneNode around(String name, Tensor tensor) {
        inputs.put(name, tensor);
        return this;
    }

    OneNode making(int count) {
        outputs = count;
        return this;
    }

    /** How far the runtime may be off, relative to the larger of 1 and the number; 1e-5 where nothing is said. */
    OneNode within(double relative) {
        tolerance = relative;
        return this;
    }

    List<String> names() {
        return IntStream.range(0, outputs).mapToObj(i -> "y" + i).toList();
    }

    OnnxModel model() {
        Node node = new Node(operator, domain, "", read, names(), attributes, UnknownFieldSet.getDefaultInstance());
        List<Value> given = inputs.entrySet().stream()
                .map(input -> Value.tensor(input.getKey(), input.getValue().type(),
                        Arrays.stream(input.getValue().shape()).mapToObj(Dim.Known::new).toArray(Dim[]::new)))
                .toList();
        Graph graph = new Graph("one", List.of(node), given, names().stream().map(Value::untyped).toList(), Map.of());
        OnnxModel plain = OnnxModel.of(graph, domain.isEmpty() ? opset : 17);
        return domain.isEmpty()
                ? plain
                : new OnnxModel(8, "", Map.of("", 17L, domain, (long) opset), graph, List.of(), plain.rest());
    }

    List<Tensor> evaluated() {
        return List.copyOf(Evaluator.of(model()).run(inputs, names()).values());
    }

    List<Tensor> executed() {
        try (Session session = Session.open(model(), PLAIN)) {
            return session.run(inputs);
        }
    }

    /** Both must come to the same. */
    void agrees() {
        compare(operator + " " + opset + " " + inputs, executed(), evaluated(), tolerance);
    }

    static void compare(String what, List<Tensor> expected, List<Tensor> found, double tolerance) {
        for (int i = 0; i < expected.size(); i++) {
            Tensor right = expected.get(i);
            Tensor ours = found.get(i);
            assertThat(ours.shape()).as(what + " shape of output " + i).isEqualTo(right.shape());
            if (!right.type().isReal()) {
                assertThat(ours).as(what + " output " + i).isEqualTo(right);
                continue;
            }
            assertThat(ours.type()).as(what).isEqualTo(ElementType.DOUBLE);
            double[] a = right.doubles();
            double[] b = ours.doubles();
            for (int k = 0; k < a.length; k++) {
                boolean same = a[k] == b[k] || Double.isNaN(a[k]) && Double.isNaN(b[k])
                        || Math.abs(a[k] - b[k]) <= tolerance * Math.max(1, Math.abs(b[k]));
                assertThat(same).as("%s, output %d, element %d: runtime %s, here %s", what, i, k, a[k], b[k]).isTrue();
            }
        }
    }
}

package org.orrery.network.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.UnknownFieldSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.Dim;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;
import org.orrery.network.reference.Evaluator;
import org.orrery.network.run.RunSettings;
import org.orrery.network.run.Session;

/**
 * Holds derivatives of a model against differences, all in float64 by the slow evaluator, along random directions; the
 * forward against the reverse derivative; and both as the runtime computes them against the evaluator.
 */
final class Probe {
    private static final RunSettings PLAIN = new RunSettings(RunSettings.Optimisation.NONE, 1);

    /** How far the runtime's float32 may be off, relative to the norm of the gradient. */
    private static final double RUNTIME = 1e-5;

    private final OnnxModel model;
    private final String what;
    private final SplittableRandom random = new SplittableRandom(8);
    private double near = 1e-6;
    private double step = 1e-5;

    Probe(String what, OnnxModel model) {
        this.what = what;
        this.model = model;
    }

    Probe within(double tolerance) {
        near = tolerance;
        return this;
    }

    /** How far differences go: less where there are many kinks, which they must not step over. */
    Probe stepping(double length) {
        step = length;
        return this;
    }

    /** Holds the first derivatives of an edge by others. */
    void first(Map<String, Tensor> inputs, String of, List<String> by) {
        Map<String, Tensor> at = doubles(inputs);
        Map<String, Tensor> points = points(at, by);
        Tensor y = value(model, at, of);
        Tensor u = draw(y.shape());
        OnnxModel reverse = Gradients.pullback(model, of, by);
        Map<String, Tensor> seeded = new LinkedHashMap<>(at);
        seeded.put(Gradients.cotangent(of), u);
        List<String> names = by.stream().map(edge -> Gradients.gradient(of, edge)).toList();
        Map<String, Tensor> gradients = Evaluator.of(reverse).run(seeded, names);
        OnnxModel forward = Gradients.forward(model, of, by);
        Distance along = new Distance();
        for (int trial = 0; trial < 3; trial++) {
            Map<String, Tensor> v = new LinkedHashMap<>();
            points.forEach((edge, point) -> v.put(edge, draw(point.shape())));
            double pulled = 0;
            for (String edge : by) {
                Tensor gradient = gradients.get(Gradients.gradient(of, edge));
                assertThat(gradient.shape()).as("%s: shape by %s", what, edge).isEqualTo(points.get(edge).shape());
                pulled += dot(gradient, v.get(edge));
            }
            Map<String, Tensor> pushed = new LinkedHashMap<>(at);
            v.forEach((edge, tangent) -> pushed.put(Gradients.tangent(edge), tangent));
            Tensor jv = Evaluator.of(forward).run(pushed, List.of(Gradients.tangent(of)))
                    .get(Gradients.tangent(of));
            close("forward against reverse", dot(u, jv), pulled, near);
            close("reverse against differences", pulled, difference(at, points, v, of, u), near);
            runtime(along, forward, pushed, List.of(Gradients.tangent(of)));
        }
        along.check("forward");
        Distance back = new Distance();
        runtime(back, reverse, seeded, names);
        back.check("reverse");
    }

    private double difference(Map<String, Tensor> at, Map<String, Tensor> points, Map<String, Tensor> v, String of,
            Tensor u) {
        // Two steps, extrapolated: the error is of fourth order.
        double coarse = slope(at, points, v, of, u, 2 * step);
        double fine = slope(at, points, v, of, u, step);
        return (4 * fine - coarse) / 3;
    }

    private double slope(Map<String, Tensor> at, Map<String, Tensor> points, Map<String, Tensor> v, String of,
            Tensor u, double h) {
        double up = dot(u, value(model, moved(at, points, v, h), of));
        double down = dot(u, value(model, moved(at, points, v, -h), of));
        return (up - down) / (2 * h);
    }

    private static Map<String, Tensor> moved(Map<String, Tensor> at, Map<String, Tensor> points,
            Map<String, Tensor> v, double h) {
        Map<String, Tensor> moved = new LinkedHashMap<>(at);
        points.forEach((edge, point) -> {
            double[] x = point.doubles();
            double[] direction = v.get(edge).doubles();
            for (int i = 0; i < x.length; i++) {
                x[i] += h * direction[i];
            }
            moved.put(edge, Tensor.of(x, point.shape()));
        });
        return moved;
    }

    /**
     * Holds what the runtime computes in float32 against the evaluator. The error is that of the gradient as one vector: the
     * Euclidean norm of the difference over that of the gradient, all edges together, and of all directions together.
     */
    private final class Distance {
        private double error;
        private double size;

        void add(Tensor exact, Tensor found) {
            double[] right = exact.doubles();
            double[] ours = found.doubles();
            for (int k = 0; k < right.length; k++) {
                error = Math.hypot(error, ours[k] - right[k]);
                size = Math.hypot(size, right[k]);
            }
        }

        void check(String which) {
            assertThat(error).as("%s: the runtime's %s derivative, whose norm is %s", what, which, size)
                    .isLessThanOrEqualTo(RUNTIME * size);
        }
    }

    private void runtime(Distance distance, OnnxModel derived, Map<String, Tensor> inputs, List<String> names) {
        Map<String, Tensor> given = new LinkedHashMap<>();
        derived.graph().inputs().forEach(input -> {
            Tensor tensor = inputs.get(input.name());
            if (tensor != null) {
                given.put(input.name(), tensor.type().isReal() ? Tensor.of(tensor.floats(), tensor.shape()) : tensor);
            }
        });
        Map<String, Tensor> exact = Evaluator.of(derived).run(inputs, names);
        try (Session session = Session.open(derived, RunSettings.USUAL)) {
            List<Tensor> found = session.run(given, names);
            for (int i = 0; i < names.size(); i++) {
                distance.add(exact.get(names.get(i)), found.get(i));
            }
        }
    }

    /** Values of the edges that are differentiated by. */
    private Map<String, Tensor> points(Map<String, Tensor> at, List<String> by) {
        Map<String, Tensor> points = new LinkedHashMap<>();
        for (String edge : by) {
            points.put(edge, at.containsKey(edge) ? at.get(edge) : value(model, at, edge));
        }
        return points;
    }

    private static Tensor value(OnnxModel model, Map<String, Tensor> at, String edge) {
        return Evaluator.of(model).run(at, List.of(edge)).get(edge);
    }

    private Tensor draw(long[] shape) {
        double[] values = new double[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        // Numbers that float32 holds exactly: both sides then begin with the same.
        Arrays.setAll(values, _ -> (float) random.nextDouble(-1, 1));
        return Tensor.of(values, shape);
    }

    private static Map<String, Tensor> doubles(Map<String, Tensor> inputs) {
        Map<String, Tensor> wide = new LinkedHashMap<>();
        inputs.forEach((name, tensor) -> wide.put(name,
                tensor.type().isReal() ? Tensor.of(tensor.doubles(), tensor.shape()) : tensor));
        return wide;
    }

    static double dot(Tensor a, Tensor b) {
        assertThat(a.shape()).isEqualTo(b.shape());
        double[] left = a.doubles();
        double[] right = b.doubles();
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }

    private void close(String which, double found, double expected, double tolerance) {
        assertThat(Math.abs(found - expected)).as("%s: %s: %s for %s", what, which, found, expected)
                .isLessThanOrEqualTo(tolerance * Math.max(1, Math.abs(expected)));
    }

    /** A model of one node; inputs are named x0, x1, ... and outputs y0, y1, .... */
    static OnnxModel node(int opset, String op, Map<String, Attribute> attributes, int outputs, boolean free,
            boolean open, @Nullable Tensor... tensors) {
        List<String> read = new ArrayList<>();
        List<Value> inputs = new ArrayList<>();
        Map<String, Tensor> constants = new LinkedHashMap<>();
        for (int i = 0; i < tensors.length; i++) {
            Tensor tensor = tensors[i];
            String name = tensor == null ? "" : "x" + i;
            read.add(name);
            if (tensor == null) {
                continue;
            }
            if (!open && tensor.type().isWhole()) {
                constants.put(name, tensor);
                continue;
            }
            Dim[] dims = new Dim[tensor.rank()];
            for (int k = 0; k < dims.length; k++) {
                dims[k] = free ? new Dim.Named("n" + i + "_" + k) : new Dim.Known(tensor.shape()[k]);
            }
            inputs.add(Value.tensor(name, tensor.type(), dims));
        }
        List<String> made = new ArrayList<>();
        for (int i = 0; i < outputs; i++) {
            made.add("y" + i);
        }
        String domain = op.contains(".") ? op.substring(0, op.lastIndexOf('.')) : "";
        Node node = new Node(op.substring(op.lastIndexOf('.') + 1), domain, "", read, made, attributes,
                UnknownFieldSet.getDefaultInstance());
        Graph graph = new Graph("one", List.of(node), inputs, List.of(Value.untyped("y0")), constants);
        OnnxModel plain = OnnxModel.of(graph, opset);
        return domain.isEmpty()
                ? plain
                : new OnnxModel(8, "", Map.of("", (long) opset, domain, 1L), graph, List.of(), plain.rest());
    }

    /** Runs a model by the runtime as it is written. */
    static List<Tensor> plain(OnnxModel model, Map<String, Tensor> inputs, List<String> wanted) {
        try (Session session = Session.open(model, PLAIN)) {
            return session.run(inputs, wanted);
        }
    }
}

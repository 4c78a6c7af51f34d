package org.orrery.network.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.orrery.network.gradient.Gradients;
import org.orrery.network.graph.Cut;
import org.orrery.network.onnx.Graph;
import org.orrery.network.onnx.OnnxModel;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.onnx.Value;
import org.orrery.network.place.Layout;
import org.orrery.network.run.Session;

/** The number and its gradient by the edges, at many points at once. Close it to give the runtime its memory back. */
final class Slope implements AutoCloseable {
    /** Points in one batch: enough to keep the runtime busy, few enough to stay in its caches. */
    private static final int BATCH = 64;

    private final Subject subject;
    private final Session session;
    private final boolean withGradient;
    private final List<String> wanted = new ArrayList<>();

    /** @param withGradient whether gradients are wanted, too */
    Slope(Subject subject, boolean withGradient) {
        this(subject, subject.tail(), withGradient);
    }

    /** @param tail with other parameters, say */
    Slope(Subject subject, OnnxModel tail, boolean withGradient) {
        this.subject = subject;
        this.withGradient = withGradient;
        wanted.add(Subject.TARGET);
        OnnxModel ready = tail;
        if (withGradient) {
            OnnxModel both = Gradients.reverse(tail, Subject.TARGET, subject.edges());
            subject.edges().forEach(edge -> wanted.add(Gradients.gradient(Subject.TARGET, edge)));
            Graph lean = Cut.to(both.graph(), wanted.stream().map(Value::untyped).toList());
            ready = both.with(lean);
        }
        session = Session.open(ready, subject.settings());
    }

    /**
     * The number at one point.
     *
     * @param gradient by each edge, row by row; empty where none were wanted
     */
    record Point(double value, Map<String, double[]> gradient) {}

    /**
     * Looks at points.
     *
     * @param count how many
     * @param at what each edge holds at a point, row by row
     * @param like tensors of one example whose types and shapes the points have
     */
    List<Point> at(int count, IntFunction<Map<String, double[]>> at, Map<String, Tensor> like) {
        List<Point> points = new ArrayList<>(count);
        int batch = subject.isBatched() ? BATCH : 1;
        for (int from = 0; from < count; from += batch) {
            int rows = Math.min(batch, count - from);
            Map<String, Tensor> inputs = new LinkedHashMap<>();
            subject.fixed().forEach((name, tensor) -> {
                int axis = subject.layout(name).batchAxis();
                inputs.put(name, axis < 0 ? tensor : Rows.repeated(tensor, axis, rows));
            });
            List<Map<String, double[]>> each = new ArrayList<>();
            for (int row = 0; row < rows; row++) {
                each.add(at.apply(from + row));
            }
            like.forEach((edge, one) -> {
                Layout layout = subject.layout(edge);
                inputs.put(edge, Rows.together(each.stream().map(point -> of(point, edge)).toList(), one.type(),
                        one.shape(), Math.max(0, layout.batchAxis())));
            });
            read(session.run(inputs, wanted), rows, like, points);
        }
        return points;
    }

    private void read(List<Tensor> got, int rows, Map<String, Tensor> like, List<Point> points) {
        double[] values = got.getFirst().doubles();
        List<double[]> gradients = got.subList(1, got.size()).stream().map(Tensor::doubles).toList();
        for (int row = 0; row < rows; row++) {
            Map<String, double[]> gradient = new LinkedHashMap<>();
            for (int i = 0; withGradient && i < gradients.size(); i++) {
                String edge = subject.edges().get(i);
                long[] shape = got.get(i + 1).shape();
                gradient.put(edge, Rows.row(gradients.get(i), shape, Math.max(0, subject.layout(edge).batchAxis()),
                        row));
            }
            points.add(new Point(values[row], gradient));
        }
    }

    static double[] of(Map<String, double[]> point, String edge) {
        double[] values = point.get(edge);
        if (values == null) {
            throw new IllegalStateException("no values for " + edge);
        }
        return values;
    }

    @Override
    public void close() {
        session.close();
    }
}

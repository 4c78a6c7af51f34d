package org.orrery.network.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.orrery.network.place.Batch;
import org.orrery.network.place.Layout;

/** Replaces one part after another by the baseline. Elements of one position of a sequence are one part; so are channels of a pixel. */
final class Occlusion {
    private Occlusion() {}

    /**
     * Elements that go together.
     *
     * @param edge whose they are
     * @param elements their places in one example
     */
    private record Part(String edge, int[] elements) {}

    static Attributed of(Slope slope, Subject subject, Ends ends) {
        List<Part> parts = new ArrayList<>();
        ends.like().forEach((edge, tensor) -> parts.addAll(parts(subject.layout(edge), tensor.shape())));
        // The first row is the example, the second the baseline, the third the control: a part replaced by itself.
        List<Slope.Point> points = slope.at(parts.size() + 2, i -> i == 0
                ? ends.input()
                : i == 1 ? ends.baseline() : without(parts.get(i - 2), ends), ends.like());
        double value = points.getFirst().value();
        Map<String, double[]> attributions = new LinkedHashMap<>();
        ends.input().forEach((edge, values) -> attributions.put(edge, new double[values.length]));
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            double share = (value - points.get(i + 2).value()) / part.elements.length;
            double[] into = Slope.of(attributions, part.edge);
            for (int element : part.elements) {
                into[element] = share;
            }
        }
        return new Attributed(attributions, value, points.get(1).value(), parts.size() + " parts, one after the other",
                parts.size());
    }

    /** What replacing a part by itself changes: it must be nothing at all. */
    static double control(Subject subject, Ends ends) {
        try (Slope slope = new Slope(subject, false)) {
            Ends itself = new Ends(ends.like(), ends.input(), ends.input());
            List<Part> parts = new ArrayList<>();
            ends.like().forEach((edge, tensor) -> parts.addAll(parts(subject.layout(edge), tensor.shape())));
            int rows = Math.min(parts.size(), 8);
            List<Slope.Point> points = slope.at(rows + 1,
                    i -> i == 0 ? ends.input() : without(parts.get((i - 1) * parts.size() / rows), itself),
                    ends.like());
            return points.stream().mapToDouble(point -> Math.abs(point.value() - points.getFirst().value())).max()
                    .orElse(0);
        }
    }

    private static Map<String, double[]> without(Part part, Ends ends) {
        Map<String, double[]> point = new LinkedHashMap<>(ends.input());
        double[] values = Slope.of(point, part.edge).clone();
        double[] baseline = Slope.of(ends.baseline(), part.edge);
        for (int element : part.elements) {
            values[element] = baseline[element];
        }
        point.put(part.edge, values);
        return point;
    }

    private static List<Part> parts(Layout layout, long[] full) {
        long[] shape = Batch.without(full, layout.batchAxis());
        int[] keep = new int[shape.length]; // whether an axis tells parts apart
        boolean image = shape.length == 3 && layout.positionAxis() < 0;
        for (int i = 0; i < shape.length; i++) {
            int axis = layout.axes().get(i);
            boolean joins = layout.positionAxis() >= 0 ? axis != layout.positionAxis() : image && i == 0;
            keep[i] = joins ? 0 : 1;
        }
        Map<Long, List<Integer>> groups = new LinkedHashMap<>();
        int size = (int) java.util.Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        for (int element = 0; element < size; element++) {
            long key = 0;
            long rest = element;
            long stride = 1;
            for (int i = shape.length - 1; i >= 0; i--) {
                key += keep[i] * (rest % shape[i]) * stride;
                stride *= shape[i];
                rest /= shape[i];
            }
            groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(element);
        }
        return groups.values().stream()
                .map(group -> new Part(layout.tensor(), group.stream().mapToInt(Integer::intValue).toArray())).toList();
    }

}

package org.orrery.network.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.orrery.core.Method;
import org.orrery.core.Numbers;
import org.orrery.network.onnx.OnnxModel;

/** A method of attribution. */
enum Attributor {
    /** The gradient at the example, times the way from the baseline: what a straight continuation would give. */
    GRADIENT_INPUT("gradient-input", new Method("gradient x input", "Shrikumar et al., arXiv:1605.01713 (2016)")) {
        @Override
        Attributed of(Subject subject, OnnxModel tail, Ends ends, int steps) {
            try (Slope slope = new Slope(subject, tail, true)) {
                List<Slope.Point> points = slope.at(2, i -> i == 0 ? ends.input() : ends.baseline(), ends.like());
                return new Attributed(ends.along(points.getFirst().gradient()), points.getFirst().value(),
                        points.getLast().value(), "one gradient", 1);
            }
        }
    },

    /** Gradients gathered along the straight line from the baseline to the example: they add up to the difference. */
    INTEGRATED_GRADIENTS("integrated-gradients",
            new Method("integrated gradients", "Sundararajan, Taly and Yan, ICML 2017")) {
        @Override
        Attributed of(Subject subject, OnnxModel tail, Ends ends, int steps) {
            try (Slope slope = new Slope(subject, tail, true)) {
                return steps > 0 ? fixed(slope, ends, steps) : adaptive(slope, ends);
            }
        }
    },

    /** Each part replaced by the baseline, one after the other: the difference that it makes. */
    OCCLUSION("occlusion", new Method("occlusion", "Zeiler and Fergus, ECCV 2014")) {
        @Override
        Attributed of(Subject subject, OnnxModel tail, Ends ends, int steps) {
            try (Slope slope = new Slope(subject, tail, false)) {
                return Occlusion.of(slope, subject, ends);
            }
        }
    };

    private static final int FEWEST = 16;
    private static final int MOST = 4096;
    static final double COMPLETE = 0.01;

    private final String word;
    private final Method method;

    Attributor(String word, Method method) {
        this.word = word;
        this.method = method;
    }

    /** As it is written on the command line. */
    String word() {
        return word;
    }

    Method method() {
        return method;
    }

    /**
     * Attributes.
     *
     * @param tail the part of the network that leads to the number, perhaps with other parameters
     * @param steps how many points on the line, 0 for as many as completeness needs
     */
    abstract Attributed of(Subject subject, OnnxModel tail, Ends ends, int steps);

    /** The midpoint rule. */
    private static Attributed fixed(Slope slope, Ends ends, int steps) {
        List<Slope.Point> points = slope.at(steps, i -> ends.between((i + 0.5) / steps), ends.like());
        Map<String, double[]> mean = sum(points, 1.0 / steps);
        List<Slope.Point> both = slope.at(2, i -> i == 0 ? ends.input() : ends.baseline(), ends.like());
        return new Attributed(ends.along(mean), both.getFirst().value(), both.getLast().value(), steps + " steps",
                steps);
    }

    /** The trapezoidal rule, refined by the points in between until the attributions add up to within one percent. */
    private static Attributed adaptive(Slope slope, Ends ends) {
        List<Slope.Point> both = slope.at(2, i -> i == 0 ? ends.input() : ends.baseline(), ends.like());
        double difference = both.getFirst().value() - both.getLast().value();
        Map<String, double[]> mean = sum(both, 0.5);
        int intervals = 1;
        while (true) {
            int more = intervals;
            Map<String, double[]> middle = sum(
                    slope.at(more, i -> ends.between((i + 0.5) / more), ends.like()), 1.0 / more);
            Map<String, double[]> finer = new LinkedHashMap<>();
            mean.forEach((edge, coarse) -> {
                double[] half = Slope.of(middle, edge);
                double[] values = new double[half.length];
                for (int i = 0; i < values.length; i++) {
                    values[i] = 0.5 * (coarse[i] + half[i]);
                }
                finer.put(edge, values);
            });
            mean = finer;
            intervals *= 2;
            Attributed attributed = new Attributed(ends.along(mean), both.getFirst().value(), both.getLast().value(),
                    intervals + " steps, doubled until complete", intervals + 1);
            boolean complete = Math.abs(attributed.sum() - difference) < COMPLETE * Math.abs(difference);
            if (intervals >= FEWEST && complete || intervals >= MOST) {
                return attributed;
            }
        }
    }

    static Map<String, double[]> sum(List<Slope.Point> points, double weight) {
        Map<String, double[]> sum = new LinkedHashMap<>();
        for (Slope.Point point : points) {
            point.gradient().forEach((edge, gradient) -> {
                double[] into = sum.computeIfAbsent(edge, _ -> new double[gradient.length]);
                for (int i = 0; i < into.length; i++) {
                    into[i] += weight * gradient[i];
                }
            });
        }
        return sum;
    }

    /** The words of all. */
    static List<String> words() {
        List<String> words = new ArrayList<>();
        for (Attributor each : values()) {
            words.add(each.word);
        }
        return words;
    }

    /** What stands between the sum of the attributions and the difference, for people. */
    static String gap(Attributed attributed) {
        double difference = attributed.value() - attributed.baseline();
        return "attributions add up to " + Numbers.round(attributed.sum(), 6) + ", the difference to the baseline is "
                + Numbers.round(difference, 6);
    }
}

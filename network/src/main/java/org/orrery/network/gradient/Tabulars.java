package org.orrery.network.gradient;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.Tensor;

/**
 * Writes the linear operators of {@code ai.onnx.ml} in plain ones: scaling, linear scores with what is done to them in the end,
 * and shares. Formulas: the ONNX standard. All else of that set keeps its node, and is refused by name.
 */
final class Tabulars {
    private static final Set<String> POSTS = Set.of("NONE", "LOGISTIC", "SOFTMAX");

    private Tabulars() {}

    static boolean concerns(Node node) {
        if (!node.domain().equals("ai.onnx.ml")) {
            return false;
        }
        return switch (node.op()) {
            case "Scaler" -> true;
            case "Normalizer" -> node.text("norm", "MAX").equals("L1");
            case "LinearRegressor" -> isLinear(node) && node.text("post_transform", "NONE").equals("NONE");
            // One score for two classes is given a second one by rules of the runtime's own.
            case "LinearClassifier" -> isLinear(node) && node.outputs().size() > 1 && targets(node) > 1
                    && POSTS.contains(node.text("post_transform", "NONE"));
            default -> false;
        };
    }

    private static boolean isLinear(Node node) {
        float[] coefficients = node.reals("coefficients");
        return coefficients != null && coefficients.length > 0 && coefficients.length % targets(node) == 0;
    }

    private static int targets(Node node) {
        if (node.op().equals("LinearRegressor")) {
            return Math.max(1, (int) node.whole("targets", 1));
        }
        long[] numbers = node.wholes("classlabels_ints");
        int named = node.attribute("classlabels_strings") instanceof Attribute.Texts texts ? texts.values().size() : 0;
        int classes = Math.max(numbers == null ? 0 : numbers.length, named);
        float[] intercepts = node.reals("intercepts");
        return intercepts == null || intercepts.length != classes ? 1 : classes;
    }

    /** Outputs get the names that they had. */
    static void expand(Node node, Emit to) {
        String x = node.inputs().getFirst();
        switch (node.op()) {
            case "Scaler" -> {
                String centred = to.op("Sub", x, constant(node, "offset", 0, to));
                to.name(to.op("Mul", centred, constant(node, "scale", 1, to)), node.outputs().getFirst());
            }
            case "Normalizer" -> to.name(to.op("Div", x, to.sum(to.op("Abs", x), true, 1)), node.outputs().getFirst());
            case "LinearRegressor" -> to.name(scores(node, x, to), node.outputs().getFirst());
            case "LinearClassifier" -> {
                List<String> outputs = new ArrayList<>(node.outputs());
                String scores = outputs.set(1, to.fresh());
                to.keep(node.on(node.inputs(), outputs));
                String sums = scores(node, x, to);
                to.name(switch (node.text("post_transform", "NONE")) {
                    case "LOGISTIC" -> to.op("Sigmoid", sums);
                    case "SOFTMAX" -> to.op("Softmax", Map.of("axis", new Attribute.Whole(1)), sums);
                    default -> sums;
                }, scores);
            }
            default -> throw new IllegalStateException(node.op());
        }
    }

    private static String scores(Node node, String x, Emit to) {
        float[] coefficients = node.reals("coefficients");
        int targets = targets(node);
        float[] turned = new float[coefficients == null ? 0 : coefficients.length];
        int features = turned.length / targets;
        for (int i = 0; i < turned.length; i++) {
            turned[i % features * targets + i / features] = coefficients == null ? 0 : coefficients[i];
        }
        String sums = to.op("MatMul", x, to.constant(List.of(node.outputs(), "coefficients"),
                Tensor.of(turned, features, targets)));
        float[] intercepts = node.reals("intercepts");
        return intercepts == null || intercepts.length == 0
                ? sums
                : to.op("Add", sums, to.constant(List.of(node.outputs(), "intercepts"),
                        Tensor.of(intercepts, 1, intercepts.length)));
    }

    private static String constant(Node node, String key, float byDefault, Emit to) {
        float[] values = node.reals(key);
        float[] given = values == null || values.length == 0 ? new float[]{byDefault} : values;
        return to.constant(List.of(node.outputs(), key), Tensor.of(given, 1, given.length));
    }
}

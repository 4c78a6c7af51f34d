package org.orrery.network.surgery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.network.onnx.Attribute;
import org.orrery.network.onnx.Node;
import org.orrery.network.onnx.Tensor;

/** Ways in which exporters write a normalisation, and what it does to one vector, computed plainly. */
enum Normed {
    FUSED, WRITTEN_OUT, WRITTEN_AS_PRODUCT, FOLDED_INTO_SCALE, ROOT_MEAN_SQUARE, SIMPLIFIED, SKIP;

    static final double EPSILON = 1e-3;

    private boolean isCentred() {
        return this != ROOT_MEAN_SQUARE && this != SIMPLIFIED;
    }

    /**
     * Nodes that make {@code out} of {@code x}, by the constants gamma and beta, and two, one and eps.
     *
     * @param other what is added before, null where x is all; the sum is then {@code out + "/sum"}
     */
    List<Node> nodes(String x, @Nullable String other, String out) {
        List<Node> nodes = new ArrayList<>();
        if (this == SKIP && other != null) {
            nodes.add(new Node("SkipLayerNormalization", "com.microsoft", "", List.of(x, other, "gamma", "beta"),
                    List.of(out, "", "", out + "/sum"), Map.of("epsilon", new Attribute.Real((float) EPSILON)),
                    com.google.protobuf.UnknownFieldSet.getDefaultInstance()));
            return nodes;
        }
        if (other != null) {
            nodes.add(Node.of("Add", List.of(x, other), out + "/sum"));
        }
        String in = other == null ? x : out + "/sum";
        switch (this) {
            case FUSED, SKIP -> nodes.add(Node.of("LayerNormalization", List.of(in, "gamma", "beta"), List.of(out),
                    Map.of("axis", new Attribute.Whole(-1), "epsilon", new Attribute.Real((float) EPSILON))));
            case SIMPLIFIED -> nodes.add(Node.of("SimplifiedLayerNormalization", List.of(in, "gamma"), List.of(out),
                    Map.of("axis", new Attribute.Whole(-1), "epsilon", new Attribute.Real((float) EPSILON))));
            case WRITTEN_OUT -> {
                centre(nodes, in, out);
                deviation(nodes, "Pow", out + "/d", "two", out);
                nodes.add(Node.of("Div", List.of(out + "/d", out + "/root"), out + "/unit"));
                affine(nodes, out);
            }
            case WRITTEN_AS_PRODUCT -> {
                centre(nodes, in, out);
                deviation(nodes, "Mul", out + "/d", out + "/d", out);
                nodes.add(Node.of("Reciprocal", List.of(out + "/root"), out + "/inverse"));
                nodes.add(Node.of("Mul", List.of(out + "/d", out + "/inverse"), out + "/unit"));
                affine(nodes, out);
            }
            case FOLDED_INTO_SCALE -> {
                centre(nodes, in, out);
                deviation(nodes, "Mul", out + "/d", out + "/d", out);
                nodes.add(Node.of("Reciprocal", List.of(out + "/root"), out + "/inverse"));
                nodes.add(Node.of("Mul", List.of(out + "/inverse", "gamma"), out + "/scale"));
                nodes.add(Node.of("Mul", List.of(in, out + "/scale"), out + "/scaled"));
                nodes.add(Node.of("Mul", List.of(out + "/mean", out + "/scale"), out + "/back"));
                nodes.add(Node.of("Sub", List.of("beta", out + "/back"), out + "/off"));
                nodes.add(Node.of("Add", List.of(out + "/scaled", out + "/off"), out));
            }
            case ROOT_MEAN_SQUARE -> {
                deviation(nodes, "Pow", in, "two", out);
                nodes.add(Node.of("Div", List.of("one", out + "/root"), out + "/inverse"));
                nodes.add(Node.of("Mul", List.of(in, out + "/inverse"), out + "/unit"));
                nodes.add(Node.of("Mul", List.of("gamma", out + "/unit"), out));
            }
        }
        return nodes;
    }

    private static void centre(List<Node> nodes, String in, String out) {
        nodes.add(mean(in, out + "/mean"));
        nodes.add(Node.of("Sub", List.of(in, out + "/mean"), out + "/d"));
    }

    private static Node mean(String in, String out) {
        return Node.of("ReduceMean", List.of(in), List.of(out), Map.of("axes", new Attribute.Wholes(new long[]{-1})));
    }

    private static void deviation(List<Node> nodes, String square, String of, String by, String out) {
        nodes.add(Node.of(square, List.of(of, by), out + "/square"));
        nodes.add(mean(out + "/square", out + "/variance"));
        nodes.add(Node.of("Add", List.of(out + "/variance", "eps"), out + "/safe"));
        nodes.add(Node.of("Sqrt", List.of(out + "/safe"), out + "/root"));
    }

    private static void affine(List<Node> nodes, String out) {
        nodes.add(Node.of("Mul", List.of(out + "/unit", "gamma"), out + "/wide"));
        nodes.add(Node.of("Add", List.of(out + "/wide", "beta"), out));
    }

    /** The constants that {@link #nodes} reads. */
    static Map<String, Tensor> constants(float[] gamma, float[] beta) {
        return Map.of("gamma", Tensor.of(gamma, gamma.length), "beta", Tensor.of(beta, beta.length), "two",
                Tensor.of(new float[]{2}, 1), "one", Tensor.of(new float[]{1}, 1), "eps",
                Tensor.of(new float[]{(float) EPSILON}, 1));
    }

    /** The same of one vector in double. */
    double[] of(double[] x, float[] gamma, float[] beta) {
        double mean = 0;
        for (double each : x) {
            mean += isCentred() ? each / x.length : 0;
        }
        double square = 0;
        for (double each : x) {
            square += (each - mean) * (each - mean) / x.length;
        }
        double[] out = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            out[i] = (x[i] - mean) / Math.sqrt(square + EPSILON) * gamma[i] + (isCentred() ? beta[i] : 0);
        }
        return out;
    }
}

package org.orrery.network.gradient;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.orrery.network.onnx.Attribute;

/**
 * Operators of ONNX Runtime's own that put several plain ones together, as its optimiser and some exporters write them. Source:
 * ONNX Runtime's page of contributed operators.
 */
final class Fusions {
    private static final String MICROSOFT = "com.microsoft.";
    /** The activations that ONNX Runtime fuses without parameters. */
    private static final Set<String> PLAIN = Set.of("Relu", "Tanh", "Sigmoid", "Softplus", "Softsign");

    private Fusions() {}

    static void list(Map<String, Definition> table) {
        table.put(MICROSOFT + "BiasGelu", (at, to) -> at.makes(0, gelu(at, to, to.add(at.in(0), at.in(1))), to));
        table.put(MICROSOFT + "FastGelu", (at, to) -> at.makes(0,
                fastGelu(at, to, at.has(1) ? to.add(at.in(0), at.in(1)) : at.in(0)), to));
        table.put(MICROSOFT + "QuickGelu", (at, to) -> at.makes(0, to.mul(at.in(0), to.op("Sigmoid",
                to.times(at.in(0), at.in(0), at.node().real("alpha", 1.702f)))), to));
        table.put(MICROSOFT + "FusedMatMul", Fusions::product);
        table.put(MICROSOFT + "FusedGemm", Fusions::gemm);
        table.put(MICROSOFT + "FusedConv", Fusions::convolution);
        table.put("SimplifiedLayerNormalization", (at, to) -> at.makes(0,
                rootMeanSquare(at, to, at.in(0), at.in(1), at.node().whole("axis", -1), 1e-5f), to));
        table.put(MICROSOFT + "SkipLayerNormalization", Fusions::skip);
        table.put(MICROSOFT + "SkipSimplifiedLayerNormalization", Fusions::skipSimplified);
    }

    /** x Phi(x). */
    private static String gelu(Site at, Emit to, String x) {
        String like = at.in(0);
        String wide = to.add(to.op("Erf", to.times(x, like, Math.sqrt(0.5))), to.scalar(like, 1));
        return to.mul(to.times(x, like, 0.5), wide);
    }

    private static String fastGelu(Site at, Emit to, String x) {
        String like = at.in(0);
        double c = Math.sqrt(2 / Math.PI);
        String inner = to.mul(x, to.add(to.times(to.mul(x, x), like, 0.044715 * c), to.scalar(like, c)));
        return to.mul(to.times(x, like, 0.5), to.add(to.op("Tanh", inner), to.scalar(like, 1)));
    }

    private static void product(Site at, Emit to) {
        if (at.node().whole("transBatchA", 0) == 1 || at.node().whole("transBatchB", 0) == 1) {
            throw at.refusal("its transposed batches are not supported");
        }
        String made = to.op("MatMul", turned(at, to, 0, "transA"), turned(at, to, 1, "transB"));
        at.makes(0, to.times(made, at.in(0), at.node().real("alpha", 1)), to);
    }

    private static String turned(Site at, Emit to, int place, String key) {
        int rank = at.rank(place, to);
        if (at.node().whole(key, 0) == 0 || rank < 2) {
            return at.in(place);
        }
        long[] order = LongStream.range(0, rank).toArray();
        order[rank - 1] = rank - 2L;
        order[rank - 2] = rank - 1L;
        return to.transpose(at.in(place), order);
    }

    private static Map<String, Attribute> plain(Site at) {
        Map<String, Attribute> attributes = new LinkedHashMap<>(at.node().attributes());
        attributes.keySet().removeIf(key -> key.startsWith("activation"));
        return attributes;
    }

    private static void gemm(Site at, Emit to) {
        String[] inputs = IntStream.range(0, at.inputs()).filter(at::has).mapToObj(at::in).toArray(String[]::new);
        String made = to.op("Gemm", plain(at), inputs);
        float[] parameters = {at.node().real("activation_alpha", Float.NaN),
                at.node().real("activation_beta", Float.NaN)};
        at.makes(0, activated(at, to, made, parameters), to);
    }

    /** Convolution, perhaps with something added, then the activation. */
    private static void convolution(Site at, Emit to) {
        String made = at.has(2)
                ? to.op("Conv", plain(at), at.in(0), at.in(1), at.in(2))
                : to.op("Conv", plain(at), at.in(0), at.in(1));
        float[] parameters = at.node().reals("activation_params");
        at.makes(0, activated(at, to, at.has(3) ? to.add(made, at.in(3)) : made,
                parameters == null ? new float[0] : parameters), to);
    }

    private static String activated(Site at, Emit to, String x, float[] parameters) {
        String name = at.node().text("activation", "");
        if (name.isEmpty()) {
            return x;
        }
        if (PLAIN.contains(name)) {
            return to.op(name, x);
        }
        float first = parameters.length > 0 ? parameters[0] : Float.NaN;
        float second = parameters.length > 1 ? parameters[1] : Float.NaN;
        return switch (name) {
            case "LeakyRelu" -> to.op(name, Attributes.of("alpha", Float.isNaN(first) ? 0.01f : first), x);
            case "HardSigmoid" -> to.op(name, Attributes.of("alpha", Float.isNaN(first) ? 0.2f : first, "beta",
                    Float.isNaN(second) ? 0.5f : second), x);
            case "Clip" -> to.op(name, x, to.scalar(at.in(0), first), to.scalar(at.in(0), second));
            default -> throw at.refusal("its activation " + name + " is not supported");
        };
    }

    private static String rootMeanSquare(Site at, Emit to, String x, String scale, long axis, float epsilon) {
        int rank = at.rank(0, to);
        String axes = to.ints(LongStream.range(axis < 0 ? axis + rank : axis, rank).toArray());
        String spread = to.add(to.mean(to.mul(x, x), axes),
                to.scalar(at.in(0), at.node().real("epsilon", epsilon)));
        return to.mul(to.mul(x, to.reciprocal(to.op("Sqrt", spread))), scale);
    }

    /** Inputs: x, what skipped, gamma, beta, a bias. */
    private static void skip(Site at, Emit to) {
        String sum = sum(at, to, 4);
        float epsilon = at.node().real("epsilon", 1e-12f);
        at.makes(0, at.has(3)
                ? to.op("LayerNormalization", Attributes.of("epsilon", epsilon), sum, at.in(2), at.in(3))
                : to.op("LayerNormalization", Attributes.of("epsilon", epsilon), sum, at.in(2)), to);
        at.makes(3, sum, to);
    }

    /** Inputs: x, what skipped, gamma, a bias. */
    private static void skipSimplified(Site at, Emit to) {
        String sum = sum(at, to, 3);
        at.makes(0, rootMeanSquare(at, to, sum, at.in(2), -1, 1e-12f), to);
        at.makes(3, sum, to);
    }

    private static String sum(Site at, Emit to, int bias) {
        String sum = to.add(at.in(0), at.in(1));
        return at.has(bias) ? to.add(sum, at.in(bias)) : sum;
    }
}

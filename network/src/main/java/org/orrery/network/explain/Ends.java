package org.orrery.network.explain;

import java.util.LinkedHashMap;
import java.util.Map;
import org.orrery.network.onnx.Tensor;

/**
 * What is explained and what it is held against: the edges for the example and for the baseline.
 *
 * @param like tensors of the example, for types and shapes
 * @param input what each edge holds for the example, row by row
 * @param baseline what it holds for the baseline
 */
record Ends(Map<String, Tensor> like, Map<String, double[]> input, Map<String, double[]> baseline) {
    static Ends of(Map<String, Tensor> example, Map<String, double[]> baseline) {
        Map<String, double[]> input = new LinkedHashMap<>();
        example.forEach((edge, tensor) -> input.put(edge, tensor.doubles()));
        return new Ends(example, input, baseline);
    }

    /** A baseline of zeros. */
    static Map<String, double[]> zeros(Map<String, Tensor> like) {
        Map<String, double[]> zeros = new LinkedHashMap<>();
        like.forEach((edge, tensor) -> zeros.put(edge, new double[tensor.size()]));
        return zeros;
    }

    /** The point on the straight line from the baseline (0) to the example (1). */
    Map<String, double[]> between(double share) {
        Map<String, double[]> point = new LinkedHashMap<>();
        input.forEach((edge, to) -> {
            double[] from = Slope.of(baseline, edge);
            double[] values = new double[to.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = from[i] + share * (to[i] - from[i]);
            }
            point.put(edge, values);
        });
        return point;
    }

    /** Each weight times the way from the baseline to the example. */
    Map<String, double[]> along(Map<String, double[]> weights) {
        Map<String, double[]> products = new LinkedHashMap<>();
        input.forEach((edge, to) -> {
            double[] from = Slope.of(baseline, edge);
            double[] weight = Slope.of(weights, edge);
            double[] values = new double[to.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = weight[i] * (to[i] - from[i]);
            }
            products.put(edge, values);
        });
        return products;
    }
}

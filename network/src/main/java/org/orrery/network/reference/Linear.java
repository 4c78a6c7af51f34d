package org.orrery.network.reference;

import java.util.Arrays;
import java.util.List;
import org.orrery.network.onnx.ElementType;

/** Linear models of ai.onnx.ml. */
final class Linear {
    private Linear() {}

    static void into(Table table) {
        table.one(Table.ML + "LinearRegressor", call -> {
            int targets = call.whole("targets", 1);
            Array x = Tabular.table(call.in(0));
            PostTransform transform = PostTransform.of(call);
            return Trees.scores(x, targets, row -> transform.apply(scores(call, x, row, targets)));
        });
        table.many(Table.ML + "LinearClassifier", Linear::classify);
        table.one(Table.ML + "SVMRegressor", Vectors::regress);
    }

    private static double[] scores(Call call, Array x, int row, int targets) {
        float[] coefficients = required(call, "coefficients");
        float[] intercepts = call.node().reals("intercepts");
        int features = x.length(1);
        if (coefficients.length != features * targets) {
            throw new IllegalArgumentException(
                    coefficients.length + " coefficients do not fit " + features + " features");
        }
        double[] scores = new double[targets];
        Arrays.setAll(scores, target -> {
            double sum = intercepts == null || intercepts.length == 0 ? 0 : intercepts[target];
            for (int i = 0; i < features; i++) {
                sum += x.real(row * features + i) * coefficients[target * features + i];
            }
            return sum;
        });
        return scores;
    }

    static float[] required(Call call, String key) {
        float[] values = call.node().reals(key);
        if (values == null) {
            throw new IllegalArgumentException("its attribute '" + key + "' is missing");
        }
        return values;
    }

    private static List<Array> classify(Call call) {
        Array x = Tabular.table(call.in(0));
        Array labels = Tabular.labels(call, "classlabels_ints");
        int targets = required(call, "coefficients").length / x.length(1);
        PostTransform transform = PostTransform.of(call);
        boolean second = targets == 1 && labels.size() == 2;
        int[] chosen = new int[x.length(0)];
        Array scores = Trees.scores(x, second ? 2 : targets, row -> {
            double[] sums = scores(call, x, row, targets);
            if (targets == 1) {
                chosen[row] = sums[0] > 0 ? labels.size() - 1 : 0;
                return second ? Binary.single(sums[0], true, transform) : transform.apply(sums);
            }
            chosen[row] = Ranking.largest(sums);
            return transform.apply(sums);
        });
        return List.of(labels.pick(new int[]{chosen.length}, chosen), real(scores));
    }

    private static Array real(Array scores) {
        return scores.typed(ElementType.FLOAT);
    }
}

package org.orrery.network.reference;

import java.util.Arrays;
import java.util.List;

/**
 * Support vector classification of ai.onnx.ml with probabilities: every two classes have a machine of their own, which
 * votes. Probabilities of pairs (Platt) are coupled by Wu, Lin and Weng's second way (Journal of Machine Learning Research
 * 5, 2004, algorithm 2), stopped as early as LIBSVM does, since ONNX Runtime does the same.
 */
final class Pairwise {
    private static final double LEAST = 1e-7;

    private Pairwise() {}

    static void into(Table table) {
        table.many(Table.ML + "SVMClassifier", Pairwise::classify);
    }

    private static List<Array> classify(Call call) {
        int[] counts = call.ints("vectors_per_class");
        float[] a = call.node().reals("prob_a");
        float[] b = call.node().reals("prob_b");
        if (counts.length == 0 || a == null || b == null || a.length == 0) {
            throw call.refusal("without support vectors or without probabilities");
        }
        if (PostTransform.of(call) != PostTransform.NONE) {
            throw call.refusal("with a post_transform");
        }
        Array x = Tabular.table(call.in(0));
        Array labels = Tabular.labels(call, "classlabels_ints");
        int classes = counts.length;
        int[] chosen = new int[x.length(0)];
        Array scores = Trees.scores(x, classes, row -> {
            double[][] sums = decisions(call, Vectors.kernels(call, x, row), counts);
            double[] votes = new double[classes];
            double[][] pairs = new double[classes][classes];
            int at = 0;
            for (int i = 0; i < classes; i++) {
                for (int j = i + 1; j < classes; j++, at++) {
                    votes[sums[i][j] > 0 ? i : j]++;
                    double p = Special.sigmoid(-(sums[i][j] * a[at] + b[at]));
                    pairs[i][j] = Math.clamp(p, LEAST, 1 - LEAST);
                    pairs[j][i] = 1 - pairs[i][j];
                }
            }
            chosen[row] = Ranking.largest(votes);
            return coupled(pairs);
        });
        return List.of(labels.pick(new int[]{chosen.length}, chosen), scores);
    }

    /** Coefficients of class i against j stand in row j - 1, those of j against i in row i. */
    private static double[][] decisions(Call call, double[] kernels, int[] counts) {
        float[] coefficients = Linear.required(call, "coefficients");
        float[] rho = Linear.required(call, "rho");
        int[] starts = new int[counts.length];
        for (int i = 1; i < starts.length; i++) {
            starts[i] = starts[i - 1] + counts[i - 1];
        }
        double[][] sums = new double[counts.length][counts.length];
        int at = 0;
        for (int i = 0; i < counts.length; i++) {
            for (int j = i + 1; j < counts.length; j++) {
                double sum = rho[at++];
                for (int m = starts[i]; m < starts[i] + counts[i]; m++) {
                    sum += coefficients[(j - 1) * kernels.length + m] * kernels[m];
                }
                for (int m = starts[j]; m < starts[j] + counts[j]; m++) {
                    sum += coefficients[i * kernels.length + m] * kernels[m];
                }
                sums[i][j] = sum;
            }
        }
        return sums;
    }

    private static double[] coupled(double[][] r) {
        int k = r.length;
        double[][] q = new double[k][k];
        for (int t = 0; t < k; t++) {
            for (int j = 0; j < k; j++) {
                if (j != t) {
                    q[t][t] += r[j][t] * r[j][t];
                    q[t][j] = -r[j][t] * r[t][j];
                }
            }
        }
        double[] p = new double[k];
        Arrays.fill(p, 1.0 / k);
        for (int round = 0; round < Math.max(100, k); round++) {
            double[] qp = new double[k];
            double pqp = 0;
            for (int t = 0; t < k; t++) {
                for (int j = 0; j < k; j++) {
                    qp[t] += q[t][j] * p[j];
                }
                pqp += p[t] * qp[t];
            }
            double level = pqp;
            if (Arrays.stream(qp).map(each -> Math.abs(each - level)).max().orElse(0) < 0.005 / k) {
                break;
            }
            for (int t = 0; t < k; t++) {
                double step = (pqp - qp[t]) / q[t][t];
                p[t] += step;
                pqp = (pqp + step * (step * q[t][t] + 2 * qp[t])) / (1 + step) / (1 + step);
                for (int j = 0; j < k; j++) {
                    qp[j] = (qp[j] + step * q[t][j]) / (1 + step);
                    p[j] /= 1 + step;
                }
            }
        }
        return p;
    }
}

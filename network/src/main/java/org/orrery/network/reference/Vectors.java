package org.orrery.network.reference;

import java.util.Arrays;

/** Support vector regression of ai.onnx.ml. */
final class Vectors {
    private Vectors() {}

    static Array regress(Call call) {
        Array x = Tabular.table(call.in(0));
        float[] coefficients = Linear.required(call, "coefficients");
        float[] rho = Linear.required(call, "rho");
        int supports = call.whole("n_supports", 0);
        PostTransform transform = PostTransform.of(call);
        return Trees.scores(x, 1, row -> {
            double sum = rho[0];
            if (supports == 0) {
                sum += kernel(call, line(x, row), coefficients, 0);
            } else {
                double[] kernels = kernels(call, x, row);
                for (int i = 0; i < supports; i++) {
                    sum += coefficients[i] * kernels[i];
                }
            }
            return transform.apply(new double[]{call.flag("one_class") ? sum > 0 ? 1 : -1 : sum});
        });
    }

    private static double[] line(Array x, int row) {
        double[] all = x.reals();
        return Arrays.copyOfRange(all, row * x.length(1), (row + 1) * x.length(1));
    }

    /** How much a row is like each support vector. */
    static double[] kernels(Call call, Array x, int row) {
        float[] vectors = Linear.required(call, "support_vectors");
        double[] line = line(x, row);
        double[] kernels = new double[vectors.length / Math.max(1, line.length)];
        Arrays.setAll(kernels, i -> kernel(call, line, vectors, i * line.length));
        return kernels;
    }

    private static double kernel(Call call, double[] x, float[] vectors, int start) {
        float[] given = call.node().reals("kernel_params");
        float[] p = given == null || given.length < 3 ? new float[]{0, 0, 3} : given;
        double dot = 0;
        double distance = 0;
        for (int i = 0; i < x.length; i++) {
            double other = vectors[start + i];
            dot += x[i] * other;
            distance += (x[i] - other) * (x[i] - other);
        }
        return switch (call.text("kernel_type", "LINEAR")) {
            case "LINEAR" -> dot;
            case "POLY" -> Math.pow(p[0] * dot + p[1], p[2]);
            case "RBF" -> Math.exp(-p[0] * distance);
            case "SIGMOID" -> Math.tanh(p[0] * dot + p[1]);
            default -> throw call.refusal("with kernel_type = " + call.text("kernel_type", ""));
        };
    }
}

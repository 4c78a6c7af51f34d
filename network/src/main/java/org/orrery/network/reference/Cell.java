package org.orrery.network.reference;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.orrery.network.onnx.Attribute;

/** One step of a recurrent layer in one direction. */
final class Cell {
    private final Call call;
    private final int inputs;
    private final int hidden;
    private final int gates;
    private final double[] w;
    private final double[] r;
    private final double[] biasW;
    private final double[] biasR;
    private final double[] peepholes;
    private final DoubleUnaryOperator[] f;
    private final double clip;

    Cell(Call call, int way, int inputs, int hidden) {
        this.call = call;
        this.inputs = inputs;
        this.hidden = hidden;
        this.gates = call.in(1).length(1) / hidden;
        this.w = slice(call, 1, way, gates * hidden * inputs, 0, gates * hidden * inputs);
        this.r = slice(call, 2, way, gates * hidden * hidden, 0, gates * hidden * hidden);
        this.biasW = slice(call, 3, way, 2 * gates * hidden, 0, gates * hidden);
        this.biasR = slice(call, 3, way, 2 * gates * hidden, gates * hidden, gates * hidden);
        this.peepholes = slice(call, 7, way, 3 * hidden, 0, 3 * hidden);
        this.f = functions(call, way);
        this.clip = call.node().attribute("clip") == null ? Double.POSITIVE_INFINITY : call.real("clip", 0);
    }

    private static double[] slice(Call call, int input, int way, int width, int from, int length) {
        int start = way * width + from;
        return call.has(input) ? Arrays.copyOfRange(call.in(input).reals(), start, start + length) : new double[length];
    }

    /** Functions of this direction; parameters are listed in order for those functions that take one. */
    private static DoubleUnaryOperator[] functions(Call call, int way) {
        List<String> usual = switch (call.node().op()) {
            case "LSTM" -> List.of("sigmoid", "tanh", "tanh");
            case "GRU" -> List.of("sigmoid", "tanh");
            default -> List.of("tanh");
        };
        List<String> names = call.node().attribute("activations") instanceof Attribute.Texts texts
                ? texts.values().stream().map(text -> text.toStringUtf8().toLowerCase(Locale.ROOT)).toList()
                : way == 0 ? usual : java.util.stream.Stream.concat(usual.stream(), usual.stream()).toList();
        float[] alphas = java.util.Objects.requireNonNullElse(call.node().reals("activation_alpha"), new float[0]);
        float[] betas = java.util.Objects.requireNonNullElse(call.node().reals("activation_beta"), new float[0]);
        DoubleUnaryOperator[] all = new DoubleUnaryOperator[names.size()];
        int a = 0;
        int b = 0;
        for (int i = 0; i < all.length; i++) {
            String name = names.get(i);
            boolean takesBeta = List.of("affine", "scaledtanh", "hardsigmoid").contains(name);
            boolean takesAlpha = takesBeta || List.of("leakyrelu", "thresholdedrelu", "elu").contains(name);
            double alpha = takesAlpha && a < alphas.length ? alphas[a++] : Double.NaN;
            double beta = takesBeta && b < betas.length ? betas[b++] : Double.NaN;
            all[i] = function(call, name, alpha, beta);
        }
        return Arrays.copyOfRange(all, way * usual.size(), (way + 1) * usual.size());
    }

    private static DoubleUnaryOperator function(Call call, String name, double alpha, double beta) {
        return switch (name) {
            case "sigmoid" -> Special::sigmoid;
            case "tanh" -> Math::tanh;
            case "relu" -> Activations::relu;
            case "softsign" -> x -> x / (1 + Math.abs(x));
            case "softplus" -> Special::softplus;
            case "leakyrelu" -> x -> x < 0 ? or(alpha, 0.01f) * x : x;
            case "thresholdedrelu" -> x -> x > or(alpha, 1) ? x : 0;
            case "elu" -> x -> x < 0 ? or(alpha, 1) * Math.expm1(x) : x;
            case "hardsigmoid" -> x -> Math.clamp(or(alpha, 0.2f) * x + or(beta, 0.5), 0, 1);
            case "affine" -> x -> or(alpha, 1) * x + or(beta, 0);
            case "scaledtanh" -> x -> or(alpha, 1) * Math.tanh(or(beta, 1) * x);
            default -> throw call.refusal("with the activation " + name);
        };
    }

    private static double or(double given, double usual) {
        return Double.isNaN(given) ? usual : given;
    }

    private double clipped(double x) {
        return Math.clamp(x, -clip, clip);
    }

    private double fromInput(int gate, int unit, double[] x) {
        int row = gate * hidden + unit;
        return dot(w, row * inputs, x) + biasW[row];
    }

    private double fromHidden(int gate, int unit, double[] h) {
        int row = gate * hidden + unit;
        return dot(r, row * hidden, h) + biasR[row];
    }

    private static double dot(double[] matrix, int start, double[] x) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += matrix[start + i] * x[i];
        }
        return sum;
    }

    private double gate(int gate, int unit, double[] x, double[] h, double more, DoubleUnaryOperator function) {
        return function.applyAsDouble(clipped(fromInput(gate, unit, x) + fromHidden(gate, unit, h) + more));
    }

    double[] plain(double[] x, double[] h) {
        double[] next = new double[hidden];
        Arrays.setAll(next, u -> gate(0, u, x, h, 0, f[0]));
        return next;
    }

    /** Gates in the order z, r, h. */
    double[] gated(double[] x, double[] h) {
        boolean resetAfter = call.flag("linear_before_reset");
        double[] z = new double[hidden];
        double[] reset = new double[hidden];
        Arrays.setAll(z, u -> gate(0, u, x, h, 0, f[0]));
        Arrays.setAll(reset, u -> gate(1, u, x, h, 0, f[0]));
        double[] kept = new double[hidden];
        Arrays.setAll(kept, u -> reset[u] * h[u]);
        double[] next = new double[hidden];
        Arrays.setAll(next, u -> {
            double recurrent = resetAfter ? reset[u] * fromHidden(2, u, h) : fromHidden(2, u, kept);
            double candidate = f[1].applyAsDouble(clipped(fromInput(2, u, x) + recurrent));
            return (1 - z[u]) * candidate + z[u] * h[u];
        });
        return next;
    }

    /** Gates in the order i, o, f, c; peepholes in the order i, o, f. */
    double[][] remembering(double[] x, double[] h, double[] c) {
        double[] nextH = new double[hidden];
        double[] nextC = new double[hidden];
        for (int u = 0; u < hidden; u++) {
            double in = gate(0, u, x, h, peepholes[u] * c[u], f[0]);
            double forget = call.flag("input_forget")
                    ? 1 - in
                    : gate(2, u, x, h, peepholes[2 * hidden + u] * c[u], f[0]);
            nextC[u] = forget * c[u] + in * gate(3, u, x, h, 0, f[1]);
            double out = gate(1, u, x, h, peepholes[hidden + u] * nextC[u], f[0]);
            nextH[u] = out * f[2].applyAsDouble(nextC[u]);
        }
        return new double[][]{nextH, nextC};
    }
}

package org.orrery.network.gradient;

import java.util.List;
import java.util.Map;

/** Activations. Formulas: the derivatives of those in the ONNX standard; at kinks as PyTorch has it. */
final class Activations {
    private static final double SELU_ALPHA = 1.67326319217681884765625;
    private static final double SELU_GAMMA = 1.05070102214813232421875;

    private Activations() {}

    static void list(Map<String, Treatment> table) {
        // By y, not x: the runtime can then still fuse Relu with what comes before.
        put(table, "Relu", (at, to) -> to.where(positive(to, at.y()), at.dy(), at.y()));
        put(table, "LeakyRelu", (at, to) -> to.op("Where", positive(to, at.in(0)), at.dy(),
                to.times(at.dy(), at.in(0), at.node().real("alpha", 0.01f))));
        put(table, "Elu", (at, to) -> exponential(at, to, at.node().real("alpha", 1), 1, 1));
        put(table, "Selu", (at, to) -> exponential(at, to, at.node().real("alpha", (float) SELU_ALPHA),
                at.node().real("gamma", (float) SELU_GAMMA), 1));
        put(table, "Celu", (at, to) -> exponential(at, to, at.node().real("alpha", 1), 1,
                at.node().real("alpha", 1)));
        put(table, "Softplus", (at, to) -> to.mul(at.dy(), to.op("Sigmoid", at.in(0))));
        put(table, "Softsign", (at, to) -> {
            String wide = to.add(to.op("Abs", at.in(0)), to.scalar(at.in(0), 1));
            return to.div(at.dy(), to.mul(wide, wide));
        });
        put(table, "HardSigmoid", (at, to) -> to.where(between(to, at.y(), 0, 1),
                to.times(at.dy(), at.in(0), at.node().real("alpha", 0.2f)), at.in(0)));
        put(table, "HardSwish", Activations::hardSwish);
        put(table, "Swish", (at, to) -> swish(at, to, at.node().real("alpha", 1)));
        put(table, "Mish", Activations::mish);
        put(table, "ThresholdedRelu", (at, to) -> to.where(
                to.op("Greater", at.in(0), to.scalar(at.in(0), at.node().real("alpha", 1))), at.dy(), at.in(0)));
        put(table, "Shrink", Activations::shrink);
        put(table, "Gelu", (at, to) -> at.node().text("approximate", "none").equals("tanh")
                ? tanhGelu(at, to)
                : gelu(at, to));
        table.put("com.microsoft.Gelu", table.get("Gelu"));
        table.put("PRelu", new Treatment.Smooth(Activations::prelu));
        table.put("Clip", new Treatment.Smooth(Activations::clip));
    }

    /** What dx is. */
    @FunctionalInterface
    private interface Part {
        String of(Site at, Emit to);
    }

    private static void put(Map<String, Treatment> table, String op, Part part) {
        table.put(op, new Treatment.Smooth((at, to) -> at.give(0, part.of(at, to))));
    }

    private static String positive(Emit to, String x) {
        return to.op("Greater", x, to.scalar(x, 0));
    }

    private static String between(Emit to, String x, double low, double high) {
        return to.op("And", to.op("Greater", x, to.scalar(x, low)), to.op("Less", x, to.scalar(x, high)));
    }

    /** gamma x above 0; gamma alpha (exp(x/width) - 1) below, where alpha exp = y/gamma + alpha. */
    private static String exponential(Site at, Emit to, double alpha, double gamma, double width) {
        String below = to.times(to.add(at.y(), to.scalar(at.y(), alpha * gamma)), at.y(), 1 / width);
        return to.op("Where", positive(to, at.in(0)), to.times(at.dy(), at.y(), gamma), to.mul(at.dy(), below));
    }

    private static String hardSwish(Site at, Emit to) {
        String x = at.in(0);
        String middle = to.mul(at.dy(), to.add(to.times(x, x, 1.0 / 3), to.scalar(x, 0.5)));
        String upper = to.op("Where", to.op("Less", x, to.scalar(x, 3)), middle, at.dy());
        return to.where(to.op("Greater", x, to.scalar(x, -3)), upper, x);
    }

    private static String swish(Site at, Emit to, double alpha) {
        String x = at.in(0);
        String s = to.op("Sigmoid", to.times(x, x, alpha));
        String slope = to.mul(to.times(x, x, alpha), to.sub(to.scalar(x, 1), s));
        return to.mul(at.dy(), to.mul(s, to.add(slope, to.scalar(x, 1))));
    }

    private static String mish(Site at, Emit to) {
        String x = at.in(0);
        String t = to.op("Tanh", to.op("Softplus", x));
        String slope = to.mul(to.mul(x, to.op("Sigmoid", x)), to.sub(to.scalar(x, 1), to.mul(t, t)));
        return to.mul(at.dy(), to.add(t, slope));
    }

    private static String shrink(Site at, Emit to) {
        String x = at.in(0);
        return to.where(to.op("Greater", to.op("Abs", x), to.scalar(x, at.node().real("lambd", 0.5f))), at.dy(), x);
    }

    /** x Phi(x): Phi + x phi. */
    private static String gelu(Site at, Emit to) {
        String x = at.in(0);
        String phi = to.mul(to.scalar(x, 1 / Math.sqrt(2 * Math.PI)),
                to.op("Exp", to.times(to.mul(x, x), x, -0.5)));
        String cumulative = to.times(to.add(to.op("Erf", to.times(x, x, Math.sqrt(0.5))), to.scalar(x, 1)), x, 0.5);
        return to.mul(at.dy(), to.add(cumulative, to.mul(x, phi)));
    }

    private static String tanhGelu(Site at, Emit to) {
        String x = at.in(0);
        double c = Math.sqrt(2 / Math.PI);
        String square = to.mul(x, x);
        String t = to.op("Tanh", to.mul(x, to.add(to.times(square, x, 0.044715 * c), to.scalar(x, c))));
        String inner = to.add(to.times(square, x, 3 * 0.044715 * c), to.scalar(x, c));
        String slope = to.mul(to.mul(x, inner), to.sub(to.scalar(x, 1), to.mul(t, t)));
        return to.mul(at.dy(), to.times(to.add(to.add(t, to.scalar(x, 1)), slope), x, 0.5));
    }

    private static void prelu(Site at, Emit to) {
        String above = positive(to, at.in(0));
        if (at.wants(0)) {
            at.give(0, to.op("Where", above, at.dy(), to.mul(at.dy(), at.in(1))));
        }
        if (at.wants(1)) {
            String part = to.op("Where", above, to.scalar(at.in(0), 0), to.mul(at.dy(), at.in(0)));
            at.give(1, Form.unbroadcast(to, part, at.in(1), at.y(), List.of(at.in(0), at.in(1))));
        }
    }

    /** The bounds themselves count as inside. */
    private static void clip(Site at, Emit to) {
        String x = at.in(0);
        String inside = at.dy();
        if (at.has(1)) {
            inside = to.where(to.op("GreaterOrEqual", x, at.in(1)), inside, x);
        }
        if (at.has(2)) {
            inside = to.where(to.op("LessOrEqual", x, at.in(2)), inside, x);
        }
        at.give(0, inside);
        for (int bound = 1; bound <= 2; bound++) {
            if (at.wants(bound)) {
                String beyond = to.where(to.op(bound == 1 ? "Less" : "Greater", x, at.in(bound)), at.dy(), x);
                at.give(bound, Form.dynamic(to, beyond, at.in(bound)));
            }
        }
    }
}

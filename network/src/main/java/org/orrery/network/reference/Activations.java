package org.orrery.network.reference;

import java.util.function.DoubleUnaryOperator;

/**
 * Activation functions. Parameters are float32 as in the file, defaults too: LeakyRelu's 0.01 is the float nearest to it.
 */
final class Activations {
    private static final double ROOT_TWO_OVER_PI = Math.sqrt(2 / Math.PI);

    private Activations() {}

    static void into(Table table) {
        table.one("Relu", call -> call.in(0).isReal()
                ? call.in(0).map(Activations::relu)
                : Elementwise.wholes(call.in(0), x -> Math.max(x, 0)));
        with(table, "LeakyRelu", 0.01, 0, (alpha, _) -> x -> x < 0 ? alpha * x : x);
        with(table, "Elu", 1, 0, (alpha, _) -> x -> x < 0 ? alpha * Math.expm1(x) : x);
        with(table, "Celu", 1, 0, (alpha, _) -> x -> x < 0 ? alpha * Math.expm1(x / alpha) : x);
        with(table, "ThresholdedRelu", 1, 0, (alpha, _) -> x -> x > alpha ? x : Double.isNaN(x) ? x : 0);
        with(table, "HardSigmoid", 0.2, 0.5, (alpha, beta) -> x -> Math.clamp(alpha * x + beta, 0, 1));
        with(table, "Swish", 1, 0, (alpha, _) -> x -> x * Special.sigmoid(alpha * x));
        table.one("Selu", call -> call.in(0).map(selu(call.real("alpha", 1.67326319217681884765625),
                call.real("gamma", 1.05070102214813232421875))));
        table.one("HardSwish", call -> call.in(0).map(x -> x * Math.clamp(x / 6 + 0.5, 0, 1)));
        table.one("Sigmoid", call -> call.in(0).map(Special::sigmoid));
        table.one("Softplus", call -> call.in(0).map(Special::softplus));
        table.one("Softsign", call -> call.in(0).map(x -> x / (1 + Math.abs(x))));
        table.one("Mish", call -> call.in(0).map(x -> x * Math.tanh(Special.softplus(x))));
        table.one("Gelu", call -> call.in(0).map(gelu(call)));
        table.one(Table.MICROSOFT + "Gelu", call -> call.in(0).map(Activations::gelu));
        table.one(Table.MICROSOFT + "QuickGelu", call -> {
            double alpha = call.real("alpha", 1.702);
            return call.in(0).map(x -> x * Special.sigmoid(alpha * x));
        });
        table.one(Table.MICROSOFT + "BiasGelu", call -> Arithmetic.add(call.in(0), call.in(1)).map(Activations::gelu));
        table.one(Table.MICROSOFT + "FastGelu", call -> (call.has(1)
                ? Arithmetic.add(call.in(0), call.in(1))
                : call.in(0)).map(Activations::fastGelu));
        table.one("Shrink", call -> {
            double bias = call.real("bias", 0);
            double lambda = call.real("lambd", 0.5);
            return call.in(0).map(x -> x < -lambda ? x + bias : x > lambda ? x - bias : Double.isNaN(x) ? x : 0);
        });
    }

    /** A function with parameters. */
    @FunctionalInterface
    interface Family {
        DoubleUnaryOperator with(double alpha, double beta);
    }

    private static void with(Table table, String name, double alpha, double beta, Family family) {
        table.one(name, call -> call.in(0).map(family.with(call.real("alpha", alpha), call.real("beta", beta))));
    }

    static double relu(double x) {
        return x < 0 ? 0 : x;
    }

    private static DoubleUnaryOperator selu(double alpha, double gamma) {
        return x -> x <= 0 ? gamma * alpha * Math.expm1(x) : gamma * x;
    }

    private static DoubleUnaryOperator gelu(Call call) {
        return switch (call.text("approximate", "none")) {
            case "none" -> Activations::gelu;
            case "tanh" -> Activations::fastGelu;
            default -> throw call.refusal("with approximate = " + call.text("approximate", "none"));
        };
    }

    static double gelu(double x) {
        return x == Double.NEGATIVE_INFINITY ? 0 : x * Special.phi(x);
    }

    private static double fastGelu(double x) {
        return x * 0.5 * (1 + Math.tanh(ROOT_TWO_OVER_PI * (x + 0.044715 * x * x * x)));
    }
}

package org.orrery.network.reference;

/** Products and convolutions with an activation behind them, as ONNX Runtime's optimiser fuses them. */
final class Activated {
    private Activated() {}

    static void into(Table table) {
        table.one(Table.MICROSOFT + "FusedGemm", call -> activated(call, Matrices.gemm(call),
                call.real("activation_alpha", Double.NaN), call.real("activation_beta", Double.NaN)));
        table.one(Table.MICROSOFT + "FusedConv", call -> {
            Array made = Convolution.convolve(call, call.in(0), call.in(1));
            float[] given = call.node().reals("activation_params");
            return activated(call, call.has(3) ? Arithmetic.add(made, call.in(3)) : made,
                    given != null && given.length > 0 ? given[0] : Double.NaN,
                    given != null && given.length > 1 ? given[1] : Double.NaN);
        });
    }

    private static Array activated(Call call, Array x, double alpha, double beta) {
        return x.map(switch (call.text("activation", "")) {
            case "" -> each -> each;
            case "Relu" -> Activations::relu;
            case "Tanh" -> Math::tanh;
            case "Sigmoid" -> Special::sigmoid;
            case "Softplus" -> Special::softplus;
            case "Softsign" -> each -> each / (1 + Math.abs(each));
            case "LeakyRelu" -> each -> each < 0 ? (Double.isNaN(alpha) ? 0.01f : alpha) * each : each;
            case "HardSigmoid" -> each -> Math.clamp((Double.isNaN(alpha) ? 0.2f : alpha) * each
                    + (Double.isNaN(beta) ? 0.5f : beta), 0, 1);
            case "Clip" -> each -> Math.clamp(each, alpha, beta);
            default -> throw call.refusal("with activation = " + call.text("activation", ""));
        });
    }
}

package org.orrery.network.explain;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.core.Claim;
import org.orrery.core.Numbers;
import org.orrery.core.Refusal;
import org.orrery.network.onnx.Tensor;
import org.orrery.network.reference.Evaluator;

/**
 * Compares the gradient with differences of the float64 evaluator, which shares nothing with the runtime nor with the rules
 * of differentiation: along the gradient, the number must rise by the gradient's length.
 */
final class GradientCheck {
    private static final double STEP = 1e-5;
    private static final double CLOSE = 1e-3;
    /** Beyond so many parameters the evaluator is too slow to be asked by the way. */
    private static final long LARGEST = 5_000_000;

    private GradientCheck() {}

    /**
     * The check, or why it was not made.
     *
     * @param check null where it was not made
     * @param reason why not, empty where it was
     */
    record Result(Claim.@Nullable Check check, String reason) {
        private Result(boolean passed, String detail) {
            this(new Claim.Check("gradient against differences", passed, detail), "");
        }
    }

    static Result of(Subject subject, Ends ends) {
        long parameters = subject.tail().graph().initializers().values().stream().mapToLong(Tensor::size).sum();
        if (parameters > LARGEST) {
            return new Result(null, "the network has " + parameters + " parameters, too many for the evaluator");
        }
        Map<String, double[]> gradient;
        try (Slope slope = new Slope(subject, true)) {
            gradient = slope.at(1, _ -> ends.input(), ends.like()).getFirst().gradient();
        }
        double length = Math.sqrt(gradient.values().stream()
                .mapToDouble(values -> Arrays.stream(values).map(v -> v * v).sum()).sum());
        if (length == 0) {
            return new Result(true, "the gradient is zero here: the number does not move with any part");
        }
        try {
            Evaluator evaluator = Evaluator.of(subject.tail());
            double rise = (value(evaluator, subject, ends, gradient, STEP / length)
                    - value(evaluator, subject, ends, gradient, -STEP / length)) / (2 * STEP);
            double off = Math.abs(rise - length) / length;
            return new Result(off < CLOSE, "along the gradient the number rises by " + Numbers.round(length, 6)
                    + " a unit, by differences in float64 by " + Numbers.round(rise, 6));
        } catch (Refusal refusal) {
            return new Result(null, String.valueOf(refusal.getMessage()));
        }
    }

    private static double value(Evaluator evaluator, Subject subject, Ends ends, Map<String, double[]> gradient,
            double step) {
        Map<String, Tensor> inputs = new LinkedHashMap<>(subject.fixed());
        ends.input().forEach((edge, values) -> {
            double[] moved = values.clone();
            double[] along = Slope.of(gradient, edge);
            for (int i = 0; i < moved.length; i++) {
                moved[i] += step * along[i];
            }
            Tensor like = ends.like().get(edge);
            inputs.put(edge, Tensor.of(moved, like == null ? new long[0] : like.shape()));
        });
        return evaluator.run(inputs, List.of(Subject.TARGET)).values().iterator().next().doubles()[0];
    }
}

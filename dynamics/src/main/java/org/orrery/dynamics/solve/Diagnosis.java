package org.orrery.dynamics.solve;

import java.util.function.IntFunction;
import org.orrery.core.RunFailure;

/** Says why the steps end: when, in which state, and what it may be. */
final class Diagnosis {
    /** Steps that are this short beside the time are those of a rate that jumps to and fro. */
    private static final double CHATTER = 1e-10;
    /** Steps that are this short may be. */
    private static final double SHORT = 1e-6;

    private final IntFunction<String> names;
    private final Mass mass;

    Diagnosis(IntFunction<String> names, Mass mass) {
        this.names = names;
        this.mass = mass;
    }

    RunFailure notFinite(double t, double[] y, double[] slope) {
        for (int i = 0; i < slope.length; i++) {
            if (!Double.isFinite(slope[i])) {
                return new RunFailure(
                        "at time %s the %s of %s is %s (its value is %s). Maybe a rate divides by zero or takes a root or logarithm of a value below zero there."
                                .formatted(t, mass.isAlgebraic(i) ? "equation" : "rate of change", names.apply(i),
                                        slope[i],
                                        y[i]));
            }
        }
        return new RunFailure("at time %s a value is not finite".formatted(t));
    }

    RunFailure stuck(double t, double h, int worst, double[] y, double[] slope, String method) {
        if (!mass.isWhole()) {
            return new RunFailure(
                    "at time %s no step is short enough for %s: at %s the worst state is %s, value %s. Maybe an algebraic equation has no solution beyond that time, or two of its solutions meet there."
                            .formatted(t, method, h, names.apply(worst), y[worst]));
        }
        return new RunFailure(
                "at time %s no step is short enough for %s: at %s the worst state is %s, value %s, rate of change %s. Maybe it grows without bound in finite time, or its rate jumps there."
                        .formatted(t, method, h, names.apply(worst), y[worst], slope[worst]));
    }

    RunFailure spent(double t, double h, long steps, int worst, double[] y, String method) {
        String name = y.length == 0 ? "none" : names.apply(worst);
        String advice = h <= CHATTER * Math.abs(t)
                ? "Maybe its rate jumps to and fro there, as a piecewise rate does that points back from both sides."
                : h <= SHORT * Math.abs(t)
                        ? "Maybe its rate jumps to and fro there, as a piecewise rate does that points back from both sides; else"
                                + " allow more steps, or a larger tolerance."
                        : "Maybe allow more steps, or a larger tolerance; AUTO if the system may be stiff.";
        return new RunFailure(
                "%d steps are spent at time %s with %s, the last of size %s; the worst state is %s, value %s. %s"
                        .formatted(steps, t, method, h, name, y.length == 0 ? 0.0 : y[worst], advice));
    }
}

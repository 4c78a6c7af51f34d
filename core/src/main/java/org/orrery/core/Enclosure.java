package org.orrery.core;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Interval arithmetic: a range that holds every value that a quantity can take while its readings range on their own.
 * Where readings hang together it may be wider than need be, never narrower.
 */
final class Enclosure {
    private static final Run.Range ANY = new Run.Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    private Enclosure() {}

    /** The interval of a claim over all that the model allows, off, or on minus off; null where that is one value. */
    static Claim.@Nullable Interval interval(Trial.Finished trial, boolean moved) {
        if (trial.offRange() == null && trial.onRange() == null) {
            return null;
        }
        Run.Range off = trial.offRange() == null ? point(trial.off()[0]) : trial.offRange();
        Run.Range on = trial.onRange() == null ? point(trial.on()[0]) : trial.onRange();
        Run.Range all = moved ? minus(on, off) : off;
        return new Claim.Interval(1, all.low(), all.high(), Claim.IntervalKind.BOUND);
    }

    static Run.Range of(Quantity quantity, Function<Quantity, Run.Range> readings) {
        return switch (quantity) {
            case Quantity.Num number -> point(number.value());
            case Quantity.Read _,Quantity.At _,Quantity.Over _,Quantity.Steady _,Quantity.Sensitivity _ ->
                readings.apply(quantity);
            case Quantity.Apply apply -> apply(apply.function(), of(apply.of(), readings));
            case Quantity.Binary binary ->
                binary(binary.operator(), of(binary.left(), readings), of(binary.right(), readings));
            case Quantity.Expectation _,Quantity.Probability _ -> ANY;
        };
    }

    private static Run.Range apply(Quantity.Function function, Run.Range x) {
        return switch (function) {
            case NEGATE -> new Run.Range(-x.high(), -x.low());
            case EXP, LN, LOG10, SQRT -> whole(function.apply(x.low()), function.apply(x.high()));
            case ABS -> x.low() <= 0 && x.high() >= 0
                    ? new Run.Range(0, Math.max(-x.low(), x.high()))
                    : whole(Math.abs(x.low()), Math.abs(x.high()));
        };
    }

    private static Run.Range binary(Quantity.Operator operator, Run.Range a, Run.Range b) {
        return switch (operator) {
            case PLUS -> whole(a.low() + b.low(), a.high() + b.high());
            case MINUS -> minus(a, b);
            case TIMES -> whole(a.low() * b.low(), a.low() * b.high(), a.high() * b.low(), a.high() * b.high());
            case DIVIDE -> b.low() <= 0 && b.high() >= 0
                    ? ANY
                    : whole(a.low() / b.low(), a.low() / b.high(), a.high() / b.low(), a.high() / b.high());
            case POWER -> a.low() < 0
                    ? ANY
                    : whole(Math.pow(a.low(), b.low()), Math.pow(a.low(), b.high()), Math.pow(a.high(), b.low()),
                            Math.pow(a.high(), b.high()));
        };
    }

    private static Run.Range minus(Run.Range a, Run.Range b) {
        return whole(a.low() - b.high(), a.high() - b.low());
    }

    private static Run.Range point(double value) {
        return new Run.Range(value, value);
    }

    /** From the least to the largest; anything where one of them is undefined. */
    private static Run.Range whole(double... ends) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double end : ends) {
            if (Double.isNaN(end)) {
                return ANY;
            }
            low = Math.min(low, end);
            high = Math.max(high, end);
        }
        return new Run.Range(low, high);
    }
}

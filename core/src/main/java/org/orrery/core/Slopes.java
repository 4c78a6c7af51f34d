package org.orrery.core;

import java.util.List;

/** Sensitivities of arithmetic, as arithmetic over sensitivities of what a run can be read for. */
final class Slopes {
    private static final Quantity ZERO = new Quantity.Num(0);
    private static final Quantity ONE = new Quantity.Num(1);

    private Slopes() {}

    /** The same quantity with every sensitivity of a sum, a product and so on written out. */
    static Quantity spread(Quantity part) {
        return switch (part) {
            case Quantity.Num _,Quantity.Read _,Quantity.At _,Quantity.Over _,Quantity.Steady _ -> part;
            case Quantity.Sensitivity(Quantity of, Address to) -> slope(of, to);
            case Quantity.Expectation(Quantity of) -> new Quantity.Expectation(spread(of));
            case Quantity.Probability(List<Quantity.Comparison> all) -> new Quantity.Probability(all.stream()
                    .map(each -> new Quantity.Comparison(spread(each.left()), each.relation(), spread(each.right())))
                    .toList());
            case Quantity.Binary(Quantity.Operator operator, Quantity left, Quantity right) ->
                new Quantity.Binary(operator, spread(left), spread(right));
            case Quantity.Apply(Quantity.Function function, Quantity of) -> new Quantity.Apply(function, spread(of));
        };
    }

    private static Quantity slope(Quantity of, Address to) {
        return switch (of) {
            case Quantity.Num _ -> ZERO;
            case Quantity.At _,Quantity.Over _,Quantity.Steady _,Quantity.Read _ -> new Quantity.Sensitivity(of, to);
            case Quantity.Expectation(Quantity inner) -> new Quantity.Expectation(slope(inner, to));
            case Quantity.Sensitivity _ -> throw new InvalidInput(
                    "'" + new Quantity.Sensitivity(of, to) + "' asks for a second derivative.",
                    "Maybe ask for sensitivities at two values: --set k=1.");
            case Quantity.Probability _ -> throw new InvalidInput("'" + of + "' is a share: it has no derivative.",
                    "Maybe ask for the sensitivity of what it compares.");
            case Quantity.Apply(Quantity.Function function, Quantity inner) ->
                times(outer(function, inner), slope(inner, to));
            case Quantity.Binary(Quantity.Operator operator, Quantity left, Quantity right) -> switch (operator) {
                case PLUS, MINUS -> new Quantity.Binary(operator, slope(left, to), slope(right, to));
                case TIMES -> plus(times(slope(left, to), right), times(left, slope(right, to)));
                case DIVIDE -> over(
                        minus(slope(left, to), times(over(left, right), slope(right, to))), right);
                case POWER -> power(left, right, to);
            };
        };
    }

    private static Quantity power(Quantity base, Quantity exponent, Address to) {
        Quantity less = new Quantity.Binary(Quantity.Operator.POWER, base, minus(exponent, ONE));
        Quantity byBase = times(times(exponent, less), slope(base, to));
        if (exponent instanceof Quantity.Num) {
            return byBase;
        }
        Quantity whole = new Quantity.Binary(Quantity.Operator.POWER, base, exponent);
        return plus(byBase,
                times(times(whole, new Quantity.Apply(Quantity.Function.LN, base)), slope(exponent, to)));
    }

    /** The derivative of a function at its argument. */
    private static Quantity outer(Quantity.Function function, Quantity at) {
        return switch (function) {
            case NEGATE -> new Quantity.Num(-1);
            case EXP -> new Quantity.Apply(function, at);
            case LN -> over(ONE, at);
            case LOG10 -> over(new Quantity.Num(1 / Math.log(10)), at);
            case SQRT -> over(new Quantity.Num(0.5), new Quantity.Apply(function, at));
            case ABS -> over(at, new Quantity.Apply(function, at));
        };
    }

    private static Quantity plus(Quantity a, Quantity b) {
        return new Quantity.Binary(Quantity.Operator.PLUS, a, b);
    }

    private static Quantity minus(Quantity a, Quantity b) {
        return new Quantity.Binary(Quantity.Operator.MINUS, a, b);
    }

    private static Quantity times(Quantity a, Quantity b) {
        return new Quantity.Binary(Quantity.Operator.TIMES, a, b);
    }

    private static Quantity over(Quantity a, Quantity b) {
        return new Quantity.Binary(Quantity.Operator.DIVIDE, a, b);
    }
}

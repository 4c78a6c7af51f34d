package org.orrery.dynamics.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.lower.Rewriter;
import org.orrery.equation.Derivative;
import org.orrery.equation.Expr;
import org.orrery.equation.Operator;
import org.orrery.equation.Simplifier;
import org.orrery.equation.Substitution;
import org.orrery.equation.Symbols;

/**
 * Functions of the time that run in steps: {@code floor(time / 24)}, and what is made of them, such as
 * {@code rem(time, 24)}. Between their steps they are constant, so the moment at which a comparison of them turns follows
 * from a linear equation, as long as the step lasts.
 */
final class TimeSteps {
    private static final String STEP = "#step";

    private TimeSteps() {}

    /** Moments around the present time at which a step function steps; null where its argument is not linear in time. */
    static @Nullable List<Expr> moments(Expr.Call call, Set<String> states) {
        Expr argument = switch (call.operator()) {
            case FLOOR, CEIL -> call.argument(0);
            case QUOTIENT, REM -> Symbols.of(call.argument(1)).time()
                    ? null
                    : Expr.call(Operator.DIV, call.argument(0), call.argument(1));
            default -> null;
        };
        Expr zero = argument == null ? null : TimeSwitches.linearZero(argument, states);
        if (argument == null || zero == null) {
            return null;
        }
        Expr slope = Simplifier.simplify(Derivative.ofTime(argument));
        Expr whole = Expr.call(Operator.FLOOR, argument);
        List<Expr> moments = new ArrayList<>();
        for (int k = -1; k <= 2; k++) {
            Expr step = Expr.call(Operator.DIV, Expr.call(Operator.ADD, whole, Expr.num(k)), slope);
            moments.add(Simplifier.simplify(Expr.call(Operator.ADD, zero, step)));
        }
        return moments;
    }

    /**
     * When a difference is zero if the step functions in it stay what they are now; null where that is no linear
     * equation, or where there are none.
     */
    static @Nullable Expr zero(Expr difference, Set<String> states) {
        Map<String, Expr> steps = new LinkedHashMap<>();
        boolean[] bad = new boolean[1];
        Expr frozen = new Rewriter(leaf -> leaf, call -> {
            if (!Symbols.of(call).time()) {
                return null;
            }
            return switch (call.operator()) {
                case FLOOR, CEIL, QUOTIENT -> freeze(call, steps, bad, states);
                case REM -> {
                    Expr quotient = freeze(Expr.call(Operator.QUOTIENT, call.arguments()), steps, bad, states);
                    yield Expr.call(Operator.SUB, call.argument(0),
                            Expr.call(Operator.MUL, call.argument(1), quotient));
                }
                default -> null;
            };
        }).rewrite(difference);
        Expr zero = steps.isEmpty() || bad[0] ? null : TimeSwitches.linearZero(frozen, states);
        return zero == null ? null : new Substitution(steps).apply(zero);
    }

    private static Expr freeze(Expr step, Map<String, Expr> steps, boolean[] bad, Set<String> states) {
        bad[0] |= !(step instanceof Expr.Call call) || moments(call, states) == null;
        String name = STEP + steps.size();
        steps.put(name, step);
        return Expr.sym(name);
    }
}

package org.orrery.dynamics.run;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.dynamics.lower.Rewriter;
import org.orrery.equation.Derivative;
import org.orrery.equation.Expr;
import org.orrery.equation.Operator;
import org.orrery.equation.Simplifier;
import org.orrery.equation.Symbols;

/**
 * The comparisons in a set of expressions that depend on time and parameters alone, so that the moment at which they
 * turn can be computed instead of searched: {@code time >= 3} turns at 3.
 *
 * @param moments for each comparison that is linear in time, the moment it turns, over the parameters; for steps like
 *     {@code floor(time)} those around the present time
 * @param scheduled comparisons and steps that these moments cover, by identity
 */
record TimeSwitches(List<Expr> moments, Set<Expr> scheduled) {

    static TimeSwitches in(Collection<Expr> expressions, Set<String> states) {
        Set<Expr> moments = new LinkedHashSet<>();
        Set<Expr> scheduled = Collections.newSetFromMap(new IdentityHashMap<>());
        Map<Expr, Boolean> seen = new IdentityHashMap<>();
        expressions.forEach(expression -> collect(expression, states, moments, scheduled, seen));
        return new TimeSwitches(List.copyOf(moments), scheduled);
    }

    /** Whether some moments are computed from the present time, by dividing, so that they may be a digit early. */
    boolean steps() {
        return Symbols.of(moments).time();
    }

    /** Whether a condition that depends on time alone turns at moments that cannot be computed beforehand. */
    boolean missesSome(Collection<Expr> expressions) {
        Map<Expr, Boolean> seen = new IdentityHashMap<>();
        return expressions.stream().anyMatch(expression -> misses(expression, seen));
    }

    private boolean misses(Expr expr, Map<Expr, Boolean> seen) {
        if (!(expr instanceof Expr.Call call) || seen.put(expr, true) != null) {
            return false;
        }
        boolean turns = switch (call.operator()) {
            case LT, LE, GT, GE, EQ, NE, FLOOR, CEIL, REM, QUOTIENT -> {
                Symbols symbols = Symbols.of(call);
                yield symbols.time() && !scheduled.contains(call);
            }
            default -> false;
        };
        return turns || call.arguments().stream().anyMatch(argument -> misses(argument, seen));
    }

    private static void collect(Expr expr, Set<String> states, Set<Expr> moments, Set<Expr> scheduled,
            Map<Expr, Boolean> seen) {
        if (!(expr instanceof Expr.Call call) || seen.put(expr, true) != null) {
            return;
        }
        switch (call.operator()) {
            case LT, LE, GT, GE, EQ, NE -> {
                Expr moment = moment(call, states);
                if (moment != null) {
                    moments.add(moment);
                    scheduled.add(call);
                }
            }
            case FLOOR, CEIL, QUOTIENT, REM -> {
                List<Expr> steps = TimeSteps.moments(call, states);
                if (steps != null) {
                    moments.addAll(steps);
                    scheduled.add(call);
                }
            }
            default -> {
            }
        }
        call.arguments().forEach(argument -> collect(argument, states, moments, scheduled, seen));
    }

    private static @Nullable Expr moment(Expr.Call comparison, Set<String> states) {
        Expr difference = Expr.call(Operator.SUB, comparison.argument(0), comparison.argument(1));
        Expr zero = linearZero(difference, states);
        return zero == null ? TimeSteps.zero(difference, states) : zero;
    }

    /** When an expression is zero, if it is linear in time and else of parameters alone; null if not. */
    static @Nullable Expr linearZero(Expr difference, Set<String> states) {
        Symbols symbols = Symbols.of(difference);
        if (!symbols.time() || symbols.names().stream().anyMatch(states::contains)) {
            return null;
        }
        Expr slope = Simplifier.simplify(Derivative.ofTime(difference));
        Expr start = Simplifier.simplify(
                new Rewriter(leaf -> leaf instanceof Expr.Time ? Expr.ZERO : leaf, _ -> null).rewrite(difference));
        boolean linear = !Symbols.of(slope).time() && !slope.equals(Expr.ZERO) && isSmooth(difference);
        return linear ? Simplifier.simplify(Expr.call(Operator.DIV, Expr.call(Operator.NEG, start), slope)) : null;
    }

    /** Whether the derivative tells the whole story: no steps, no branches. */
    private static boolean isSmooth(Expr expr) {
        return !(expr instanceof Expr.Call call) || switch (call.operator()) {
            case ADD, SUB, MUL, DIV, NEG, POW, EXP, LN, LOG10, SQRT ->
                call.arguments().stream().allMatch(TimeSwitches::isSmooth);
            default -> !Symbols.of(call).time();
        };
    }

    /** Whether a condition turns at scheduled moments only. */
    boolean covers(Expr condition, Set<String> states) {
        if (!(condition instanceof Expr.Call call)) {
            return !(condition instanceof Expr.Time)
                    && !(condition instanceof Expr.Sym(String name) && states.contains(name));
        }
        if (scheduled.contains(call)) {
            return true;
        }
        Symbols symbols = Symbols.of(call);
        if (!symbols.time() && symbols.names().stream().noneMatch(states::contains)) {
            return true;
        }
        return switch (call.operator()) {
            case AND, OR, XOR, NOT -> call.arguments().stream().allMatch(argument -> covers(argument, states));
            default -> false;
        };
    }
}
